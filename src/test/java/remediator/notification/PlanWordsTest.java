package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.plan.PolicySetting;

/** Every question can be put in both languages, whatever the policy is, and says what it means. */
class PlanWordsTest {
  private static final List<String> PARTS =
      List.of("cost", "clients", "undo", "otherwise", "silence");

  /** All values of the settings that words depend on, each with each. */
  static Stream<Map<String, String>> policies() {
    List<Map<String, String>> all = List.of(new TreeMap<>());
    for (PolicySetting setting : ApprovalRequest.SETTINGS) {
      List<String> values =
          setting == PolicySetting.KEEP_OLD_DAYS
              ? List.of("0", "30")
              : List.of(setting.legal().split("\\|", -1));
      List<Map<String, String>> more = new ArrayList<>();
      for (Map<String, String> one : all) {
        for (String value : values) {
          Map<String, String> with = new TreeMap<>(one);
          with.put(setting.key(), value);
          more.add(with);
        }
      }
      all = more;
    }
    return all.stream();
  }

  private static ApprovalRequest plan(Gate gate, Map<String, String> settings) {
    return new ApprovalRequest(
        gate,
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders",
        "flow-1",
        List.of("orders", "valkey 8.1"),
        List.of("ElastiCache.4"),
        List.of(),
        List.of(),
        settings,
        List.of(),
        Optional.empty(),
        "2026-11-16T10:00:00Z",
        1,
        "",
        Optional.empty());
  }

  @ParameterizedTest
  @MethodSource("policies")
  void everyGateHasAllItsWordsInBothLanguages(Map<String, String> policy) {
    for (Gate gate : Gate.values()) {
      ApprovalRequest plan = plan(gate, policy);
      for (Messages messages : List.of(Messages.ENGLISH, Messages.JAPANESE)) {
        assertThat(plan.question(messages)).contains("orders");
        assertThat(messages.format("gate." + gate.key() + ".name")).isNotEmpty();
        PARTS.forEach(part -> assertThat(plan.of(part, messages)).isNotEmpty());
        assertThat(plan.stages()).isNotEmpty();
        for (String stage : plan.stages()) {
          for (String part : List.of("name", "takes", "clients", "undo")) {
            assertThat(plan.stage(stage, part, messages)).isNotEmpty().doesNotContain("%");
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyChoiceThatAGateOffersHasItsName(Gate gate) {
    for (Messages messages : List.of(Messages.ENGLISH, Messages.JAPANESE)) {
      gate.choices()
          .forEach(s -> assertThat(messages.format("page.choice." + s.key())).isNotEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  void theDeletionIsSaidToBeRestorableOnlyWhereASnapshotStays(Map<String, String> policy) {
    ApprovalRequest plan = plan(Gate.RETIRE, policy);
    boolean same = policy.get("new-id").equals("same");
    boolean kept = policy.get("final-snapshot").equals("keep");
    List<String> words = new ArrayList<>(List.of(plan.of("undo", Messages.ENGLISH)));
    plan.stages().forEach(s -> words.add(plan.stage(s, "undo", Messages.ENGLISH)));

    assertThat(words.stream().anyMatch(w -> w.contains("restore"))).isEqualTo(kept && !same);
    assertThat(plan.of("undo", Messages.ENGLISH)).startsWith("It cannot be cancelled");
    assertThat(plan.of("clients", Messages.ENGLISH).contains("There is no cache")).isEqualTo(same);
  }
}
