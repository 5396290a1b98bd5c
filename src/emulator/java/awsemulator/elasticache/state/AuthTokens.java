package awsemulator.elasticache.state;

import java.util.List;
import java.util.stream.Stream;

/**
 * The tokens that a group takes, "Authenticating with the AUTH command".
 *
 * @param open whether clients without a token are let in
 * @param accepted every token that is good now, the newest last
 * @param rotated whether the newest has been added by ROTATE and not been SET yet
 */
public record AuthTokens(boolean open, List<String> accepted, boolean rotated) {
  public static final AuthTokens NONE = new AuthTokens(true, List.of(), false);
  static final AuthTokens UNKNOWN = new AuthTokens(false, List.of(), false);

  public static AuthTokens only(String token) {
    return new AuthTokens(false, List.of(token), false);
  }

  /** ROTATE: the one before stays good beside the new one; a group without one stays open. */
  public AuthTokens rotate(String token) {
    List<String> both = accepted.isEmpty() ? List.of(token) : List.of(accepted.getLast(), token);
    return new AuthTokens(open, both, true);
  }

  /**
   * What the servers take: with an empty one among them, clients may also come without. Empty for
   * no passwords, and for those of loaded groups, which nobody here knows.
   */
  public List<String> demanded() {
    if (!open || accepted.isEmpty()) {
      return accepted;
    }
    return Stream.concat(Stream.of(""), accepted.stream()).toList();
  }
}
