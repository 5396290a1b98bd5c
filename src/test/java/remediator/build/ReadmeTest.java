package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.plan.PolicySetting;

/** The README knows everything that an owner can set, and names no file that is not there. */
class ReadmeTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern SOURCE = Pattern.compile("`((?:src|events|\\.ci)/[\\w./-]+)`");

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }

  @ParameterizedTest
  @EnumSource(PolicySetting.class)
  void saysWhatCanBeDecidedAndItsDefault(PolicySetting setting) throws IOException {
    List<String> rows =
        readme()
            .lines()
            .filter(l -> l.startsWith("|") && l.contains("`" + setting.tag() + "`"))
            .toList();

    assertThat(rows).as("row of the table of settings").hasSize(1);
    assertThat(rows.getFirst()).contains("`" + setting.initial() + "`");
  }

  @Test
  void namesEveryParameterOfTheTemplate() throws IOException {
    String readme = readme();

    assertThat(Template.section("Parameters").keySet())
        .allSatisfy(parameter -> assertThat(readme).contains("`" + parameter + "`"));
  }

  @Test
  void namesOnlyFilesThatAreThere() throws IOException {
    List<String> named = new ArrayList<>();
    for (Pattern pattern : List.of(LINK, SOURCE)) {
      Matcher matcher = pattern.matcher(readme());
      while (matcher.find()) {
        named.add(matcher.group(1));
      }
    }

    assertThat(named).isNotEmpty();
    assertThat(named.stream().filter(file -> !Files.exists(Path.of(file)))).isEmpty();
  }

  /** A sentence once ended in the middle, and with it a warning. */
  @Test
  void everySentenceEnds() throws IOException {
    List<String> endless = new ArrayList<>();
    String before = "";
    boolean code = false;
    for (String line : (readme() + "\n\n").split("\n", -1)) {
      code ^= line.strip().startsWith("```");
      boolean text = !code && !line.isBlank() && !line.matches(" *([#|]|```).*");
      boolean goesOn = text && !line.matches(" *([-*]|[0-9]+\\.) .*");
      if (!goesOn && before.matches(".*[A-Za-z0-9,]")) {
        endless.add(before);
      }
      before = text ? line : "";
    }

    assertThat(endless).isEmpty();
  }

  @Test
  void namesEveryPartOfTheSource() throws IOException {
    try (Stream<Path> folders = Files.list(Path.of("src/main/java/remediator"))) {
      String readme = readme();
      assertThat(folders.filter(Files::isDirectory))
          .allSatisfy(folder -> assertThat(readme).contains(folder.getFileName() + "/"));
    }
  }
}
