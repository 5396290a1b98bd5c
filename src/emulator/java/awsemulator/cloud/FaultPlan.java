package awsemulator.cloud;

import java.util.Optional;

/** Chooses which calls go wrong. It is asked once a call, one call at a time. */
@FunctionalInterface
public interface FaultPlan {
  /** Nothing goes wrong. */
  FaultPlan NEVER = (caller, service, operation) -> InjectedFault.NONE;

  /**
   * @param service the SDK's name of the service, such as {@code ElastiCache}
   */
  InjectedFault decide(CallerIdentity caller, String service, String operation);

  /**
   * An error of the plan's own, before that is asked.
   *
   * @param body of the request, as it came
   * @return empty where there is none
   */
  default Optional<AwsFault> refusal(
      CallerIdentity caller, String service, String operation, String body) {
    return Optional.empty();
  }
}
