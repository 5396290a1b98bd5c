package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.Extension;

/** A test class that takes long is named while it runs, and JUnit knows who names it. */
class TestProgressTest {
  private final TestProgress progress = new TestProgress();

  @Test
  void namesTheClassThatTakesLongAndHowManyTestsAreDone() {
    progress.begins("FaultMatrixTest", 0);
    progress.ends();

    assertThat(progress.line(Duration.ofSeconds(40).toNanos()))
        .hasValue("... FaultMatrixTest has been running for 40 s; 1 tests done");
  }

  @Test
  void saysNothingOfAClassThatEndsSoon() {
    progress.begins("PlannerTest", 0);

    assertThat(progress.line(Duration.ofSeconds(14).toNanos())).isEmpty();
  }

  @Test
  void isFoundByJUnit() {
    assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(TestProgress.class);
  }
}
