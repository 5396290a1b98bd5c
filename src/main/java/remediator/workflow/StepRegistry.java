package remediator.workflow;

import java.util.Map;
import remediator.group.TransitEncryptionMode;
import remediator.workflow.clients.MonitorClients;
import remediator.workflow.copy.CopyKeys;
import remediator.workflow.core.Step;
import remediator.workflow.cutover.MarkReplaced;
import remediator.workflow.cutover.PublishEndpoints;
import remediator.workflow.cutover.ReclaimId;
import remediator.workflow.cutover.SwitchEndpoints;
import remediator.workflow.cutover.WaitForNoWrites;
import remediator.workflow.freeze.HoldWrites;
import remediator.workflow.freeze.ReleaseWrites;
import remediator.workflow.gate.OpenGate;
import remediator.workflow.guard.StepGuard;
import remediator.workflow.replace.CompareGroups;
import remediator.workflow.replace.CreateGroup;
import remediator.workflow.replace.TakeSnapshot;
import remediator.workflow.replace.VerifyControls;
import remediator.workflow.retire.CompleteFlow;
import remediator.workflow.retire.CopySnapshots;
import remediator.workflow.retire.DeleteOldGroup;
import remediator.workflow.retire.DeleteStandIn;
import remediator.workflow.retire.DeletionGuard;
import remediator.workflow.retire.DeregisterScaling;
import remediator.workflow.retire.GuardFactory;
import remediator.workflow.retire.RetainOldGroup;
import remediator.workflow.retire.RollBack;
import remediator.workflow.retire.UndoScaling;
import remediator.workflow.scaling.ActivateScaling;
import remediator.workflow.scaling.CopyAlarms;
import remediator.workflow.scaling.CopyScaling;
import remediator.workflow.scaling.SuspendScaling;
import remediator.workflow.tls.AuthenticationStep;
import remediator.workflow.tls.DisableTls;
import remediator.workflow.tls.EnableTls;
import remediator.workflow.tls.UpgradeEngine;

/** The steps by the names that the state machines call them by. */
public final class StepRegistry {
  public static final String ASK = "OpenGate";
  static final String FINISH = "CompleteFlow";

  /** Everything that does not delete. */
  static final Map<String, Step> WORKING =
      Map.ofEntries(
          Map.entry("UpgradeEngine", new UpgradeEngine()),
          Map.entry(StepGuard.PREFERRED, EnableTls.preferred(new PublishEndpoints())),
          Map.entry("EnableTlsRequired", EnableTls.required(new SwitchEndpoints())),
          Map.entry("PrepareAuthentication", AuthenticationStep.prepare()),
          Map.entry("RequireAuthentication", AuthenticationStep.require()),
          Map.entry("RollBackTlsToPreferred", new DisableTls(TransitEncryptionMode.PREFERRED)),
          Map.entry("RollBackTlsToOff", new DisableTls(TransitEncryptionMode.NONE)),
          Map.entry("SuspendScaling", new SuspendScaling()),
          Map.entry("HoldWrites", new HoldWrites()),
          Map.entry("ReleaseWrites", new ReleaseWrites()),
          Map.entry("TakeSnapshot", new TakeSnapshot()),
          Map.entry("CreateGroup", new CreateGroup()),
          Map.entry("CopyKeys", new CopyKeys()),
          Map.entry("CopyScaling", new CopyScaling()),
          Map.entry("CopyAlarms", new CopyAlarms(false)),
          Map.entry("CompareGroups", new CompareGroups()),
          Map.entry("SwitchEndpoints", new SwitchEndpoints()),
          Map.entry("MarkReplaced", new MarkReplaced()),
          Map.entry("ReclaimId", new ReclaimId()),
          Map.entry("ActivateScaling", new ActivateScaling()),
          Map.entry("RetainOldGroup", new RetainOldGroup()),
          Map.entry("WaitForNoWrites", new WaitForNoWrites()),
          Map.entry("CopySnapshots", new CopySnapshots()),
          Map.entry("DeregisterScaling", new DeregisterScaling(DeletionGuard::new)),
          Map.entry("UndoScaling", new UndoScaling(DeletionGuard::new)),
          Map.entry(ASK, new OpenGate()),
          Map.entry("MonitorClients", new MonitorClients()),
          Map.entry("VerifyControls", new VerifyControls()),
          Map.entry(FINISH, new CompleteFlow()));

  /** What needs the right to delete. */
  static Map<String, Step> retiring(GuardFactory guards) {
    return Map.of(
        "DeleteOldGroup", new DeleteOldGroup(guards),
        "DeleteStandIn", new DeleteStandIn(guards),
        "RollBack", new RollBack(guards));
  }

  private StepRegistry() {}
}
