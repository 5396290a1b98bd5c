package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import remediator.local.GivenProperties;
import remediator.local.plan.PlanCommand;

/** The page of a plan as its reader uses it, opened from the file. */
@Tag("browser")
@Isolated("a browser wants both cores")
class FleetPlanBrowserTest {
  private static Chromium chromium;

  @BeforeAll
  static void start() {
    chromium = new Chromium();
  }

  @AfterAll
  static void stop() {
    chromium.close();
  }

  /** Of the sample groups. */
  static Path plan() {
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    assertThat(GivenProperties.run(new PlanCommand(silent), silent, "given {}")).isZero();
    return Path.of("target/plan/plan.html");
  }

  @Test
  void isSearchedFilteredSortedAndOpened() {
    chromium.width(1200);
    chromium.open(plan().toUri().toString());
    assertThat(groups()).hasSize(17);

    chromium.choose("decision", "REPLACE");
    assertThat(groups()).hasSize(5);

    chromium.pressHere("second group, $");
    chromium.pressHere("second group, $");
    assertThat(groups().getFirst()).isEqualTo("search-sharded");

    chromium.type("text", "cart-single");
    assertThat(groups()).containsExactly("cart-single");

    chromium.pressHere("cart-single");
    assertThat(chromium.text())
        .contains("freeze: refused for at least 22 minutes", "the new group has another id");
  }

  @Test
  void fitsAPhone() {
    chromium.width(360);
    chromium.open(plan().toUri().toString());

    assertThat(groups()).hasSize(17);
    assertThat(chromium.wider()).isFalse();
    chromium.width(1200);
  }

  @Test
  void isUsableByAll() {
    chromium.open(plan().toUri().toString());

    assertThat(chromium.violations()).isEmpty();
  }

  private static List<String> groups() {
    return chromium.texts("#groups tbody tr td:first-child button");
  }
}
