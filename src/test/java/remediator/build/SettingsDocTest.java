package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.notification.Gate;
import remediator.plan.PolicySetting;

/** The page of settings says what the code and the template say. */
class SettingsDocTest {
  private static final Map<String, List<String>> ROWS =
      DocPages.rows(Path.of("src/docs/settings.md"));
  private static final Map<String, Object> PARAMETERS = Template.section("Parameters");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");
  private static final Pattern RANGE = Pattern.compile("`([0-9]+)`–`([0-9]+)`");

  /** The columns of the table of settings. */
  private enum Column {
    PARAMETER(1),
    DEFAULT(2),
    LEGAL(3),
    TAG_MAY(4),
    GATE(5);

    private final int number;

    Column(int number) {
      this.number = number;
    }
  }

  private static String cell(PolicySetting setting, Column column) {
    assertThat(ROWS).containsKey(setting.tag());
    return ROWS.get(setting.tag()).get(column.number);
  }

  static Set<String> parametersWithoutTag() {
    Set<String> parameters = new TreeSet<>(PARAMETERS.keySet());
    Stream.of(PolicySetting.values()).map(PolicySetting::parameter).forEach(parameters::remove);
    return parameters;
  }

  @ParameterizedTest
  @EnumSource
  void saysParameterAndDefault(PolicySetting setting) {
    String parameter =
        PARAMETERS.containsKey(setting.parameter()) ? "`" + setting.parameter() + "`" : "–";

    assertThat(cell(setting, Column.PARAMETER)).isEqualTo(parameter);
    assertThat(cell(setting, Column.DEFAULT)).isEqualTo("`" + setting.initial() + "`");
  }

  /** All words of the pattern; of a range its ends, and that nothing is legal beyond them. */
  @ParameterizedTest
  @EnumSource
  void saysWhatIsLegal(PolicySetting setting) {
    String told = cell(setting, Column.LEGAL);
    Pattern legal = Pattern.compile(setting.legal());
    Set<String> words = new TreeSet<>();
    for (MatchResult code : CODE.matcher(told).results().toList()) {
      words.add(code.group(1));
    }
    for (MatchResult range : RANGE.matcher(told).results().toList()) {
      int first = Integer.parseInt(range.group(1));
      int last = Integer.parseInt(range.group(2));
      assertThat(String.valueOf(first - 1)).doesNotMatch(legal);
      assertThat(String.valueOf(last + 1)).doesNotMatch(legal);
    }

    assertThat(words).isNotEmpty().allSatisfy(word -> assertThat(word).matches(legal));
    assertThat(words)
        .containsAll(
            Stream.of(
                    setting
                        .legal()
                        .replaceAll("\\([^)]*\\)", "")
                        .replace("\\.", ".")
                        .split("\\|", -1))
                .filter(word -> word.matches("[A-Za-z][A-Za-z0-9.-]*"))
                .toList());
  }

  @ParameterizedTest
  @EnumSource
  void saysWhatATagMayAndWhichGateOffersIt(PolicySetting setting) {
    String gate =
        Arrays.stream(Gate.values())
            .filter(g -> g.choices().contains(setting))
            .map(g -> g.key().toUpperCase(Locale.ROOT))
            .collect(Collectors.joining(", "));

    assertThat(cell(setting, Column.TAG_MAY))
        .isEqualTo(setting.canBeLoosened() ? "listed" : "tighten");
    assertThat(cell(setting, Column.GATE)).isEqualTo(gate.isEmpty() ? "–" : gate);
  }

  @ParameterizedTest
  @MethodSource("parametersWithoutTag")
  void saysDefaultAndLegalValuesOfAParameterWithoutTag(String name) {
    Map<String, Object> declared = Template.map(PARAMETERS.get(name));
    String initial = String.valueOf(declared.get("Default"));
    assertThat(ROWS).containsKey(name);
    List<String> row = ROWS.get(name);

    assertThat(row.get(1)).isEqualTo(initial.isEmpty() ? "empty" : "`" + initial + "`");
    if (declared.containsKey("AllowedValues")) {
      assertThat(row.get(2))
          .isEqualTo(
              Template.list(declared.get("AllowedValues")).stream()
                  .map(value -> "`" + value + "`")
                  .collect(Collectors.joining(", ")));
    }
    if (declared.containsKey("MinValue")) {
      assertThat(row.get(2))
          .isEqualTo("`%s`–`%s`".formatted(declared.get("MinValue"), declared.get("MaxValue")));
    }
  }

  @Test
  void namesNoSettingAndNoParameterThatIsGone() {
    Set<String> known = new TreeSet<>(PARAMETERS.keySet());
    Stream.of(PolicySetting.values()).map(PolicySetting::tag).forEach(known::add);
    known.addAll(List.of("parameter", "tag on the group"));

    assertThat(known).containsAll(ROWS.keySet());
  }

  /** What README shows of them is the same. */
  @Test
  void theEightInReadmeHaveTheSameDefaults() {
    Map<String, List<String>> readme = DocPages.rows(DocPages.README);
    readme.keySet().retainAll(PARAMETERS.keySet());

    assertThat(readme).hasSize(8);
    readme.forEach(
        (name, row) -> {
          String initial = String.valueOf(Template.map(PARAMETERS.get(name)).get("Default"));
          assertThat(row.get(1)).isEqualTo(initial.isEmpty() ? "empty" : "`" + initial + "`");
        });
  }
}
