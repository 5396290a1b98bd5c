package remediator.plan;

import java.util.List;
import java.util.Optional;
import remediator.group.EngineVersion;
import remediator.group.GroupSpec;
import remediator.group.TransitEncryptionMode;

/** What is to be done about a group. */
public sealed interface Plan {
  /** The word for it in reports and in the ledger. */
  Decision decision();

  /** The word for a plan. */
  enum Decision {
    NOTHING,
    ONLINE_TLS,
    UPGRADE_THEN_TLS,
    REPLACE,
    TLS_ROLLBACK,
    REFUSED
  }

  /**
   * There is nothing to do.
   *
   * @param why a sentence
   */
  record Nothing(String why) implements Plan {
    @Override
    public Decision decision() {
      return Decision.NOTHING;
    }
  }

  /** TLS is switched on in the running group: preferred, then required. */
  record OnlineTls() implements Plan {
    @Override
    public Decision decision() {
      return Decision.ONLINE_TLS;
    }
  }

  /** The engine is upgraded in place, then as for {@link OnlineTls}. */
  record UpgradeThenTls(Upgrade upgrade) implements Plan {
    @Override
    public Decision decision() {
      return Decision.UPGRADE_THEN_TLS;
    }
  }

  /**
   * An upgrade in place.
   *
   * @param target the version to upgrade to
   * @param parameters the parameter group that fits it
   */
  record Upgrade(EngineVersion target, Parameters parameters) {}

  /**
   * The parameter group that an upgrade goes to.
   *
   * @param name AWS's default group, or the copy
   * @param family that it is of
   * @param like AWS's default group of that family
   * @param copyOf the owner's own group, whose values are carried over; empty where it has none
   */
  record Parameters(String name, String family, String like, Optional<String> copyOf) {}

  /**
   * A new group is made from a snapshot.
   *
   * @param targetSpec what the new group is made as
   * @param upgrade of the new group, before it takes over; empty where it keeps the engine
   */
  record Replace(GroupSpec targetSpec, Optional<Upgrade> upgrade) implements Plan {
    @Override
    public Decision decision() {
      return Decision.REPLACE;
    }
  }

  /**
   * TLS is taken back in the running group, as somebody has asked by command.
   *
   * @param target {@code PREFERRED} or {@code NONE}
   */
  record RollBackTls(TransitEncryptionMode target) implements Plan {
    @Override
    public Decision decision() {
      return Decision.TLS_ROLLBACK;
    }
  }

  /** Nothing may be done, for every one of these reasons. */
  record Refused(List<Blocker> blockers) implements Plan {
    public Refused {
      blockers = List.copyOf(blockers);
    }

    @Override
    public Decision decision() {
      return Decision.REFUSED;
    }

    /** Whether all of it goes away by itself, so that the next evaluation may find it gone. */
    public boolean isTransient() {
      return blockers.stream().allMatch(Blocker::isTransient);
    }
  }

  /**
   * A reason not to act.
   *
   * @param reason a sentence without a full stop
   * @param remedy what the owner can do
   * @param isTransient whether it goes away by itself
   */
  record Blocker(String reason, String remedy, boolean isTransient) {
    @Override
    public String toString() {
      return reason + ": " + remedy;
    }
  }
}
