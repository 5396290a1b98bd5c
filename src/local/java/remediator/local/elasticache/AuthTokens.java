package remediator.local.elasticache;

import java.util.List;

/**
 * The tokens that a group takes, "Authenticating with the AUTH command".
 *
 * @param known whether this cloud has seen them: those of loaded groups it has not
 * @param open whether clients without a token are let in
 * @param accepted every token that is good now, the newest last
 * @param rotated whether the newest has been added by ROTATE and not been SET yet
 */
record AuthTokens(boolean known, boolean open, List<String> accepted, boolean rotated) {
  static final AuthTokens NONE = new AuthTokens(true, true, List.of(), false);
  static final AuthTokens UNKNOWN = new AuthTokens(false, false, List.of(), false);

  static AuthTokens only(String token) {
    return new AuthTokens(true, false, List.of(token), false);
  }

  /** ROTATE: the one before stays good beside the new one; a group without one stays open. */
  AuthTokens rotate(String token) {
    List<String> both = accepted.isEmpty() ? List.of(token) : List.of(accepted.getLast(), token);
    return new AuthTokens(true, open, both, true);
  }

  /** What the servers demand of clients. */
  List<String> demanded() {
    return open ? List.of() : accepted;
  }
}
