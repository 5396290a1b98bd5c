package remediator.step;

import java.time.Instant;
import java.util.List;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;

/** What people are told of an AUTH token: where it is, never what it is. */
final class AuthWords {
  private AuthWords() {}

  static List<String> facts(Case c) {
    String secret = c.need(Fact.AUTH_SECRET_ARN);
    return List.of(
        "clients may send the AUTH token already, and need not yet",
        "it is in the secret " + secret,
        "to read it: aws secretsmanager get-secret-value --secret-id " + secret);
  }

  /** The finding says it too. */
  static void note(Work work, Instant until) {
    work.tools()
        .notes()
        .rewrite(
            work.group(),
            work.now().findings(),
            work.group().id()
                + " refuses plaintext. Clients may send the AUTH token in "
                + work.now().need(Fact.AUTH_SECRET_ARN)
                + " and need not yet; the gate \"auth\" is open until "
                + until
                + ".");
  }

  /** How it stands at the end, or empty where there is no token of ours. */
  static String standing(Case c) {
    String stage = c.fact(Fact.TLS).orElse("");
    String secret = c.fact(Fact.AUTH_SECRET_ARN).orElse("");
    if (stage.equals(TlsStage.AUTH_SET.word())) {
      return " Clients need the AUTH token in " + secret + ".";
    }
    if (stage.equals(TlsStage.AUTH_ROTATING.word()) || stage.equals(TlsStage.AUTH_SETTING.word())) {
      return " Clients may send the AUTH token in " + secret + ", and need not yet.";
    }
    return "";
  }
}
