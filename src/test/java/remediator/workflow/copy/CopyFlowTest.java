package remediator.workflow.copy;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.Stage;
import remediator.workflow.core.WriteHold;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** A replacement with the data policy copy, from the finding to its end. */
class CopyFlowTest {
  private static final String EVENT = "ec4-primary-and-two-replicas-replace.json";
  private static final String HELD = "100";
  private Stage stage;
  private FakeVpc vpc;

  private void stage(Map<String, String> more) {
    Map<String, String> all =
        new HashMap<>(
            Map.of(
                "Data", "copy",
                "DataPlaneSubnets", "subnet-1",
                "DataPlaneSecurityGroups", "sg-1",
                "GateCutOver", "ask",
                "FreezeMinutes", "120"));
    all.putAll(more);
    stage = new Stage("cart-replicas", new NoData(), all);
    vpc = new FakeVpc(this::refusing);
    stage.inVpc(_ -> vpc);
  }

  private boolean refusing() {
    return HELD.equals(stage.parameters().get("min-replicas-to-write"));
  }

  private void run() {
    stage.deliver(EVENT).toTheEnd();
  }

  @AfterEach
  void close() {
    stage.close();
  }

  private RemediationCase ended(String outcome) {
    RemediationCase ended = stage.ledger();
    assertThat(ended.attribute(CaseAttribute.OUTCOME)).as("%s", ended.history()).contains(outcome);
    return ended;
  }

  private void nothingIsLeftOfIt() {
    assertThat(stage.stands("cart-replicas-enc")).isFalse();
    assertThat(stage.stands("cart-replicas")).isTrue();
    assertThat(refusing()).isFalse();
  }

  private void noWriteWasRefused() {
    assertThat(stage.ledger().attribute(CaseAttribute.WRITES_HELD_AT)).isEmpty();
    assertThat(stage.states()).doesNotContain("HoldWrites", "AskCutOver");
    nothingIsLeftOfIt();
  }

  @Test
  void theNewGroupStandsComparedAndMeasuredBeforeAnyWriteIsRefused() {
    stage(Map.of());

    run();

    ended("complete");
    assertThat(stage.states())
        .containsSubsequence(
            "AskReplace",
            "SuspendScaling",
            "CreateGroup",
            "CopyScaling",
            "CopyAlarms",
            "CompareGroups",
            "WorkOnNodes",
            "CompareGroups",
            "AskCutOver",
            "HoldWrites",
            "WorkOnNodes",
            "HoldWrites",
            "CopyKeys",
            "WorkOnNodes",
            "CopyKeys",
            "SwitchEndpoints",
            "ActivateScaling",
            "AskRetire",
            "DeleteOldGroup")
        .doesNotContain("TakeSnapshot");
    List<String> before = stage.states().subList(0, stage.states().indexOf("AskCutOver"));
    assertThat(before).doesNotContain("HoldWrites");
  }

  @Test
  void aCallOfTheFunctionGoesOnWhereTheOneBeforeLeftOff() {
    stage(Map.of());

    run();

    assertThat(vpc.works())
        .containsExactly(
            "measure {}",
            "copy {}",
            "copy {step=1}",
            "copy {step=2}",
            "compare {}",
            "compare {step=1}");
    Map<String, Object> call = vpc.asked().getLast();
    assertThat(call.get("source").toString()).contains("cart-replicas-001.").contains("tls=true");
    assertThat(call.get("target").toString())
        .contains("cart-replicas-enc-001")
        .contains("tls=true");
  }

  @Test
  void theQuestionTellsWhatWasMeasuredAndForHowLongWritesWillBeRefused() {
    stage(Map.of());
    vpc.answering("measure", FakeVpc.measured(4_200_000, 170));

    run();

    assertThat(stage.message(": cut-over"))
        .contains("Refuse writes to cart-replicas while its keys are copied to cart-replicas-enc")
        .contains(
            "measured 4,200,000 keys in 268,800,000 bytes on 1 shard, and copied 35,000 keys a"
                + " second")
        .contains("writes to cart-replicas are refused for about 4 minutes")
        .contains("the largest keys, by their hashes: 9f2c (hash, 4,096 bytes)")
        .contains("for at most 120 minutes (freeze-minutes)");
    assertThat(stage.message(": retire"))
        .contains("no client could write for 1 second, until the cut-over")
        .contains("; all 990 keys were compared before, and none differed");
  }

