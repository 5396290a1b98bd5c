package remediator.ledger;

import java.util.Arrays;

/**
 * Where a group stands on its way to TLS and back, in the words of those who run it. Written down
 * with every change, so that nobody has to work it out from the API's flags.
 */
public enum TlsState {
  OFF("off", "TLS is off: only plaintext is accepted"),
  TURNING_ON("turning-on", "TLS is being switched on; plaintext works as before"),
  PREFERRED("preferred", "half done: TLS and plaintext are both accepted"),
  CLIENTS_MOVING(
      "clients-moving", "half done: plaintext is still accepted while the clients move to TLS"),
  TURNING_REQUIRED("turning-required", "plaintext is about to be refused"),
  REQUIRED("required", "plaintext is refused"),
  AUTH_ROTATING(
      "auth-rotating", "plaintext is refused; clients may send the AUTH token and need not yet"),
  AUTH_SETTING("auth-setting", "plaintext is refused; clients without AUTH are about to be"),
  AUTH_SET("auth-set", "plaintext and clients without the AUTH token are refused"),
  USER_GROUP_ATTACHING(
      "user-group-attaching", "plaintext is refused; clients that may not go on are about to be"),
  USER_GROUP_ATTACHED(
      "user-group-attached", "plaintext and what the user group does not allow are refused"),
  TURNING_BACK("turning-back", "plaintext is about to be accepted again"),
  TURNING_OFF("turning-off", "TLS is being switched off");

  private final String word;
  private final String meaning;

  TlsState(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** As it stands in the ledger. */
  public String word() {
    return word;
  }

  /** {@code TLS state "preferred" (half done: …)}. */
  public String told() {
    return "TLS state \"" + word + "\" (" + meaning + ")";
  }

  /** The stage of that word. */
  public static TlsState of(String word) {
    return Arrays.stream(values())
        .filter(s -> s.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no TLS state " + word));
  }
}
