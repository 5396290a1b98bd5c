package awsemulator.cloud;

/** Decides whether a caller may do something. */
@FunctionalInterface
public interface CallAuthorizer {
  /**
   * @throws AwsFault {@code AccessDenied} with AWS's sentence, where the caller's policies do not
   *     allow the need
   */
  void check(CallerIdentity caller, RequiredRight need);
}
