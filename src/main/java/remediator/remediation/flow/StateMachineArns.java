package remediator.remediation.flow;

import remediator.plan.Plan.Decision;

/**
 * ARNs of the state machines.
 *
 * @param onlineTls for ONLINE_TLS and UPGRADE_THEN_TLS
 * @param snapshotRestore for REPLACE
 * @param tlsRollback for TLS_ROLLBACK
 */
public record StateMachineArns(String onlineTls, String snapshotRestore, String tlsRollback) {
  /** For who starts no other; what is not there cannot be started. */
  public static StateMachineArns ofTlsRollback(String arn) {
    return new StateMachineArns("", "", arn);
  }

  /** The one that works on what was decided. */
  public String of(Decision decision) {
    return switch (decision) {
      case REPLACE -> snapshotRestore;
      case TLS_ROLLBACK -> tlsRollback;
      default -> onlineTls;
    };
  }
}
