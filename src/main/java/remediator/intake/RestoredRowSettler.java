package remediator.intake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.aws.Aws;
import remediator.ledger.Attempts;
import remediator.ledger.Case;
import remediator.ledger.Case.State;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import remediator.notice.Notice;
import remediator.notice.Notices;

/**
 * Settles a case whose row is older than the end of its flow: the ledger was put back in time. What
 * the flow has made may be in service by now, and what it has deleted is gone, so nothing of the
 * row is acted upon: the case ends where it stands, and people are told.
 */
public final class RestoredRowSettler {
  /** The outcome of such a case. */
  public static final String OUTCOME = "ledger-restored";

  private final Aws aws;
  private final Ledger ledger;
  private final Notices notices;
  private final InstantSource clock;

  public RestoredRowSettler(Aws aws, Ledger ledger, Notices notices, InstantSource clock) {
    this.aws = aws;
    this.ledger = ledger;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * Ends the case without touching anything but its row.
   *
   * @param seen the case as it was when its execution was looked at
   * @param why what the row contradicts, as a sentence without a full stop
   * @return what people have been told; empty where the flow has written its end meanwhile
   */
  Optional<String> settle(Case seen, String why) {
    // A flow writes its end before its execution ends, so a row that was read before that is no
    // sign of anything.
    Optional<Case> now = ledger.find(seen.group()).filter(c -> isSame(seen, c));
    return now.map(c -> settle(c, why, clock.instant()));
  }

  private String settle(Case stale, String why, Instant at) {
    String id = stale.group().id();
    String text =
        "The ledger has a flow that works on %s, but %s: the row was put back in time, and is settled as %s. Nothing is rolled back or changed; %s. If %s still fails, send its finding again by the custom action: it is then planned anew from the live group"
            .formatted(id, why, OUTCOME, StandingGroups.describe(aws, stale), id);
    // Told before it is written down: rather twice than never.
    List<String> problems =
        notices.tell(
            Notice.plain(
                Notice.Type.DISAGREEMENT,
                stale.group(),
                stale.group().conversationId(),
                id + ": the ledger was put back in time",
                text + "."));
    ledger.change(stale, c -> isSame(stale, c) ? settled(c, at, text, problems) : c);
    return text;
  }

  private static Case settled(Case c, Instant at, String text, List<String> problems) {
    Case settled =
        Attempts.ended(c, State.STOPPED, OUTCOME, at)
            .without(
                Fact.GATE, Fact.GATE_TOKEN, Fact.GATE_UNTIL, Fact.GATE_PLAN, Fact.GATE_DECISION);
    for (String problem : problems) {
      settled = settled.noting(at, problem);
    }
    return settled.noting(at, text + ".");
  }

  private static boolean isSame(Case seen, Case now) {
    return now.running() && now.execution().equals(seen.execution());
  }
}
