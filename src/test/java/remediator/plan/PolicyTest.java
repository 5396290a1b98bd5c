package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {
  @Test
  void theLaterLayerWins() {
    Policy deployment = Policy.of(Map.of("POLICY_DATA", "accept-loss"), Map.of());
    Policy group =
        Policy.of(
            Map.of("POLICY_DATA", "accept-loss"),
            Map.of("elasticache-encryption:data", "cache-only"));
    assertThat(deployment.get(Setting.DATA)).isEqualTo("accept-loss");
    assertThat(group.get(Setting.DATA)).isEqualTo("cache-only");
    assertThat(group.with(Map.of("data", "freeze")).get(Setting.DATA)).isEqualTo("freeze");
  }

  @Test
  void anIllegalValueIsAMistakeThatNamesPlaceAndLegalValues() {
    assertThat(Policy.of(Map.of(), Map.of("elasticache-encryption:data", "loose")).mistakes())
        .containsExactly(
            "the tag elasticache-encryption:data is \"loose\"; legal is"
                + " freeze|accept-loss|cache-only");
    assertThat(Policy.of(Map.of("POLICY_GATE_DAYS", "0"), Map.of()).mistakes())
        .singleElement()
        .asString()
        .startsWith("the deployment's POLICY_GATE_DAYS is \"0\"");
  }

  @Test
  void tagsOfOthersAndOurOwnAreNoMistake() {
    Policy policy =
        Policy.of(
            Map.of(), Map.of("team", "shop", OurTags.FLOW, "x", OurTags.REPLACED_BY, "orders-enc"));
    assertThat(policy.mistakes()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyDefaultIsLegal(Setting setting) {
    assertThat(setting.allows(setting.initial())).isTrue();
  }
}