  @Test
  void writesAreRefusedForTheCopyAloneAndStayRefusedOnTheOldGroup() {
    stage(Map.of());

    run();

    RemediationCase ended = ended("complete");
    assertThat(WriteHold.pause(ended).orElseThrow()).isLessThan(Duration.ofMinutes(2));
    assertThat(ended.attribute(CaseAttribute.WRITES_RELEASED_AT)).isEmpty();
    Instant held = Instant.parse(ended.require(CaseAttribute.WRITES_HELD_AT));
    assertThat(Instant.parse(ended.require(CaseAttribute.SNAPSHOT_AT))).isAfterOrEqualTo(held);
    assertThat(ended.attribute(CaseAttribute.KEYS_DIFFERING)).contains("0");
    assertThat(ended.attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)).contains("0");
    assertThat(stage.snapshots())
        .extracting(Snapshot::snapshotName)
        .noneMatch(name -> name.startsWith("cart-replicas-10ca1000"))
        .anyMatch(name -> name.startsWith("cart-replicas-final-"));
  }

  @Test
  void aGroupThatCannotBeCopiedIsToldBeforeTheGateAndNoWriteWasRefused() {
    stage(Map.of());
    vpc.answering("measure", FakeVpc.measured(10, 5, "key 9f2c is of the module type ReJSON-RL"));

    run();

    ended("failed");
    assertThat(stage.message(": failed"))
        .contains("the keys of cart-replicas cannot be copied: key 9f2c is of the module type")
        .contains("No write has been refused");
    noWriteWasRefused();
  }

  @Test
  void aPauseThatIsLongerThanAllowedEndsTheFlowBeforeTheGate() {
    stage(Map.of("FreezeMinutes", "20"));
    vpc.answering("measure", FakeVpc.measured(90_000_000, 1_141));

    run();

    ended("failed");
    assertThat(stage.message(": failed"))
        .contains("takes about 21 minutes, and freeze-minutes allows 20");
    noWriteWasRefused();
  }

  @Test
  void aPauseOfExactlyWhatIsAllowedIsAskedAbout() {
    stage(Map.of("FreezeMinutes", "20"));
    vpc.answering("measure", FakeVpc.measured(90_000_000, 1_140));

    run();

    ended("complete");
  }

  @Test
  void aMeasurementThatLacksAFigureIsNone() {
    stage(Map.of());
    vpc.answering("measure", Map.of("work", "measure", "keys", 5, "bytes", 7, "shards", 1));

    run();

    ended("failed");
    assertThat(stage.message(": failed")).contains("did not tell keysPerSecond");
    noWriteWasRefused();
  }

  @Test
  void nodesThatCannotBeReachedForAMomentAreMeasuredOnceMore() {
    stage(Map.of());
    vpc.answering("measure", Map.of("work", "measure", "problem", "reset", "again", true));

    run();

    ended("complete");
    assertThat(vpc.works()).startsWith("measure {}", "measure {}", "copy {}");
  }

  @Test
  void aKeyThatDiffersLetsWritesInAgainAndRemovesTheNewGroup() {
    stage(Map.of());
    vpc.answering(
        "compare",
        Map.of(
            "work",
            "compare",
            "done",
            true,
            "compared",
            1_000L,
            "differing",
            1L,
            "differences",
            List.of("9f2c: its content differs")));

    run();

    RemediationCase ended = ended("failed");
    assertThat(stage.message(": failed"))
        .contains("1 of 1,000 keys that were compared differ between it and cart-replicas-enc")
        .contains("9f2c: its content differs");
    assertThat(ended.attribute(CaseAttribute.WRITES_RELEASED_AT)).isPresent();
    assertThat(ended.attribute(CaseAttribute.CUT_OVER_AT)).isEmpty();
    nothingIsLeftOfIt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "compare"})
  void aProblemLetsWritesInAgainAndRemovesTheNewGroup(String work) {
    stage(Map.of());
    vpc.answering(work, Map.of("work", work, "problem", "the target is out of memory"));

    run();

    ended("failed");
    assertThat(stage.message(": failed")).contains("the target is out of memory");
    assertThat(stage.states()).containsSubsequence("CopyKeys", "ReleaseWrites", "RollBack");
    nothingIsLeftOfIt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"copy", "compare"})
  void afterAFailoverTheCopyBeginsAnewAndIsComparedFromTheBeginning(String work) {
    stage(Map.of());
    vpc.answering(work, Map.of("work", work, "problem", "a failover", "again", true));

    run();

    ended("complete");
    List<String> works = vpc.works();
    assertThat(works.subList(works.size() - 5, works.size()))
        .containsExactly(
            "copy {}", "copy {step=1}", "copy {step=2}", "compare {}", "compare {step=1}");
  }

  @Test
  void whatFailsAgainAndAgainEndsWithTheLongestPause() {
    stage(Map.of("FreezeMinutes", "20"));
    for (int i = 0; i < 100; i++) {
      vpc.answering("copy", Map.of("work", "copy", "problem", "a failover", "again", true));
    }

    run();

    RemediationCase ended = ended("failed");
    assertThat(ended.require(CaseAttribute.ENDING_REASON))
        .contains("have been held for 20 minutes");
    assertThat(WriteHold.pause(ended).orElseThrow()).isLessThan(Duration.ofMinutes(21));
    nothingIsLeftOfIt();
  }

  @ParameterizedTest
  @CsvSource({"measure, false", "copy, true", "compare, true"})
  void aFunctionThatDiesEndsTheFlowAndLeavesNothing(String work, boolean held) {
    stage(Map.of());
    // Step Functions calls it three times.
    for (int i = 0; i < 3; i++) {
      vpc.answering(work, Map.of("throw", "killed"));
    }

    run();

    ended("failed");
    assertThat(stage.message(": failed")).contains("killed");
    assertThat(stage.ledger().attribute(CaseAttribute.WRITES_HELD_AT).isPresent()).isEqualTo(held);
    nothingIsLeftOfIt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"measure", "copy", "compare"})
  void aFunctionThatDiesOnceIsCalledAgain(String work) {
    stage(Map.of());
    vpc.answering(work, Map.of("throw", "killed"));

    run();

    ended("complete");
  }

  @Test
  void aHoldThatDoesNotTakeEffectIsFoundAtOnceAndNothingIsCopied() {
    stage(Map.of());
    FakeVpc accepting = new FakeVpc(() -> false);
    stage.inVpc(_ -> accepting);

    run();

    ended("failed");
    assertThat(stage.message(": failed")).contains("are still accepted");
    assertThat(accepting.works()).containsExactly("measure {}");
    nothingIsLeftOfIt();
  }

  @Test
  void nodesThatDoNotSayThatTheyRefuseAreNoProofAndNothingIsCopied() {
    stage(Map.of());
    for (int i = 0; i < 200; i++) {
      vpc.answering("writes", Map.of("problem", "Timeout: late"));
    }

    run();

    ended("failed");
    assertThat(stage.message(": failed")).contains("not every primary says that it refuses them");
    assertThat(vpc.works()).containsExactly("measure {}");
    nothingIsLeftOfIt();
  }

  @Test
  void aNoAtTheCutOverLeavesTheOldGroupAsItWas() {
    stage(Map.of());
    stage.rejectingAt("cut-over");

    run();

    ended("rejected");
    assertThat(stage.states()).doesNotContain("HoldWrites");
    nothingIsLeftOfIt();
  }

  @Test
  void writesThatAreLetInByCommandMeanwhileEndTheFlowBeforeAnybodyIsSentOver() {
    stage(Map.of());
    boolean[] done = {false};
    stage
        .deliver(EVENT)
        .toTheEnd(
            now -> {
              if (!done[0] && now.states().contains("CopyKeys")) {
                done[0] = true;
                now.send("WorkflowFunction", "{\"thaw\":\"" + now.group() + "\"}");
              }
            });

    RemediationCase ended = ended("failed");
    assertThat(ended.attribute(CaseAttribute.CUT_OVER_AT)).isEmpty();
    nothingIsLeftOfIt();
  }
}
