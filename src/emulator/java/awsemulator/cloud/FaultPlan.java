package awsemulator.cloud;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Chooses which calls go wrong. It is asked once a call, of calls to services that call others, as
 * Lambda does, at the same time as of other calls.
 */
@FunctionalInterface
public interface FaultPlan {
  /** Nothing goes wrong. */
  FaultPlan NEVER = (caller, service, operation) -> InjectedFault.NONE;

  /**
   * @param service the SDK's name of the service, such as {@code ElastiCache}
   */
  InjectedFault decide(CallerIdentity caller, String service, String operation);

  /**
   * What is answered instead of what the service would.
   *
   * @param response of the service
   */
  default SdkPojo altered(
      CallerIdentity caller, String service, SdkPojo request, SdkPojo response) {
    return response;
  }

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
