package remediator.scale.model;

import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import remediator.local.cloud.LocalCloud;
import remediator.policy.PolicyReader;
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
  private final Duration role;
  private final Duration operator;
  private final Duration offers;
  private int notesLost;

  /**
   * Puts the parts together.
   *
   * @param role how long an environment keeps the credentials of a role
   * @param operator how long it keeps what operators have set for an account
   * @param offers how long it keeps what ElastiCache offers
   */
  CallSequence(
      VirtualClock clock, CallSimulator calls, Duration role, Duration operator, Duration offers) {
    this.clock = clock;
    this.calls = calls;
    this.role = role;
    this.operator = operator;
    this.offers = offers;
  }

  /**
   * Makes them.
   *
   * @param member the group's account
   * @param after is told whether all went well
   */
  void run(Environment environment, String member, List<ServiceCall> all, Consumer<Boolean> after) {
    run(environment, BatchAhead.none(), member, all, after);
  }

  /**
   * The same within a batch.
   *
   * @param ahead what is read once for several
   */
  void run(
      Environment environment,
      BatchAhead ahead,
      String member,
      List<ServiceCall> all,
      Consumer<Boolean> after) {
    next(environment, ahead, member, all, 0, after);
  }

  private void next(
      Environment environment,
      BatchAhead ahead,
      String member,
      List<ServiceCall> all,
      int index,
      Consumer<Boolean> after) {
    if (index == all.size()) {
      after.accept(true);
      return;
    }
    ServiceCall call = all.get(index);
    Runnable then = () -> next(environment, ahead, member, all, index + 1, after);
    Instant now = clock.instant();
    if ((call.isOperator() && !environment.mustRead(member, operator, now))
        || (call.name().equals(ServiceCall.OFFERS) && !environment.mustReadOffers(offers, now))
        || (call.name().equals(ServiceCall.ROWS) && !ahead.mustReadRow(now))) {
      then.run();
    } else if (call.member() && environment.mustAssume(member, role, now)) {
      calls.call(
          ASSUME,
          LocalCloud.ACCOUNT,
          well -> {
            if (well) {
              environment.assumed(member, now);
              make(environment, ahead, member, call, then, after);
            } else {
              after.accept(false);
            }
          });
    } else {
      make(environment, ahead, member, call, then, after);
    }
  }

  private void make(
      Environment environment,
      BatchAhead ahead,
      String member,
      ServiceCall call,
      Runnable then,
      Consumer<Boolean> after) {
    // As the product notes it: before the answer is there.
    Instant asked = clock.instant();
    List<String> accounts =
        call.isOperator()
            ? ahead.accountsOfCall(
                member, environment, operator, PolicyReader.ACCOUNTS_A_CALL, asked)
            : List.of();
    calls.call(
        call,
        call.member() ? member : LocalCloud.ACCOUNT,
        well -> {
          if (!well && call.isNote()) {
            notesLost++;
          }
          if (well) {
            accounts.forEach(account -> environment.read(account, asked));
            if (call.name().equals(ServiceCall.OFFERS)) {
              environment.readOffers(clock.instant());
            }
            if (call.name().equals(ServiceCall.ROWS)) {
              ahead.rowsRead(asked);
            }
          }
          if (well || call.isNote()) {
            then.run();
          } else {
            after.accept(false);
          }
        });
  }

  /** Calls to Security Hub that were throttled to the end, so that a note is missing. */
  int notesLost() {
    return notesLost;
  }
}
