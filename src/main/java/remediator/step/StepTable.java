package remediator.step;

import java.util.Map;
import remediator.group.TransitMode;

/** The steps by the names that the state machines call them by. */
final class StepTable {
  static final String PREFERRED = "TlsPreferred";
  static final String ASK = "Ask";
  static final String FINISH = "Finish";

  /** Everything that does not delete. */
  static final Map<String, Step> WORKING =
      Map.ofEntries(
          Map.entry("Upgrade", new Upgrade()),
          Map.entry(PREFERRED, SwitchTls.preferred(new PublishEndpoints())),
          Map.entry("TlsRequired", SwitchTls.required(new SwitchEndpoints())),
          Map.entry("AuthRotate", ChangeAuth.rotate()),
          Map.entry("AuthSet", ChangeAuth.set()),
          Map.entry("BackToPreferred", new SwitchTlsBack(TransitMode.PREFERRED)),
          Map.entry("BackToOff", new SwitchTlsBack(TransitMode.NONE)),
          Map.entry("SuspendScaling", new SuspendScaling()),
          Map.entry("TakeSnapshot", new TakeSnapshot()),
          Map.entry("CreateGroup", new CreateGroup()),
          Map.entry("CarryScaling", new CarryScaling()),
          Map.entry("CarryAlarms", new CarryAlarms(false)),
          Map.entry("Compare", new Compare()),
          Map.entry("SwitchEndpoints", new SwitchEndpoints()),
          Map.entry("GiveWay", new GiveWay()),
          Map.entry("ReturnId", new ReturnId()),
          Map.entry("GoLive", new GoLive()),
          Map.entry("KeepOld", new KeepOld()),
          Map.entry("Drain", new Drain()),
          Map.entry("KeepSnapshots", new KeepSnapshots()),
          Map.entry("ReleaseScaling", new ReleaseScaling(DeletionGuard::new)),
          Map.entry("GiveBack", new GiveBack(DeletionGuard::new)),
          Map.entry(ASK, new Ask()),
          Map.entry("WatchClients", new WatchClients()),
          Map.entry("Verify", new Verify()),
          Map.entry(FINISH, new Finish()));

  /** What needs the right to delete. */
  static Map<String, Step> retiring(GuardFactory guards) {
    return Map.of(
        "Retire", new Retire(guards),
        "RemoveStandIn", new RemoveStandIn(guards),
        "RollBack", new RollBack(guards));
  }

  private StepTable() {}
}
