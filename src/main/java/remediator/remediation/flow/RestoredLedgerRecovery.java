package remediator.remediation.flow;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.aws.AwsClients;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FailureCount;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.ledger.RemediationCase.State;
import remediator.notification.Notification;
import remediator.notification.Notifier;

/**
 * Settles a case whose row is older than the end of its flow: the ledger was put back in time. What
 * the flow has made may be in service by now, and what it has deleted is gone, so nothing of the
 * row is acted upon: the case ends where it stands, and people are told.
 */
public final class RestoredLedgerRecovery {
  /** The outcome of such a case. */
  public static final String OUTCOME = "ledger-restored";

  private final AwsClients aws;
  private final Ledger ledger;
  private final Notifier notifier;
  private final InstantSource clock;

  public RestoredLedgerRecovery(
      AwsClients aws, Ledger ledger, Notifier notifier, InstantSource clock) {
    this.aws = aws;
    this.ledger = ledger;
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * Ends the case without touching anything but its row.
   *
   * @param seen the case as it was when its execution was looked at
   * @param why what the row contradicts, as a sentence without a full stop
   * @return what people have been told; empty where the flow has written its end meanwhile
   */
  Optional<String> settle(RemediationCase seen, String why) {
    // A flow writes its end before its execution ends, so a row that was read before that is no
    // sign of anything.
    Optional<RemediationCase> now = ledger.find(seen.group()).filter(c -> isSame(seen, c));
    return now.map(c -> settle(c, why, clock.instant()));
  }

  private String settle(RemediationCase stale, String why, Instant at) {
    String id = stale.group().id();
    String text =
        "The ledger has a flow that works on %s, but %s: the row was put back in time, and is settled as %s. Nothing is rolled back or changed; %s. If %s still fails, send its finding again by the custom action: it is then planned anew from the live group"
            .formatted(id, why, OUTCOME, ExistingGroups.describe(aws, stale), id);
    // Told before it is written down: rather twice than never.
    List<String> problems =
        notifier.send(
            Notification.plain(
                Notification.Type.DISAGREEMENT,
                stale.group(),
                id + ": the ledger was put back in time",
                text + "."));
    ledger.change(stale, c -> isSame(stale, c) ? settled(c, at, text, problems) : c);
    return text;
  }

  private static RemediationCase settled(
      RemediationCase c, Instant at, String text, List<String> problems) {
    RemediationCase settled =
        FailureCount.ended(c, State.STOPPED, OUTCOME, at)
            .without(
                CaseAttribute.GATE,
                CaseAttribute.GATE_TOKEN,
                CaseAttribute.GATE_UNTIL,
                CaseAttribute.GATE_PLAN,
                CaseAttribute.GATE_DECISION);
    for (String problem : problems) {
      settled = settled.withHistory(at, problem);
    }
    return settled.withHistory(at, text + ".");
  }

  private static boolean isSame(RemediationCase seen, RemediationCase now) {
    return now.running() && now.execution().equals(seen.execution());
  }
}
