package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyTest {
  /** A right to tag, and all that it could ask for. */
  private static final Map<String, String> LOOSE =
      tags(
          "mode=act",
          "gate-replace=skip",
          "gate-cut-over=skip",
          "gate-retire=skip",
          "data=cache-only",
          "final-snapshot=delete");

  private static Map<String, String> tags(String... settings) {
    Map<String, String> tags = new TreeMap<>();
    for (String setting : settings) {
      tags.put(
          "elasticache-encryption:" + setting.replaceFirst("=.*", ""),
          setting.replaceFirst("[^=]*=", ""));
    }
    return tags;
  }

  @Test
  void aTagThatTightensWinsOverTheParameter() {
    Policy policy = Policy.of(Map.of("POLICY_DATA", "accept-loss"), tags("data=freeze"));

    assertThat(policy.violations()).isEmpty();
    assertThat(policy.get(PolicySetting.DATA)).isEqualTo("freeze");
  }

  @Test
  void aTagThatLoosensIsNotHonouredAndIsAMistakeThatSaysWhatToDo() {
    Policy policy = Policy.of(Map.of("POLICY_DATA", "accept-loss"), tags("data=cache-only"));

    assertThat(policy.get(PolicySetting.DATA)).isEqualTo("accept-loss");
    assertThat(policy.violations())
        .containsExactly(
            "tags may only tighten what the parameters say: remove these tags"
                + " elasticache-encryption:…, or list their names in the parameter TagsMayLoosen"
                + " (what the parameter of each says is in brackets): data=cache-only"
                + " (accept-loss)");
  }

  @Test
  void allTagsThatLoosenAreNamedInOneSentenceThatFitsIntoANote() {
    Policy policy = Policy.of(Map.of("POLICY_MODE", "plan-only"), LOOSE);

    assertThat(policy.byKey())
        .isEqualTo(Policy.of(Map.of("POLICY_MODE", "plan-only"), Map.of()).byKey());
    assertThat(policy.violations()).singleElement().asString().hasSizeLessThan(440);
    assertThat(policy.violations().getFirst())
        .contains("TagsMayLoosen")
        .contains("mode=act (plan-only)")
        .contains("gate-retire=skip (ask)")
        .contains("final-snapshot=delete (keep)");
  }

  @Test
  void aTagMayLoosenWhatTheParameterListsAndNothingElse() {
    Map<String, String> environment =
        Map.of("POLICY_MODE", "plan-only", "POLICY_TAGS_MAY_LOOSEN", "data, gate-retire");
    Policy policy = Policy.of(environment, LOOSE);

    assertThat(policy.get(PolicySetting.DATA)).isEqualTo("cache-only");
    assertThat(policy.get(PolicySetting.GATE_RETIRE)).isEqualTo("skip");
    assertThat(policy.get(PolicySetting.MODE)).isEqualTo("plan-only");
    assertThat(policy.violations())
        .singleElement()
        .asString()
        .contains("mode=act")
        .doesNotContain("data=", "gate-retire=");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gate-off", "opt-out", "auth-secret", "GateRetire", "data;mode", "*"})
  void anUnknownNameInThatListIsAMistakeThatNamesTheLegalOnes(String name) {
    assertThat(Policy.of(Map.of("POLICY_TAGS_MAY_LOOSEN", "data," + name), Map.of()).violations())
        .singleElement()
        .asString()
        .startsWith("the parameter TagsMayLoosen lists \"" + name + "\"; legal are controls, mode,")
        .endsWith("controller-owned")
        .doesNotContain("gate-off,");
  }

  @Test
  void noTagSkipsTheGateBeforeEncryptionIsTakenAway() {
    Policy policy = Policy.of(Map.of(), tags("gate-off=skip"));

    assertThat(policy.get(PolicySetting.GATE_OFF)).isEqualTo("ask");
    assertThat(policy.violations())
        .singleElement()
        .asString()
        .contains("gate-off=skip (ask, and no tag may change that)");
    assertThat(Policy.of(Map.of("POLICY_GATE_OFF", "skip"), tags("gate-off=ask")).violations())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "Elasticache-Encryption:opt-out, elasticache-encryption:opt-out",
        "elasticache-encryption:Opt-Out, elasticache-encryption:opt-out",
        "elasticache-encryption: opt-out, elasticache-encryption:opt-out",
        "` elasticache-encryption:opt-out`, elasticache-encryption:opt-out",
        "`elasticache-encryption:opt-out `, elasticache-encryption:opt-out",
        "elasticache_encryption:optout, elasticache-encryption:opt-out",
        "ElastiCache Encryption:Gate Cut Over, elasticache-encryption:gate-cut-over",
        "ELASTICACHE-ENCRYPTION:REPLACED-BY, elasticache-encryption:replaced-by"
      })
  void aTagThatIsWrittenInAnotherWayStopsEverythingAndTheRightWayIsSaid(String tag, String right) {
    Map<String, String> both = Map.of(tag, "true", "elasticache-encryption:opt-out", "false");
    for (Map<String, String> tags : List.of(Map.of(tag, "true"), both)) {
      assertThat(Policy.of(Map.of(), tags).violations())
          .containsExactly("the tag " + tag + " is misspelled: " + right + " is how it is written");
    }
  }

  /** Which of the two its owner means, nobody can know, also where both say the same. */
  @ParameterizedTest
  @ValueSource(strings = {"tls-first", "one-replacement"})
  void twoTagsOfOneSettingStopEverything(String value) {
    assertThat(
            Policy.of(
                    Map.of(),
                    Map.of(
                        "elasticache-encryption:both-fail",
                        "tls-first",
                        "elasticache-encryption:several-fail",
                        value))
                .violations())
        .containsExactly(
            "the tags elasticache-encryption:both-fail and elasticache-encryption:several-fail are"
                + " the same setting: remove one of them");
  }

  @ParameterizedTest
  @ValueSource(strings = {"elasticache-encryption:", "Elasticache-Encryption:opt-uot"})
  void aTagThatIsMeantForThisProductAndIsUnknownStopsEverything(String tag) {
    assertThat(Policy.of(Map.of(), Map.of(tag, "true")).violations())
        .containsExactly("unknown tag " + tag);
  }

  @ParameterizedTest
  @ValueSource(strings = {" true", "true ", "True", "TRUE", "yes", ""})
  void aValueThatIsWrittenInAnotherWayStopsEverything(String value) {
    assertThat(Policy.of(Map.of(), Map.of("elasticache-encryption:opt-out", value)).violations())
        .containsExactly(
            "the tag elasticache-encryption:opt-out is \"" + value + "\"; legal is true, false");
  }

  @Test
  void whatIsChosenAtAGateMayLoosen() {
    assertThat(
            Policy.of(Map.of(), Map.of())
                .with(Map.of("data", "cache-only"))
                .get(PolicySetting.DATA))
        .isEqualTo("cache-only");
  }

  @Test
  void anIllegalValueIsAMistakeThatNamesPlaceAndLegalValues() {
    assertThat(Policy.of(Map.of(), Map.of("elasticache-encryption:data", "loose")).violations())
        .containsExactly(
            "the tag elasticache-encryption:data is \"loose\"; legal is"
                + " copy, freeze, accept-loss, cache-only");
    assertThat(Policy.of(Map.of("POLICY_GATE_DAYS", "0"), Map.of()).violations())
        .singleElement()
        .asString()
        .startsWith("the deployment's POLICY_GATE_DAYS is \"0\"");
  }

  @Test
  void tagsOfOthersAndOurOwnAreNoMistake() {
    Policy policy =
        Policy.of(
            Map.of(),
            Map.of(
                "team",
                "shop",
                "encryption:opt-out",
                "maybe",
                "elasticache",
                "encryption:opt-out",
                ResourceTags.FLOW,
                "x",
                ResourceTags.REPLACED_BY,
                "orders-enc"));
    assertThat(policy.violations()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyDefaultIsLegal(PolicySetting setting) {
    assertThat(setting.allows(setting.initial())).isTrue();
  }
}
