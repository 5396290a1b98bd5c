package remediator.local.cloud;

/** Decides whether a caller may do something. */
@FunctionalInterface
public interface Authorizer {
  /**
   * @throws AwsFault {@code AccessDenied} with AWS's sentence, where the caller's policies do not
   *     allow the need
   */
  void check(Caller caller, Need need);
}
