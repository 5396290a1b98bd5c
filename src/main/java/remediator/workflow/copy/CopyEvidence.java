package remediator.workflow.copy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.workflow.core.WriteHold;

/**
 * What the ledger tells of a copy: that all keys were compared after it, in the very group that
 * takes over, that none differed, and that writes were refused from before the copy on until
 * clients were cut over.
 */
public final class CopyEvidence {
  private CopyEvidence() {}

  /**
   * Returns what is missing, as part of a sentence; empty where nothing is, or where the data was
   * restored from a snapshot.
   */
  public static Optional<String> gap(RemediationCase c) {
    if (!WriteHold.isCopied(c) && c.attribute(CaseAttribute.COPY_TARGET_CREATED).isEmpty()) {
      return Optional.empty();
    }
    for (CaseAttribute fact :
        List.of(
            CaseAttribute.WRITES_HELD_AT,
            CaseAttribute.SNAPSHOT_AT,
            CaseAttribute.COPY_TARGET_CREATED,
            CaseAttribute.KEYS_COMPARED_AT,
            CaseAttribute.KEYS_DIFFERING)) {
      if (c.attribute(fact).isEmpty()) {
        return Optional.of(
            "the ledger has no " + fact + ", so its keys were not copied and compared");
      }
    }
    if (!c.require(CaseAttribute.KEYS_DIFFERING).equals("0")) {
      return Optional.of(c.require(CaseAttribute.KEYS_DIFFERING) + " of its keys differed");
    }
    if (!c.attribute(CaseAttribute.COPY_TARGET_CREATED)
        .equals(c.attribute(CaseAttribute.NEW_CREATED))) {
      return Optional.of("its keys were compared with those of another group");
    }
    return isInOrder(c)
        ? Optional.empty()
        : Optional.of("writes to it were not refused from before the copy until the cut-over");
  }

  private static boolean isInOrder(RemediationCase c) {
    Instant held = at(c, CaseAttribute.WRITES_HELD_AT).orElseThrow();
    Instant copied = at(c, CaseAttribute.SNAPSHOT_AT).orElseThrow();
    Instant compared = at(c, CaseAttribute.KEYS_COMPARED_AT).orElseThrow();
    Optional<Instant> cutOver = at(c, CaseAttribute.CUT_OVER_AT);
    Optional<Instant> released = at(c, CaseAttribute.WRITES_RELEASED_AT);
    return !copied.isBefore(held)
        && !compared.isBefore(copied)
        && cutOver.filter(compared::isAfter).isEmpty()
        && released.filter(r -> cutOver.filter(c2 -> !r.isBefore(c2)).isEmpty()).isEmpty();
  }

  private static Optional<Instant> at(RemediationCase c, CaseAttribute fact) {
    return c.attribute(fact).map(Instant::parse);
  }
}
