package awsemulator.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.template.TemplateRule;
import awsemulator.template.tree.InvalidTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventRulesTest {
  private static final String PATTERN =
      """
      {"source": ["aws.securityhub"],
       "detail": {"findings": {"Compliance": {"SecurityControlId": ["ElastiCache.5"],
                                              "Status": ["FAILED"]}}}}
      """;

  private static TemplateRule rule(String pattern, boolean enabled) {
    return new TemplateRule("Failed", "failed", pattern, null, List.of("arn"), enabled);
  }

  private static String event(String... findings) {
    return """
    {"source": "aws.securityhub", "detail": {"findings": [%s]}}
    """
        .formatted(String.join(",", findings));
  }

  private static String finding(String control, String status) {
    return """
    {"Compliance": {"SecurityControlId": "%s", "Status": "%s"}}
    """
        .formatted(control, status);
  }

  @Test
  void anEventMatchesTheRulesThatCoverOneOfItsFindings() {
    EventRules rules = new EventRules(List.of(rule(PATTERN, true)));

    assertThat(rules.matching(event(finding("ElastiCache.5", "FAILED")))).containsExactly("failed");
    assertThat(rules.matching(event(finding("ElastiCache.3", "FAILED")))).isEmpty();
  }

  @Test
  void twoFindingsDoNotMatchTogether() {
    EventRules rules = new EventRules(List.of(rule(PATTERN, true)));

    assertThat(
            rules.matching(
                event(finding("ElastiCache.5", "PASSED"), finding("ElastiCache.3", "FAILED"))))
        .isEmpty();
  }

  @Test
  void disabledRulesAndSchedulesMatchNothing() {
    EventRules rules = new EventRules(List.of(rule(PATTERN, false), rule(null, true)));

    assertThat(rules.matching(event(finding("ElastiCache.5", "FAILED")))).isEmpty();
  }

  @Test
  void aPatternThatEventBridgeRefusesIsRefused() {
    assertThatThrownBy(() -> new EventRules(List.of(rule("{\"source\": \"aws\"}", true))))
        .isInstanceOf(InvalidTemplate.class)
        .hasMessageContaining("Resources.Failed");
  }
}
