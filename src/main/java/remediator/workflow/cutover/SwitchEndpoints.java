package remediator.workflow.cutover;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupEndpoints;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.notification.ClientGuide;
import remediator.notification.Notification;
import remediator.plan.Plan.Decision;
import remediator.plan.PolicySetting;
import remediator.workflow.copy.CopyEvidence;
import remediator.workflow.core.CutOverCheck;
import remediator.workflow.core.EndpointParameters;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.ToBeCopied;
import remediator.workflow.core.WriteHold;
import remediator.workflow.dns.RecordFacts;
import remediator.workflow.dns.RecordMove;
import remediator.workflow.freeze.HoldCheck;
import remediator.workflow.metrics.LostWrites;
import remediator.workflow.retire.DeletionGuard;

/**
 * The cut-over: the published endpoint becomes the new one, the earlier value is kept beside it.
 * For a replacement, this is also the point of no return: the writes that the old group has had
 * since the snapshot are counted, and the old group is marked as replaced, without which it cannot
 * be deleted.
 */
public final class SwitchEndpoints implements Step {
  @Override
  public StepResult run(StepContext context) {
    Optional<GroupArn> made = context.now().newGroup();
    if (made.isEmpty() && context.now().decision() == Decision.REPLACE) {
      // A row that was put back in time: without a group to go to, nothing is cut over.
      return new Failed(
          "the ledger names no new group for "
              + context.group().id()
              + ": its row was put back in time, or has been edited; nothing is cut over");
    }
    boolean first = context.now().attribute(CaseAttribute.CUT_OVER_AT).isEmpty();
    if (first) {
      Optional<StepResult> objection =
          made.flatMap(
              m ->
                  CutOverCheck.objection(context, m)
                      .or(() -> toBeCopied(context))
                      .or(() -> HoldCheck.objection(context)));
      if (objection.isPresent()) {
        return objection.get();
      }
      String at = context.instant().toString();
      context.change(c -> c.with(CaseAttribute.CUT_OVER_AT, at));
      if (made.isPresent()) {
        // From here on nothing may be rolled back, so it is known before anything is done.
        context.saveBeforeCall();
      }
    }
    Optional<StepResult> busy = made.flatMap(m -> CutOverCheck.markInService(context, m, first));
    if (busy.isPresent()) {
      return busy.get();
    }
    EndpointParameters parameters = new EndpointParameters(context);
    parameters.put("previous", context.now().require(CaseAttribute.OLD_ENDPOINTS));
    parameters.put("current", context.now().require(CaseAttribute.NEW_ENDPOINTS));
    new DeletionGuard(context).deleteNextEndpoints();
    // Where TLS is switched on in the group itself, this step does not come again.
    Optional<StepResult> later = RecordMove.run(context, made.isPresent()).map(p -> p);
    if (made.isEmpty() || IdReuse.comesBack(context.now())) {
      return later.orElseGet(Done::new);
    }
    countLostWrites(context, made.get().id());
    return CutOverCheck.markReplaced(context, made.get().id()).or(() -> later).orElseGet(Done::new);
  }

  /** Keys are copied, with writes refused, once a person has said yes: then this comes again. */
  private static Optional<StepResult> toBeCopied(StepContext context) {
    return CopyEvidence.gap(context.now()).map(_ -> new ToBeCopied());
  }

  /** Clients can write again only where they are told to: nobody is asked before. */
  private static void tell(StepContext context, String by) {
    if (!WriteHold.isOn(context.now())) {
      return;
    }
    String endpoints = context.now().require(CaseAttribute.NEW_ENDPOINTS);
    String text =
        by
            + " has taken over from "
            + context.group().id()
            + ", encrypted and with its data"
            + context
                .now()
                .attribute(CaseAttribute.COMPARED_ITEMS)
                .map(keys -> " (" + keys + " keys)")
                .orElse("")
            + ". POINT CLIENTS TO IT NOW: "
            + GroupEndpoints.words(StrictJson.readObject(endpoints))
            + ". "
            + RecordFacts.result(context).map(told -> told + " ").orElse("")
            + "Writes to "
            + context.group().id()
            + " have been refused since "
            + context.now().require(CaseAttribute.WRITES_HELD_AT)
            + " and stay so, so that a client that was forgotten gets an error and loses no write."
            + " To go back, invoke the workflow function with {\"thaw\":\""
            + context.group()
            + "\"}; what has been written to "
            + by
            + " by then is not in it.\n\nWhat to change in clients:\n"
            + ClientGuide.tls(endpoints.contains("\"configuration\""));
    context
        .send(
            Notification.plain(
                Notification.Type.CUT_OVER,
                context.group(),
                context.group().id() + ": move clients now",
                text))
        .forEach(context::note);
  }

  /** Of a group that is gone nothing is counted, which is not the same as no writes. */
  private static void countLostWrites(StepContext context, String by) {
    if (context.now().attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT).isEmpty()
        && !context.policyIs(PolicySetting.DATA, "cache-only")
        && context.state(context.group()).isPresent()) {
      // CloudWatch is some minutes late: WaitForNoWrites counts again.
      Instant cutOver = Instant.parse(context.now().require(CaseAttribute.CUT_OVER_AT));
      LostWrites lost = LostWrites.until(context, cutOver);
      String total = Long.toString(lost.total());
      tell(context, by);
      context.change(c -> c.with(CaseAttribute.WRITES_AFTER_SNAPSHOT, total));
      context.note("cut over to " + by + "; writes after the snapshot: at most " + lost);
    }
  }
}
