package remediator.intake;

/**
 * ARNs of the state machines.
 *
 * @param onlineTls for ONLINE_TLS and UPGRADE_THEN_TLS
 * @param snapshotRestore for REPLACE
 * @param tlsBack for TLS_BACK
 */
public record Machines(String onlineTls, String snapshotRestore, String tlsBack) {
  /** For who starts no other; what is not there cannot be started. */
  static Machines ofTlsBack(String arn) {
    return new Machines("", "", arn);
  }

  String of(String decision) {
    return switch (decision) {
      case "REPLACE" -> snapshotRestore;
      case "TLS_BACK" -> tlsBack;
      default -> onlineTls;
    };
  }
}
