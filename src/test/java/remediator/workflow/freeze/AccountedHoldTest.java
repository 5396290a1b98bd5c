package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.account.ShardTargets;
import awsemulator.elasticache.modify.GroupReshaping;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.SetParams;
import remediator.aws.AccountRegion;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.local.Stage;
import remediator.workflow.cutover.AccountedReplacement;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * What can befall a hold of writes, with real servers and a client that keeps account: however the
 * flow ends, no acknowledged write is missing where clients are sent then.
 */
class AccountedHoldTest {
  private static final String REPLICAS = "cart-replicas";
  private static final String EVENT = "ec4-primary-and-two-replicas-replace.json";
  private static final Map<String, String> DEFAULTS =
      Map.of("GateCutOver", "ask", "FreezeMinutes", "120");

  /** Does it once, at the first halt of time at which the ledger tells this. */
  private static Consumer<Stage> once(CaseAttribute when, Consumer<Stage> act) {
    boolean[] done = {false};
    return stage -> {
      if (!done[0] && stage.ledger().attribute(when).isPresent()) {
        done[0] = true;
        act.accept(stage);
      }
    };
  }

  private static void noneIsMissing(AccountedReplacement replacement, String outcome) {
    assertThat(replacement.stage.ledger().attribute(CaseAttribute.OUTCOME))
        .as("%s", replacement.stage.ledger().history())
        .contains(outcome);
    assertThat(replacement.comparison().missing()).isEmpty();
    assertThat(replacement.comparison().odd()).isEmpty();
    assertThat(replacement.client.totals().acknowledged()).isPositive();
  }

  @Test
  void aHoldThatDoesNotTakeEffectIsFoundByTheWritesThatStillArrive() {
    try (AccountedReplacement replacement = new AccountedReplacement(REPLICAS, DEFAULTS, 21)) {
      replacement
          .stage
          .controls()
          .parameters()
          .ignoreValues(replacement.stage.group().toString(), true);

      replacement.run(EVENT);

      noneIsMissing(replacement, "failed");
      assertThat(replacement.client.totals().refused()).isZero();
      assertThat(replacement.stage.message(": failed"))
          .contains(
              "are still accepted, although its parameter group refuses them; nothing has been")
          .contains("cart-replicas is as it was");
      assertThat(replacement.stage.snapshots()).isEmpty();
    }
  }

  /** Once the new group has been asked for, its zones differ by that: then nobody is waited for. */
  @ParameterizedTest
  @CsvSource({"WRITES_HELD_AT,complete", "NEW_GROUP_CONFIRMED,failed"})
  void aFailoverUnderTheHoldLosesNothing(CaseAttribute when, String outcome) {
    try (AccountedReplacement replacement = new AccountedReplacement(REPLICAS, DEFAULTS, 22)) {
      boolean[] begun = {false};
      String arn = replacement.stage.group().toString();

      replacement.run(
          EVENT,
          stage -> {
            if (!begun[0]
                && stage.ledger().attribute(when).isPresent()
                && stage.controls().reshapable(arn, GroupReshaping.FAIL_OVER)) {
              begun[0] = stage.controls().reshape(arn, GroupReshaping.FAIL_OVER);
            }
          });

      assertThat(begun[0]).isTrue();
      noneIsMissing(replacement, outcome);
      assertThat(replacement.client.totals().refused()).isPositive();
    }
  }

  @Test
  void aGroupWithoutReplicasIsHeldAsWell() {
    try (AccountedReplacement replacement = new AccountedReplacement("cart-single", DEFAULTS, 23)) {
      replacement.run("ec4-one-node-replace.json");

      noneIsMissing(replacement, "complete");
      assertThat(replacement.client.totals().refused()).isPositive();
      assertThat(replacement.stage.data()).containsEntry("lostWrites", 0L);
    }
  }

  @Test
  void aClientThatNeverStopsRetryingNeitherBreaksTheProofNorLosesAWrite() {
    try (AccountedReplacement replacement = new AccountedReplacement(REPLICAS, DEFAULTS, 24)) {
      replacement.run(
          EVENT,
          stage -> {
            if (stage.ledger().attribute(CaseAttribute.CUT_OVER_AT).isEmpty()) {
              replacement.client.attempts(100);
            }
          });

      noneIsMissing(replacement, "complete");
      assertThat(replacement.client.totals().refused()).isGreaterThan(1_000);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRITES_HELD_AT", "SNAPSHOT", "NEW_GROUP_CONFIRMED"})
  void aCommandThatLetsWritesInLosesNoneOfThem(CaseAttribute when) {
    try (AccountedReplacement replacement = new AccountedReplacement(REPLICAS, DEFAULTS, 25)) {
      replacement.run(
          EVENT,
          once(
              when,
              stage ->
                  stage.send(
                      "WorkflowFunction",
                      StrictJson.write(Map.of("thaw", stage.group().toString())))));

      noneIsMissing(replacement, "failed");
      assertThat(replacement.stage.stands("cart-replicas-enc")).isFalse();
    }
  }

  @Test
  void aParameterThatIsSetBackLosesNothingEither() {
    try (AccountedReplacement replacement = new AccountedReplacement(REPLICAS, DEFAULTS, 26)) {
      replacement.run(
          EVENT,
          once(
              CaseAttribute.NEW_GROUP_CONFIRMED,
              stage ->
                  stage
                      .controls()
                      .parameters()
                      .setLater(
                          Duration.ofMinutes(2),
                          stage.group().toString(),
                          "min-replicas-to-write",
                          "0")));

      noneIsMissing(replacement, "failed");
      assertThat(replacement.stage.message(": failed"))
          .contains("somebody has let writes to cart-replicas in again");
    }
  }

  @Test
  void keysThatExpireUnderTheHoldAreNoDifference() {
    try (AccountedReplacement replacement = new AccountedReplacement(REPLICAS, DEFAULTS, 27)) {
      replacement.run(
          EVENT,
          once(
                  CaseAttribute.FREEZE_PARAMETER_GROUP,
                  _ -> with(replacement, AccountedHoldTest::expiring))
              .andThen(
                  once(
                      CaseAttribute.NEW_GROUP_CONFIRMED,
                      _ -> with(replacement, AccountedHoldTest::untilExpired))));

      noneIsMissing(replacement, "complete");
      assertThat(replacement.stage.data()).containsEntry("lostWrites", 0L);
      assertThat(replacement.stage.ledger().require(CaseAttribute.DIFFERENCES)).isEmpty();
    }
  }

  private static void with(AccountedReplacement replacement, Consumer<Jedis> work) {
    ReplicationGroup group =
        replacement
            .stage
            .aws()
            .elastiCache(AccountRegion.of(replacement.stage.group()))
            .describeReplicationGroups(r -> r.replicationGroupId(REPLICAS))
            .replicationGroups()
            .getFirst();
    ShardTargets targets = ShardTargets.of(replacement.redis, group);
    try (Jedis owner = targets.shards().getFirst().target().connect()) {
      work.accept(owner);
    }
  }

  private static void expiring(Jedis owner) {
    for (int i = 0; i < 200; i++) {
      owner.set("soon-gone:" + i, "x", SetParams.setParams().px(3_000));
    }
  }

  private static void untilExpired(Jedis owner) {
    while (!owner.keys("soon-gone:*").isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
