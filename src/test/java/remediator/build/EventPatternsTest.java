package remediator.build;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.events.EventRules;
import awsemulator.template.TemplateRule;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.finding.Events;
import remediator.json.StrictJson;
import remediator.plan.Control;

/** The template's event patterns name the controls that there are, all of them and no other. */
class EventPatternsTest {
  private static final List<TemplateRule> RULES =
      Template.product(Map.of()).rules().stream()
          .filter(r -> r.eventPattern() != null)
          .filter(r -> r.eventPattern().contains("aws.securityhub"))
          .toList();

  static List<TemplateRule> rules() {
    return RULES;
  }

  static List<Control> controls() {
    return Control.all();
  }

  private static List<String> ids() {
    return Control.all().stream().map(Control::id).toList();
  }

  /** The field of a finding that names the control: ASFF's or OCSF's. */
  private static Object named(TemplateRule rule) {
    Map<String, Object> pattern = StrictJson.readObject(rule.eventPattern());
    Map<String, Object> findings =
        Template.map(Template.map(pattern.get("detail")).get("findings"));
    return pattern.get("detail-type").equals(List.of("Findings Imported V2"))
        ? Template.map(findings.get("compliance")).get("control")
        : Template.map(findings.get("Compliance")).get("SecurityControlId");
  }

  @Test
  void everyRuleForFindingsIsLookedAt() {
    assertThat(RULES)
        .extracting(TemplateRule::logicalId)
        .containsExactlyInAnyOrder(
            "FindingImported",
            "FindingImportedV2",
            "FindingSentByHand",
            "FindingOver",
            "FindingOverV2");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itLetsInTheControlsThatThereAre(TemplateRule rule) {
    assertThat(named(rule)).isEqualTo(ids());
  }

  @ParameterizedTest
  @MethodSource("controls")
  void anEventOfEachControlComesInInEachFormat(Control control) {
    assertThat(matching("ec5-redis-7.1-online-tls", "Compliance/SecurityControlId", control))
        .containsExactly("FindingImported");
    assertThat(matching("ec5-redis-7.1-online-tls.ocsf", "compliance/control", control))
        .containsExactly("FindingImportedV2");
    assertThat(
            matching(
                "ec5-redis-7.1-online-tls.custom-action", "Compliance/SecurityControlId", control))
        .containsExactly("FindingSentByHand");
  }

  private static List<String> matching(String sample, String field, Control control) {
    byte[] event = Events.sample(sample).with(field, control.id()).bytes();
    return new EventRules(RULES)
        .matching(new String(event, StandardCharsets.UTF_8)).stream()
            .map(name -> name.replace("remediator-", ""))
            .toList();
  }
}
