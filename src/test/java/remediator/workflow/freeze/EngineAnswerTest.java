package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.DataPlane;
import awsemulator.data.NoData;
import awsemulator.data.RedisDataPlane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.ObservedBy;
import remediator.local.Stage;

/** Where the probe is deployed, the nodes themselves say whether they refuse writes. */
class EngineAnswerTest {
  private static final String REPLICAS = "cart-replicas";
  private static final String EVENT = "ec4-primary-and-two-replicas-replace.json";
  private static final Map<String, String> PROBE =
      Map.of("DataPlaneSubnets", "subnet-1", "DataPlaneSecurityGroups", "sg-1");
  private static final String NONE_ARRIVED = " for two minutes";

  private static Stage stage(String group, DataPlane data, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("GateCutOver", "ask");
    all.put("FreezeMinutes", "120");
    return new Stage(group, data, all);
  }

  private static Stage filled(String group, RedisDataPlane redis) {
    ObservedBy observed = ObservedBy.counting(redis);
    return stage(group, observed.plane(), PROBE).observed(observed, redis, observed.plane());
  }

  private static Stage replaced(Stage stage, String event) {
    stage.deliver(event).toTheEnd();
    return stage;
  }

  private static String proof(Stage stage) {
    List<String> notes =
        stage.ledger().history().stream()
            .map(RemediationCase.Entry::text)
            .filter(text -> text.contains(NONE_ARRIVED))
            .toList();
    assertThat(notes).as("%s", stage.ledger().history()).hasSize(1);
    return notes.getFirst().substring(notes.getFirst().indexOf(NONE_ARRIVED));
  }

  private static void ends(Stage stage, String outcome) {
    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME))
        .as("%s", stage.ledger().history())
        .contains(outcome);
  }

  @ParameterizedTest
  @CsvSource({
    REPLICAS + "," + EVENT,
    "search-sharded,ec4-three-uneven-shards-replace.json",
    "cart-single,ec4-one-node-replace.json"
  })
  void everyPrimaryRefusesAWriteBeforeTheSnapshotIsTaken(String group, String event) {
    try (RedisDataPlane redis = new RedisDataPlane();
        Stage stage = replaced(filled(group, redis), event)) {
      assertThat(proof(stage)).isEqualTo(NONE_ARRIVED + ", and every primary refuses one");
      assertThat(stage.states()).containsSubsequence("WorkOnNodes", "HoldWrites", "TakeSnapshot");
      ends(stage, "complete");
    }
  }

  /** CloudWatch counts none, since nobody writes. */
  @Test
  void aHoldThatDoesNotTakeEffectIsFoundAlsoWhereNobodyWrites() {
    try (RedisDataPlane redis = new RedisDataPlane();
        Stage stage = filled(REPLICAS, redis)) {
      stage.controls().parameters().ignoreValues(stage.group().toString(), true);

      replaced(stage, EVENT);

      ends(stage, "failed");
      assertThat(stage.message(": failed"))
          .contains("cart-replicas-001.cart-replicas.")
          .contains(" still takes writes")
          .contains(
              "writes to cart-replicas are still accepted, although its parameter group refuses"
                  + " them; nothing has been copied")
          .contains("cart-replicas is as it was");
      assertThat(stage.snapshots()).isEmpty();
    }
  }

  @Test
  void nodesThatCannotBeReachedLeaveTheCountOfWritesAsTheOnlyProof() {
    try (Stage stage = replaced(stage(REPLICAS, new NoData(), PROBE), EVENT)) {
      assertThat(proof(stage))
          .startsWith(NONE_ARRIVED + "; its nodes could not tell whether they refuse them: ")
          .contains("it could not be reached: ");
      ends(stage, "complete");
    }
  }

  @Test
  void withoutAProbeNobodyIsAsked() {
    try (Stage stage = replaced(stage(REPLICAS, new NoData(), Map.of()), EVENT)) {
      assertThat(proof(stage)).isEqualTo(NONE_ARRIVED);
      assertThat(stage.states()).doesNotContain("WorkOnNodes");
    }
  }

  @Test
  void aNodeThatDoesNotAnswerIsNoProofHoweverManyRefuse() {
    EngineAnswer answer =
        answer(
            Map.of("node", "a", "writes", "refused"),
            Map.of("node", "c", "writes", "refused"),
            problem("b"));

    assertThat(answer.isProof(2)).isFalse();
    assertThat(answer.gap()).isEqualTo("b: gone");
  }

  @Test
  void ofManyNodesThatDoNotAnswerOneIsNamed() {
    assertThat(answer(problem("b"), problem("c"), problem("d")).gap())
        .isEqualTo("b: gone; and 2 more nodes");
  }

  @Test
  void oneNodeThatTakesWritesIsNoProofHoweverManyRefuse() {
    EngineAnswer answer =
        answer(Map.of("node", "a", "writes", "refused"), Map.of("node", "b", "writes", "accepted"));

    assertThat(answer.isProof(1)).isFalse();
    assertThat(answer.accepting()).containsExactly("b");
  }

  @Test
  void aShardOfWhichNobodyRefusesIsNoProof() {
    EngineAnswer answer =
        answer(Map.of("node", "a", "writes", "refused"), Map.of("node", "b", "writes", "replica"));

    assertThat(answer.isProof(1)).isTrue();
    assertThat(answer.isProof(2)).isFalse();
  }

  @Test
  void replicasCountNeitherWay() {
    EngineAnswer answer = answer(Map.of("node", "a", "writes", "replica"));

    assertThat(answer.isProof(1)).isFalse();
    assertThat(answer.gap()).isEqualTo("only 0 primaries answered");
  }

  @Test
  void anAnswerThatIsNoneIsNotTakenForOne() {
    assertThat(EngineAnswer.of(null)).isEmpty();
    assertThat(EngineAnswer.of(Map.of())).isEmpty();
    assertThat(EngineAnswer.of(Map.of("nodes", "x")).orElseThrow().isProof(1)).isFalse();
    assertThat(EngineAnswer.of(Map.of("problem", "Timeout: late")).orElseThrow().gap())
        .isEqualTo("Timeout: late");
  }

  private static Map<String, Object> problem(String node) {
    return Map.of("node", node, "problem", "gone");
  }

  private static EngineAnswer answer(Object... nodes) {
    return EngineAnswer.of(Map.of("nodes", List.of(nodes))).orElseThrow();
  }
}
