package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.plan.PolicySetting;

/** What an owner can decide is the same in the code and in the template. */
class SettingParametersTest {
  /** Only a tag can say these: they are about one group. */
  private static final Set<PolicySetting> TAG_ONLY =
      EnumSet.of(
          PolicySetting.OPT_OUT,
          PolicySetting.AUTH_SECRET,
          PolicySetting.DNS_RECORD,
          PolicySetting.NOTIFY);

  private static final Map<String, Object> PARAMETERS = Template.section("Parameters");

  static Set<PolicySetting> settings() {
    return EnumSet.complementOf(EnumSet.copyOf(TAG_ONLY));
  }

  private static Map<String, Object> declared(PolicySetting setting) {
    assertThat(PARAMETERS).as("parameters of template.yaml").containsKey(setting.parameter());
    return Template.map(PARAMETERS.get(setting.parameter()));
  }

  private static Map<String, Object> variables() {
    Map<String, Object> function = Template.map(Template.section("Globals").get("Function"));
    return Template.map(Template.map(function.get("Environment")).get("Variables"));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void reachesTheFunctionsByItsVariable(PolicySetting setting) {
    assertThat(variables()).containsEntry(setting.variable(), Map.of("Ref", setting.parameter()));
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hasTheSameDefault(PolicySetting setting) {
    assertThat(declared(setting)).containsEntry("Default", setting.initial());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void hasTheSameLegalValues(PolicySetting setting) {
    Map<String, Object> parameter = declared(setting);
    Object values = parameter.get("AllowedValues");
    String legal =
        values == null
            ? unanchored(String.valueOf(parameter.get("AllowedPattern")))
            : Template.list(values).stream()
                .map(value -> value.toString().replace(".", "\\."))
                .collect(Collectors.joining("|"));

    assertThat(legal).isEqualTo(setting.legal());
  }

  private static String unanchored(String pattern) {
    assertThat(pattern).startsWith("^(").endsWith(")$");
    return pattern.substring(2, pattern.length() - 2);
  }

  @Test
  void noOtherVariableLooksLikeASetting() {
    List<String> known = new ArrayList<>(settings().stream().map(PolicySetting::variable).toList());
    known.add("POLICY_TAGS_MAY_LOOSEN");

    assertThat(variables().keySet().stream().filter(v -> v.startsWith("POLICY_")))
        .containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void whatTagsMayLoosenReachesTheFunctionsAndCanBeNoOtherSetting() {
    String one =
        Arrays.stream(PolicySetting.values())
            .filter(PolicySetting::canBeLoosened)
            .map(PolicySetting::key)
            .collect(Collectors.joining("|"));

    assertThat(variables()).containsEntry("POLICY_TAGS_MAY_LOOSEN", Map.of("Ref", "TagsMayLoosen"));
    assertThat(Template.map(PARAMETERS.get("TagsMayLoosen")))
        .containsEntry("Default", "")
        .containsEntry("AllowedPattern", "^((%s)(,(%s))*)?$".formatted(one, one));
  }

  @Test
  void everyParameterSaysWhatItIsFor() {
    PARAMETERS.forEach(
        (name, declared) ->
            assertThat(String.valueOf(Template.map(declared).get("Description")))
                .as("description of " + name)
                .hasSizeGreaterThan(20)
                .endsWith("."));
  }

  @Test
  void everyParameterHasOnePlaceInTheForm() {
    Map<String, Object> form =
        Template.map(Template.section("Metadata").get("AWS::CloudFormation::Interface"));
    List<String> shown =
        Template.list(form.get("ParameterGroups")).stream()
            .flatMap(group -> Template.list(Template.map(group).get("Parameters")).stream())
            .map(Object::toString)
            .toList();

    assertThat(shown).containsExactlyInAnyOrderElementsOf(PARAMETERS.keySet());
  }

  @Test
  void everyParameterIsUsed() {
    Set<String> unused = new TreeSet<>(PARAMETERS.keySet());
    String rest =
        List.of("Conditions", "Globals", "Resources", "Outputs").stream()
            .map(section -> Template.section(section).toString())
            .collect(Collectors.joining());
    unused.removeIf(p -> rest.contains("{Ref=" + p + "}") || rest.contains("${" + p + "}"));

    assertThat(unused).as("parameters that nothing refers to").isEmpty();
  }
}
