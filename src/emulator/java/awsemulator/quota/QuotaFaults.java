package awsemulator.quota;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Throttles what is over a published quota, as AWS does. People's calls are left alone. The clock
 * of the local cloud must move while functions run, or all that one invocation asks for comes in
 * one moment.
 */
public final class QuotaFaults implements FaultPlan {
  private final Supplier<Instant> now;
  private final QuotaMeter meter = new QuotaMeter();

  /**
   * @param now called once a call
   */
  public QuotaFaults(Supplier<Instant> now) {
    this.now = now;
  }

  @Override
  public InjectedFault decide(CallerIdentity caller, String service, String operation) {
    return caller.principal().equals(CallerIdentity.OPERATOR)
            || meter.take(service, operation, caller.account(), caller.region(), now.get())
        ? InjectedFault.NONE
        : InjectedFault.THROTTLED;
  }

  /** What was asked so far. */
  public QuotaMeter meter() {
    return meter;
  }
}
