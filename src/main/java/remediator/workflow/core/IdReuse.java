package remediator.workflow.core;

import java.util.List;
import java.util.Optional;
import remediator.group.EngineVersion;
import remediator.group.GroupSpec;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Control;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/**
 * The old id again. An id is free only once its group is gone, so the old group goes first: after a
 * copy under another id has shown that its data can be restored and is the same, and with a final
 * snapshot, from which the group is made anew. The copy stands by until then.
 */
public final class IdReuse {
  private IdReuse() {}

  public static boolean wanted(RemediationCase c) {
    return Policy.recorded(c.policy()).is(PolicySetting.NEW_ID, "same");
  }

  /** Whether the old group has gone and its id is to come back. */
  public static boolean comesBack(RemediationCase c) {
    return c.attribute(CaseAttribute.STAND_IN).isPresent();
  }

  /** What the old group ran with when its copy was compared. */
  public static GroupSpec.Engine oldEngine(RemediationCase c) {
    String[] version = c.require(CaseAttribute.ENGINE).split(" ", 2);
    return new GroupSpec.Engine(
        EngineVersion.parse(version[0], version[1]), c.require(CaseAttribute.PARAMETER_GROUP), "");
  }

  /** A step is done after which the way is another once the id has come back. */
  public static StepResult done(RemediationCase c) {
    return new StepResult.Done(comesBack(c));
  }

  /** For the first gate. */
  public static String foretold(RemediationCase c, String copy) {
    return foretold(c.group().id(), copy, c.attribute(CaseAttribute.UPGRADE_ENGINE));
  }

  /**
   * The same before there is a case.
   *
   * @param upgrade the engine that the group is upgraded to, if it is
   */
  public static String foretold(String id, String copy, Optional<String> upgrade) {
    return "new-id is same: in the end there is a group "
        + id
        + " again. A copy ("
        + copy
        + " if that id is free) stands by meanwhile. Between the deletion of the old group and the"
        + " end of the restore (10 to 60 minutes"
        + upgrade(upgrade)
        + ") there is no cache; endpoints with TLS have other"
        + " names all the same, so clients, DNS records, dashboards and composite alarms that name"
        + " the old ones must follow";
  }

  /** For the gates before the deletion. */
  public static String outage(RemediationCase c) {
    return "new-id is same: "
        + c.group().id()
        + " is deleted with a final snapshot as soon as "
        + (Policy.recorded(c.policy()).is(PolicySetting.GATE_RETIRE, "skip")
            ? "this is approved"
            : "gate retire is approved")
        + ", and made anew from it. Until that is done (10 to 60 minutes"
        + upgrade(c.attribute(CaseAttribute.UPGRADE_ENGINE))
        + ") clients have no cache. Stop writers before:"
        + " what is written after the final snapshot's instant is lost and not counted. The copy "
        + c.require(CaseAttribute.NEW_GROUP)
        + " has shown that the data can be restored; do not point clients to it, it is removed in"
        + " the end. Writes since the first snapshot are carried over by the final one. A rejection"
        + " now removes the copy, and the old group stays as it is";
  }

  /** Without TLS the endpoints are the old ones, and clients come back before the upgrade. */
  private static String upgrade(Optional<String> to) {
    return to.map(
            engine ->
                ", and some for the upgrade to "
                    + engine
                    + ", which once more cuts off clients that are connected by then")
        .orElse("");
  }

  /** How it stands after the gates. */
  public static String standing(RemediationCase c, Optional<GroupState> state) {
    String id = c.group().id();
    String last = c.attribute(CaseAttribute.FINAL_SNAPSHOT).orElse("none");
    if (!comesBack(c)) {
      return (state.isPresent() ? id + " still stands" : id + " has been deleted")
          + " (final snapshot: "
          + last
          + "); its verified copy "
          + c.require(CaseAttribute.NEW_GROUP)
          + " stands too and is charged.";
    }
    if (c.attribute(CaseAttribute.VERIFIED_AT).isEmpty()) {
      return interrupted(c, state) + ".";
    }
    return id
        + " has been made anew under its id, "
        + Control.requirements(c.controls())
        + ", from its final snapshot "
        + last
        + "; what was written after that snapshot's instant is not counted.";
  }

  /** What to do where the group could not be made anew, or was not finished. */
  private static String interrupted(RemediationCase c, Optional<GroupState> state) {
    boolean back =
        state
            .filter(s -> !List.of("creating", "create-failed", "deleting").contains(s.status()))
            .flatMap(GroupState::created)
            .filter(at -> c.attribute(CaseAttribute.NEW_CREATED).equals(Optional.of(at.toString())))
            .isPresent();
    if (back) {
      return c.group().id()
          + " stands, made anew from its final snapshot "
          + c.require(CaseAttribute.FINAL_SNAPSHOT)
          + "; "
          + c.attribute(CaseAttribute.UPGRADE_ENGINE)
              .map(engine -> "its upgrade to " + engine + " and its comparison were")
              .orElse("its comparison was")
          + " not finished. Use it, and not the copy "
          + c.require(CaseAttribute.STAND_IN)
          + ", whose data is older";
    }
    return c.group().id()
        + " has been deleted and is not back yet: its data is in the final snapshot "
        + c.require(CaseAttribute.FINAL_SNAPSHOT)
        + " (aws elasticache create-replication-group --snapshot-name), and as of the first"
        + " snapshot in "
        + c.require(CaseAttribute.STAND_IN)
        + ", which stands and can serve";
  }
}
