package remediator.local.cloud;

/** Chooses which calls go wrong. It is asked once a call, one call at a time. */
@FunctionalInterface
public interface FaultPlan {
  /** Nothing goes wrong. */
  FaultPlan NEVER = (caller, service, operation) -> Fault.NONE;

  /**
   * @param service the SDK's name of the service, such as {@code ElastiCache}
   */
  Fault decide(Caller caller, String service, String operation);
}
