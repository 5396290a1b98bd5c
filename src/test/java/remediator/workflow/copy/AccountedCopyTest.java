package remediator.workflow.copy;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.account.AccountingClient.Totals;
import awsemulator.data.account.WriteAccount.Comparison;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.workflow.core.WriteHold;
import remediator.workflow.cutover.AccountedReplacement;

/**
 * A client writes through a whole replacement whose keys are copied, tries again where it is
 * refused, and keeps account of every write that was acknowledged. The profile "freeze" makes
 * twenty runs.
 */
class AccountedCopyTest {
  private static final Map<String, String> COPY =
      Map.of(
          "Data", "copy",
          "DataPlaneSubnets", "subnet-1",
          "DataPlaneSecurityGroups", "sg-1",
          "GateCutOver", "ask",
          "FreezeMinutes", "120");

  private static final String[][] GROUPS = {
    {"cart-replicas", "ec4-primary-and-two-replicas-replace.json"},
    {"search-sharded", "ec4-three-uneven-shards-replace.json"}
  };

  /** So many runs, each with its seed, without and with cluster mode by turns. */
  static Stream<Arguments> runs() {
    return IntStream.rangeClosed(1, Integer.getInteger("freeze.seeds", 2))
        .mapToObj(
            seed -> {
              String[] group = GROUPS[seed % GROUPS.length];
              return Arguments.of(group[0], group[1], seed);
            });
  }

  /**
   * From the hold to right after the cut-over the client tries once a second.
   *
   * @return when writes were acknowledged
   */
  private static List<Instant> run(AccountedReplacement replacement, String event) {
    List<Instant> acknowledged = new ArrayList<>();
    boolean[] held = {false};
    Instant[] last = {replacement.stage.now()};
    long[] before = {0};
    replacement.run(
        event,
        stage -> {
          long now = replacement.client.totals().acknowledged();
          if (now > before[0]) {
            acknowledged.add(last[0]);
          }
          before[0] = now;
          last[0] = stage.now();
          if (!held[0] && stage.states().contains("HoldWrites")) {
            held[0] = true;
            int[] after = {0};
            stage.halting(
                Duration.ofSeconds(1),
                () -> !stage.states().contains("ActivateScaling") || after[0]++ < 5);
          }
        });
    return acknowledged;
  }

  /** The first copy is made, and then told to be of no use: it is made once more, later. */
  private static RequestStreamHandler failingOver(RequestStreamHandler real) {
    boolean[] failed = {false};
    return (in, out, context) -> {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      real.handleRequest(in, answer, context);
      Map<String, Object> told = new TreeMap<>(StrictJson.readObject(answer.toByteArray()));
      if ("copy".equals(told.get("work")) && !failed[0]) {
        failed[0] = true;
        told.putAll(Map.of("problem", "The source has failed over meanwhile.", "again", true));
      }
      out.write(StrictJson.writeBytes(told));
    };
  }

  /** For how long none was, around this instant. */
  private static Duration pause(List<Instant> acknowledged, Instant around) {
    Instant last =
        acknowledged.stream().filter(around::isAfter).max(Instant::compareTo).orElseThrow();
    Instant next =
        acknowledged.stream().filter(last::isBefore).min(Instant::compareTo).orElseThrow();
    return Duration.between(last, next);
  }

  @ParameterizedTest
  @MethodSource("runs")
  void whileKeysAreCopiedNoAcknowledgedWriteIsMissingAfterwards(
      String group, String event, long seed) {
    try (AccountedReplacement replacement = new AccountedReplacement(group, COPY, seed)) {
      replacement.stage.inVpc(AccountedCopyTest::failingOver);
      List<Instant> acknowledged = run(replacement, event);

      Comparison found = replacement.comparison();
      Totals totals = replacement.client.totals();
      RemediationCase ended = replacement.stage.ledger();
      Duration told = WriteHold.pause(ended).orElseThrow();
      Duration seen = pause(acknowledged, Instant.parse(ended.require(CaseAttribute.SNAPSHOT_AT)));
      System.out.printf(
          "%s, seed %d: %d writes acknowledged, %d refused, %d missing, pause %s, told %s%n",
          group, seed, totals.acknowledged(), totals.refused(), found.missing().size(), seen, told);
      assertThat(ended.attribute(CaseAttribute.OUTCOME))
          .as("%s", ended.history())
          .contains("complete");
      assertThat(found.missing()).isEmpty();
      assertThat(found.odd()).isEmpty();
      assertThat(totals.refused()).isPositive();
      assertThat(replacement.stage.data()).containsEntry("lostWrites", 0L);
      assertThat(ended.attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)).contains("0");
      assertThat(replacement.stage.snapshots())
          .noneMatch(s -> s.snapshotName().startsWith(group + "-10ca1000"));
      assertThat(seen).isBetween(told.minusSeconds(2), told.plusSeconds(2));
    }
  }
}
