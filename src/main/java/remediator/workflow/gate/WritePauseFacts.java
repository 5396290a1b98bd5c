package remediator.workflow.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.workflow.copy.CopyRehearsal;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.WriteHold;
import remediator.workflow.freeze.HoldParameter;
import remediator.workflow.freeze.PauseEstimate;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.NodeMetric;
import remediator.workflow.metrics.ShardNodes;
import remediator.workflow.replace.ReplacementSpec;
import remediator.workflow.tls.UpgradeEngine;

/** What the owner should know of the time in which writes are refused. */
public final class WritePauseFacts {
  /** What clients notice of it. */
  public static final String REFUSED_WRITES =
      "clients see the error \"NOREPLICAS Not enough good replicas to write.\" at every write,"
          + " also within MULTI and scripts; no connection is cut";

  private static final Duration RECENT = Duration.ofMinutes(5);

  private WritePauseFacts() {}

  /** Before writes are held. */
  static List<String> before(StepContext context) {
    if (!WriteHold.isWanted(context.now()) || context.state(context.group()).isEmpty()) {
      return List.of();
    }
    if (HoldParameter.find(context).isEmpty()) {
      return List.of(
          "the engine has no parameter by which writes can be held: STOP ALL WRITERS; the snapshot"
              + " is taken once CloudWatch has counted no write for 5 minutes, and gate cut-over is"
              + " asked then");
    }
    if (WriteHold.isCopied(context.now())) {
      return List.of(
          "the new group is made empty, and a rehearsal measures what it takes to copy the keys:"
              + " gate cut-over tells for how long writes to "
              + context.group().id()
              + " will be refused, and they are not before its approval",
          ifTooLong(context));
    }
    Duration pause = estimate(context);
    Duration longest = WriteHold.longest(context.now());
    String id = context.group().id();
    List<String> facts = new ArrayList<>();
    facts.add(
        (IdReuse.wanted(context.now())
                ? "writes to " + id + " are refused from right before its deletion"
                : "writes to " + id + " are refused, right after your approval,")
            + " for about "
            + pause.toMinutes()
            + " minutes (an estimate by size and shards"
            + (ReplacementSpec.upgrade(context.now()).isPresent()
                ? ", with the upgrade: " + UpgradeEngine.ESTIMATE
                : "")
            + "), and at most "
            + longest.toMinutes()
            + " ("
            + PolicySetting.FREEZE_MINUTES.key()
            + "); then they are let in again and all is undone. Reads go on");
    if (pause.compareTo(longest) > 0) {
      facts.add(
          "THE ESTIMATE IS LONGER THAN "
              + PolicySetting.FREEZE_MINUTES.key()
              + " ALLOWS: raise it first, or choose another data policy");
    }
    facts.add(REFUSED_WRITES);
    if (WriteHold.spansSnapshot(context.now())) {
      facts.add(
          "the next gate is not asked, since clients could not write while it is open, unless you"
              + " choose gate-cut-over=again: then writes stay refused until you answer, for at"
              + " most "
              + longest.toMinutes()
              + " minutes in all");
    }
    return facts;
  }

  /** Before they are held for a copy. */
  static List<String> ofCopy(StepContext context) {
    if (WriteHold.isOn(context.now())) {
      return List.of();
    }
    List<String> facts = new ArrayList<>(CopyRehearsal.facts(context.now()));
    facts.add(ifTooLong(context));
    facts.add(REFUSED_WRITES);
    facts.add(
        "the new group takes over only if all keys, compared both ways, are the same; else writes"
            + " are let in again and all is undone");
    return facts;
  }

  private static String ifTooLong(StepContext context) {
    return "writes are refused for at most "
        + WriteHold.longest(context.now()).toMinutes()
        + " minutes ("
        + PolicySetting.FREEZE_MINUTES.key()
        + "); then they are let in again and all is undone. Reads go on";
  }

  /** While they are held, or since. */
  static List<String> since(StepContext context) {
    if (!WriteHold.isOn(context.now())) {
      return List.of();
    }
    List<String> facts = new ArrayList<>();
    facts.add(
        "writes to "
            + context.group().id()
            + " have been refused since "
            + context.now().require(CaseAttribute.WRITES_HELD_AT)
            + WriteHold.left(context.now(), context.instant())
                .map(left -> ", and at most until " + context.instant().plus(left))
                .orElse(
                    ", and still are: a client that was forgotten gets an error. To let them in,"
                        + " invoke the workflow function with {\"thaw\":\""
                        + context.group()
                        + "\"}"));
    context
        .now()
        .attribute(CaseAttribute.CUT_OVER_AT)
        .flatMap(at -> WriteHold.pause(context.now()).map(pause -> over(context, at, pause)))
        .ifPresent(facts::add);
    return facts;
  }

  private static String over(StepContext context, String cutOverAt, Duration pause) {
    return "no client could write for "
        + WriteHold.words(pause)
        + ", until the cut-over at "
        + cutOverAt
        + "; CloudWatch does not count how many writes were refused, but each node does from engine"
        + " 6.2 on (INFO errorstats, errorstat_NOREPLICAS)"
        + context
            .now()
            .attribute(CaseAttribute.COMPARED_ITEMS)
            .map(
                keys ->
                    WriteHold.isCopied(context.now())
                        ? "; all " + keys + " keys were compared before, and none differed"
                        : "; the new group held " + keys + " keys then")
            .orElse("");
  }

  /**
   * How long writes are refused, about.
   *
   * @param fullest bytes of the shard that holds most
   * @param upgraded whether the new group's engine is upgraded before it takes over
   */
  public static Duration pause(long fullest, int shards, boolean upgraded) {
    return PauseEstimate.of(fullest, shards).plus(upgraded ? UpgradeEngine.TYPICAL : Duration.ZERO);
  }

  private static Duration estimate(StepContext context) {
    Map<String, List<String>> shards = context.groups().shards(context.group());
    Map<String, Long> bytes =
        CacheMetrics.of(context)
            .hear(ShardNodes.all(shards), RECENT, NodeMetric.BYTES)
            .newest(NodeMetric.BYTES, Instant.EPOCH);
    long fullest = bytes.values().stream().mapToLong(Long::longValue).max().orElse(0);
    return pause(fullest, shards.size(), ReplacementSpec.upgrade(context.now()).isPresent());
  }
}
