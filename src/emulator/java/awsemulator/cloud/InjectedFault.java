package awsemulator.cloud;

/** What goes wrong with a call, beyond what the state of the cloud says. */
public enum InjectedFault {
  NONE,
  /** Refused by the service's rate limit. */
  THROTTLED,
  /** Status 500. */
  SERVER_ERROR,
  /** The connection drops before the operation ran. */
  TIMEOUT_BEFORE,
  /** The operation ran, then the connection drops: the client cannot tell it from the former. */
  TIMEOUT_AFTER,
  /** Refused by a policy that the local cloud does not see, such as a service control policy. */
  ACCESS_DENIED,
  /** Refused since what it names is not there. */
  NOT_FOUND,
  /** Refused since what it names is not in a state for it. */
  WRONG_STATE,
  /** Refused since there would be too many. */
  QUOTA,
  /** Carried out, and answered an hour later: whoever called has long given up. */
  SLOW
}
