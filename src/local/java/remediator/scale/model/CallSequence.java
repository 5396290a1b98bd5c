package remediator.scale.model;

import awsemulator.time.VirtualClock;
import java.util.List;
import java.util.function.Consumer;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.FunctionPool.Environment;

/**
 * Calls of a function, one after the other. What an environment keeps is not asked for again; what
 * fails ends the sequence, but for notes on findings.
 */
final class CallSequence {
  private static final ServiceCall ASSUME = new ServiceCall("STS", "AssumeRole", false);

  private final VirtualClock clock;
  private final CallSimulator calls;
  private final int switchSeconds;
  private int notesLost;

  /**
   * @param switchSeconds how long an environment keeps what it has read of the switch
   */
  CallSequence(VirtualClock clock, CallSimulator calls, int switchSeconds) {
    this.clock = clock;
    this.calls = calls;
    this.switchSeconds = switchSeconds;
  }

  /**
   * Makes them.
   *
   * @param member the group's account
   * @param after is told whether all went well
   */
  void run(Environment environment, String member, List<ServiceCall> all, Consumer<Boolean> after) {
    next(environment, member, all, 0, after);
  }

  private void next(
      Environment environment,
      String member,
      List<ServiceCall> all,
      int index,
      Consumer<Boolean> after) {
    if (index == all.size()) {
      after.accept(true);
      return;
    }
    ServiceCall call = all.get(index);
    if (call.member() && environment.mustAssume(member, clock.instant())) {
      assume(
          environment,
          member,
          well -> {
            if (well) {
              next(environment, member, all, index, after);
            } else {
              after.accept(false);
            }
          });
      return;
    }
    boolean isSwitch = call.name().equals(ServiceCall.SWITCH) && !call.member();
    if (isSwitch && !environment.mustReadSwitch(switchSeconds, clock.instant())) {
      next(environment, member, all, index + 1, after);
      return;
    }
    String account = call.member() ? member : LocalCloud.ACCOUNT;
    calls.call(
        call,
        account,
        well -> {
          if (!well && isSwitch) {
            environment.forgetSwitch();
          }
          if (!well && call.isNote()) {
            notesLost++;
          }
          if (well || call.isNote()) {
            next(environment, member, all, index + 1, after);
          } else {
            after.accept(false);
          }
        });
  }

  private void assume(Environment environment, String member, Consumer<Boolean> after) {
    calls.call(
        ASSUME,
        LocalCloud.ACCOUNT,
        well -> {
          if (!well) {
            environment.forgetRole(member);
          }
          after.accept(well);
        });
  }

  /** Calls to Security Hub that were throttled to the end, so that a note is missing. */
  int notesLost() {
    return notesLost;
  }
}
