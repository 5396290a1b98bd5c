package remediator.workflow.copy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.KeyWork.Work;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.core.WriteHold;

/**
 * Measures, while clients still write, what a copy will take, and ends the flow before anybody is
 * asked where it cannot work: then no write has been refused.
 */
public final class CopyRehearsal {
  /** To hold writes, to prove it, and to switch: so long even an empty group takes. */
  public static final Duration LEAST = Duration.ofMinutes(1);

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private static final String LARGEST = "largest";

  private CopyRehearsal() {}

  /** Has the function measure. */
  public static StepResult begin(StepContext context, String step) {
    return KeyCopy.ask(context, step, Work.MEASURE, Map.of());
  }

  /** Whether the state before was a rehearsal of groups that have been compared. */
  public static boolean isAnswered(StepContext context) {
    return WriteHold.isCopied(context.now())
        && context.now().attribute(CaseAttribute.VERIFIED_AT).isPresent()
        && KeyAnswer.of(context.input().last().get("seen")).isPresent();
  }

  /** Why the copy does not follow (now); empty where it can, which is then on record. */
  public static Optional<StepResult> objection(StepContext context) {
    KeyAnswer answer = KeyAnswer.of(context.input().last().get("seen")).orElseThrow();
    String id = context.group().id();
    Optional<String> problem = answer.problem();
    if (problem.isPresent() || !answer.isOf(Work.MEASURE)) {
      String why = problem.orElse("the function in the VPC gave another answer");
      return Optional.of(
          answer.isPassing() && context.elapsed().compareTo(PATIENCE) < 0
              ? new Pending(LOOK_AGAIN, "the keys of " + id + " could not be measured: " + why)
              : failed(id, why));
    }
    if (!answer.refusals().isEmpty()) {
      return Optional.of(failed(id, String.join("; ", answer.refusals())));
    }
    Map<String, Object> found = new LinkedHashMap<>();
    for (String name : List.of("keys", "bytes", "shards", "keysPerSecond", "estimatedSeconds")) {
      if (!answer.has(name)) {
        return Optional.of(failed(id, "the function in the VPC did not tell " + name));
      }
      found.put(name, answer.number(name));
    }
    found.put(LARGEST, answer.largest());
    context.change(c -> c.with(CaseAttribute.COPY_REHEARSAL, StrictJson.write(found)));
    Duration pause = pause(answer.number("estimatedSeconds"));
    context.note(String.join("; ", facts(context.now())));
    Duration longest = WriteHold.longest(context.now());
    return pause.compareTo(longest) > 0
        ? Optional.of(
            new Failed(
                "to copy and compare the keys of "
                    + id
                    + " takes about "
                    + minutes(pause)
                    + " minutes, and "
                    + PolicySetting.FREEZE_MINUTES.key()
                    + " allows "
                    + longest.toMinutes()
                    + ": raise it, or set the policy data to freeze, and send the finding again."
                    + " No write has been refused"))
        : Optional.empty();
  }

  private static Failed failed(String id, String why) {
    return new Failed(
        "the keys of "
            + id
            + " cannot be copied: "
            + why
            + ". Correct that, or set the policy data to freeze, and send the finding again. No"
            + " write has been refused");
  }

  /** For about how long writes will be refused; empty before a rehearsal. */
  public static Optional<Duration> pause(RemediationCase c) {
    return c.attribute(CaseAttribute.COPY_REHEARSAL)
        .map(_ -> pause(number(found(c), "estimatedSeconds")));
  }

  private static Duration pause(long estimatedSeconds) {
    return LEAST.plusSeconds(estimatedSeconds);
  }

  private static long minutes(Duration pause) {
    return pause.plusSeconds(59).toMinutes();
  }

  /** What was measured; empty before a rehearsal. */
  public static List<String> facts(RemediationCase c) {
    Optional<Duration> pause = pause(c);
    if (pause.isEmpty()) {
      return List.of();
    }
    Map<String, Object> found = found(c);
    List<String> facts = new ArrayList<>();
    facts.add(
        "a rehearsal has measured %d keys in %d bytes on %d shards, and copied %d keys a second"
            .formatted(
                number(found, "keys"),
                number(found, "bytes"),
                number(found, "shards"),
                number(found, "keysPerSecond")));
    facts.add(
        "writes to %s are refused for about %d minutes while its keys are copied and compared"
            .formatted(c.group().id(), minutes(pause.get())));
    if (found.get(LARGEST) instanceof List<?> largest && !largest.isEmpty()) {
      facts.add(
          "the largest keys, by their hashes: "
              + String.join(", ", largest.stream().map(String::valueOf).toList()));
    }
    return facts;
  }

  private static Map<String, Object> found(RemediationCase c) {
    return c.map(CaseAttribute.COPY_REHEARSAL, Object.class);
  }

  private static long number(Map<String, Object> found, String name) {
    return found.get(name) instanceof Number n ? n.longValue() : 0;
  }
}
