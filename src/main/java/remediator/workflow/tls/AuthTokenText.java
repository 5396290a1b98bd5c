package remediator.workflow.tls;

import java.time.Instant;
import java.util.List;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.ledger.TlsState;
import remediator.workflow.core.StepContext;

/** What people are told of an AUTH token: where it is, never what it is. */
public final class AuthTokenText {
  private AuthTokenText() {}

  public static List<String> facts(RemediationCase c) {
    String secret = c.require(CaseAttribute.AUTH_SECRET_ARN);
    return List.of(
        "clients may send the AUTH token already, and need not yet",
        "it is in the secret " + secret,
        "to read it: aws secretsmanager get-secret-value --secret-id " + secret);
  }

  /** The finding says it too. */
  public static void note(StepContext context, Instant until) {
    context
        .dependencies()
        .findingUpdater()
        .rewrite(
            context.group(),
            context.now().findings(),
            context.group().id()
                + " refuses plaintext. Clients may send the AUTH token in "
                + context.now().require(CaseAttribute.AUTH_SECRET_ARN)
                + " and need not yet; the gate \"auth\" is open until "
                + until
                + ".");
  }

  /** How it stands at the end, or empty where there is no token of ours. */
  public static String standing(RemediationCase c) {
    String stage = c.attribute(CaseAttribute.TLS_STATE).orElse("");
    String secret = c.attribute(CaseAttribute.AUTH_SECRET_ARN).orElse("");
    if (stage.equals(TlsState.AUTH_SET.word())) {
      return " Clients need the AUTH token in " + secret + ".";
    }
    if (stage.equals(TlsState.AUTH_ROTATING.word()) || stage.equals(TlsState.AUTH_SETTING.word())) {
      return " Clients may send the AUTH token in " + secret + ", and need not yet.";
    }
    return "";
  }
}
