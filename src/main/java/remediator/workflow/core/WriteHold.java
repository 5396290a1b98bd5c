package remediator.workflow.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/**
 * How a case stands with holding the writes to its old group (data policies "freeze" and "copy"),
 * as the ledger tells it.
 */
public final class WriteHold {
  /** The value of {@link CaseAttribute#WRITE_HOLD_PARAMETER} where the engine has no such one. */
  public static final String NO_PARAMETER = "none";

  private static final Duration SHORT = Duration.ofMinutes(10);

  private WriteHold() {}

  /** Whether the owner wants writes to be held while the data moves. */
  public static boolean isWanted(RemediationCase c) {
    return isCopied(c)
        || (c.decision() == Decision.REPLACE
            && Policy.recorded(c.policy()).is(PolicySetting.DATA, "freeze"));
  }

  /**
   * Whether the new group is made empty and gets the old one's keys by a copy, for which alone
   * writes are held.
   */
  public static boolean isCopied(RemediationCase c) {
    return c.decision() == Decision.REPLACE
        && Policy.recorded(c.policy()).is(PolicySetting.DATA, "copy");
  }

  /** Whether that can be done, as far as is known: only engines before 2.8 cannot. */
  public static boolean isEnforced(RemediationCase c) {
    return isWanted(c)
        && !c.attribute(CaseAttribute.WRITE_HOLD_PARAMETER).equals(Optional.of(NO_PARAMETER));
  }

  /**
   * Whether writes are held when clients are cut over. Where the old id comes back, they are held
   * after all gates, for the final snapshot.
   */
  public static boolean spansCutOver(RemediationCase c) {
    return isEnforced(c) && !IdReuse.wanted(c);
  }

  /**
   * Whether they are held from before the snapshot to the cut-over: then nobody is waited for in
   * between, and the gate before the hold asks for both. A copy comes after all gates.
   */
  public static boolean spansSnapshot(RemediationCase c) {
    return spansCutOver(c) && !isCopied(c);
  }

  /** Whether writes are held now. */
  public static boolean isOn(RemediationCase c) {
    return isOn(c.attributes());
  }

  private static boolean isOn(Map<CaseAttribute, String> attributes) {
    return attributes.containsKey(CaseAttribute.WRITES_HELD_AT)
        && !attributes.containsKey(CaseAttribute.WRITES_RELEASED_AT);
  }

  /** Whether the old group still serves, so that a hold must end if the flow does not go on. */
  public static boolean canEnd(RemediationCase c) {
    return canEnd(c.attributes(), IdReuse.wanted(c));
  }

  private static boolean canEnd(Map<CaseAttribute, String> attributes, boolean sameId) {
    return !attributes.containsKey(
        sameId ? CaseAttribute.DELETION_REQUESTED_AT : CaseAttribute.CUT_OVER_AT);
  }

  /**
   * Since when the writes of a group's clients are refused, by a hold that can end; empty where
   * they can write, to this group or to the one that has replaced it.
   *
   * @param sameId whether the old id is to come back
   */
  public static Optional<Instant> since(Map<CaseAttribute, String> attributes, boolean sameId) {
    return isOn(attributes) && canEnd(attributes, sameId)
        ? Optional.of(Instant.parse(attributes.get(CaseAttribute.WRITES_HELD_AT)))
        : Optional.empty();
  }

  /** The longest that the owner allows. */
  public static Duration longest(RemediationCase c) {
    return Duration.ofMinutes(Policy.recorded(c.policy()).number(PolicySetting.FREEZE_MINUTES));
  }

  /** What is left of the longest pause; empty where no writes are held that can be let in again. */
  public static Optional<Duration> left(RemediationCase c, Instant now) {
    return since(c.attributes(), IdReuse.wanted(c))
        .map(since -> Duration.between(now, since.plus(longest(c))));
  }

  /** A pause that is over, for people: a short one to the second. */
  public static String words(Duration pause) {
    return pause.compareTo(SHORT) < 0
        ? Math.max(1, pause.toSeconds()) + " seconds"
        : pause.toMinutes() + " minutes";
  }

  /** From when on writes were refused: as the nodes were seen to do, or else as was asked for. */
  public static Optional<Instant> refusedFrom(RemediationCase c) {
    return c.attribute(CaseAttribute.WRITES_REFUSED_AT)
        .or(() -> c.attribute(CaseAttribute.WRITES_HELD_AT))
        .map(Instant::parse);
  }

  /** How long writes were refused before clients could write again; empty where they never were. */
  public static Optional<Duration> pause(RemediationCase c) {
    return refusedFrom(c)
        .flatMap(
            since ->
                Stream.of(CaseAttribute.WRITES_RELEASED_AT, CaseAttribute.CUT_OVER_AT)
                    .flatMap(end -> c.attribute(end).stream())
                    .map(end -> Duration.between(since, Instant.parse(end)))
                    .filter(pause -> !pause.isNegative())
                    .min(Duration::compareTo));
  }
}
