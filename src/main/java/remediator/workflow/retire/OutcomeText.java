package remediator.workflow.retire;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FlowOutcome;
import remediator.ledger.RemediationCase;
import remediator.plan.Control;
import remediator.plan.InTransitControl;
import remediator.plan.Plan.Decision;
import remediator.plan.PolicySetting;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.WriteHold;
import remediator.workflow.tls.AuthTokenText;
import remediator.workflow.tls.UserGroupText;

/** How the end of a flow is told, in at most 512 characters and without rounding up. */
final class OutcomeText {
  private OutcomeText() {}

  /**
   * What has happened.
   *
   * @param reason what the person or the failure said
   */
  static String head(FlowOutcome how, String reason) {
    return switch (how) {
      case COMPLETE -> "Done: ";
      case REJECTED -> "Stopped: the gate was rejected" + because(reason);
      case EXPIRED -> "Stopped: nobody answered the gate in time. ";
      case FAILED -> "Failed" + because(reason);
    };
  }

  private static String because(String reason) {
    return reason.isEmpty() ? ". " : ": " + reason.replaceFirst("[.]+$", "") + ". ";
  }

  /**
   * What is there now.
   *
   * @param state of the old group as it is now, or empty where it is gone
   * @param left what the flow has made and could not remove
   */
  static String standing(RemediationCase c, Optional<GroupState> state, List<String> left) {
    if (left.isEmpty()) {
      return standing(c, state);
    }
    String made = " What the flow has made still stands and is charged";
    String names = String.join(", ", left);
    boolean recorded =
        state
            .flatMap(GroupState::created)
            .map(Instant::toString)
            .equals(c.attribute(CaseAttribute.OLD_CREATED));
    return standing(c, state)
        + (state.isPresent() && recorded
            ? made + "; delete it: " + names + "."
            : made
                + ", and may hold the only copy of the old group's data: "
                + names
                + ". Delete it only when another group is known to hold the data.");
  }

  /**
   * The same where the row knows of no cut-over, and the groups do: nobody is to be told to delete
   * what serves.
   *
   * @param sign what tells of the cut-over
   */
  static String inService(RemediationCase c, String sign, List<String> left) {
    return c.require(CaseAttribute.NEW_GROUP)
        + " may be in service, though the ledger knows of no cut-over: "
        + sign
        + ". What the flow has made still stands: "
        + String.join(", ", left)
        + ". See what clients use before you delete anything.";
  }

  private static String standing(RemediationCase c, Optional<GroupState> state) {
    String id = c.group().id();
    if (IdReuse.wanted(c) && c.attribute(CaseAttribute.CUT_OVER_AT).isPresent()) {
      return IdReuse.standing(c, state)
          + (state.isPresent() && !IdReuse.comesBack(c) ? refused(c) : "");
    }
    if (c.attribute(CaseAttribute.CUT_OVER_AT).isPresent() && c.newGroup().isPresent()) {
      String lost =
          c.attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)
              .map(w -> w.equals("0") ? w : "at most " + w)
              .orElse("not counted");
      return c.newGroup().get().id()
          + " has taken over, "
          + Control.requirements(c.controls())
          + "; writes lost between snapshot and cut-over: "
          + lost
          + held(c)
          + ". "
          + (state.isEmpty()
              ? id
                  + " has been deleted, "
                  + (c.attribute(CaseAttribute.FINAL_SNAPSHOT_DELETED_AT).isPresent()
                      ? "and its final snapshot too, as the policy says."
                      : "with final snapshot "
                          + c.attribute(CaseAttribute.FINAL_SNAPSHOT).orElse("none")
                          + ".")
              : id
                  + " still stands, is still charged, and still fails: delete it when nothing uses"
                  + " it."
                  + refused(c));
    }
    if (state.isEmpty()) {
      return id + " no longer exists.";
    }
    if (c.decision() == Decision.TLS_ROLLBACK) {
      return back(id, state.get().transit());
    }
    if (c.decision() == Decision.REPLACE) {
      return WriteHold.isOn(c)
          ? id + " serves on, BUT:" + refused(c)
          : id + " is as it was" + held(c) + ".";
    }
    return switch (state.get().transit()) {
      case NONE -> id + " is as it was.";
      case PREFERRED ->
          id
              + " accepts TLS and still accepts plaintext (preferred): that is half done, although"
              + " the check passes.";
      case REQUIRED ->
          id
              + " is "
              + Control.describe(state.get().settings())
              + "; plaintext is refused."
              + AuthTokenText.standing(c)
              + UserGroupText.standing(c, state.get());
    };
  }

  /** How long writes were refused; empty where they were not. */
  private static String held(RemediationCase c) {
    return WriteHold.pause(c)
        .map(
            pause ->
                "; writes were refused for "
                    + WriteHold.words(pause)
                    + ", from "
                    + WriteHold.refusedFrom(c).orElseThrow())
        .orElse("");
  }

  /** That they still are, and the way out of it. */
  private static String refused(RemediationCase c) {
    return WriteHold.isOn(c)
        ? " Writes to "
            + c.group().id()
            + " are refused: to let them in, invoke the workflow function with"
            + " {\"thaw\":\""
            + c.group()
            + "\"}."
        : "";
  }

  /** The next finding would undo it, unless the owner says so. */
  private static String back(String id, TransitEncryptionMode now) {
    String stands =
        switch (now) {
          case NONE ->
              id
                  + " has no TLS: only plaintext is accepted, and "
                  + InTransitControl.ID
                  + " fails.";
          case PREFERRED ->
              id + " accepts plaintext and TLS (preferred): half done, although the check passes.";
          case REQUIRED -> id + " still refuses plaintext.";
        };
    return now == TransitEncryptionMode.REQUIRED
        ? stands
        : stands
            + " The next finding switches TLS on again, unless the group has the tag "
            + PolicySetting.OPT_OUT.tag()
            + "=true.";
  }
}
