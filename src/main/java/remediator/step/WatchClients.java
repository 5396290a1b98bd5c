package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.json.StrictJson;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.notice.Notice;
import remediator.notice.Notices;
import remediator.step.Answer.Done;
import software.amazon.awssdk.services.sfn.model.InvalidTokenException;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/**
 * One look at the clients while the gate before {@code required} is open: writes it down, tells the
 * owner when the last plaintext client has gone, and opens the gate where the owner's policy says
 * that this is enough. Ends when somebody has answered.
 */
final class WatchClients implements Step {
  /** How the comment begins, where nobody had to answer. */
  static final String BY_ITSELF = "opened by itself";

  @Override
  public Answer run(Work work) {
    Optional<String> token = work.now().fact(Fact.GATE_TOKEN);
    if (token.isEmpty() || !work.now().fact(Fact.GATE).equals(Optional.of(Gate.REQUIRED.key()))) {
      return new Done();
    }
    Sight sight =
        Sight.of(work.input().last().get("seen"))
            .orElseThrow(() -> new IllegalArgumentException("nothing was seen"));
    boolean before = Quiet.since(work.now()).isPresent();
    Quiet.note(work, sight);
    Optional<Duration> lasting = Quiet.lasting(work.now(), work.instant());
    Optional<Duration> wanted = Quiet.wanted(work);
    if (enough(lasting, wanted)) {
      return open(work, token.get(), lasting.orElseThrow());
    }
    if (!before && sight.quiet()) {
      tell(work, wanted);
    }
    return new Answer.Pending(
        Quiet.nextLook(work.elapsed(), lasting, wanted), "the probe sees " + sight.summary());
  }

  private static boolean enough(Optional<Duration> lasting, Optional<Duration> wanted) {
    return lasting.isPresent() && wanted.isPresent() && lasting.get().compareTo(wanted.get()) >= 0;
  }

  /** When to look for the first time after the gate was asked. */
  static Duration firstLook(Work work) {
    return Quiet.nextLook(
        Duration.ZERO, Quiet.lasting(work.now(), work.instant()), Quiet.wanted(work));
  }

  private static Answer open(Work work, String token, Duration lasting) {
    String comment = BY_ITSELF + " after " + lasting.toMinutes() + " quiet minutes";
    String output = StrictJson.write(Map.of("decision", "approved", "comment", comment));
    // What was seen stands in the ledger before anything follows from it.
    work.flush();
    try {
      work.tools().aws().stepFunctions().sendTaskSuccess(r -> r.taskToken(token).output(output));
    } catch (TaskTimedOutException | TaskDoesNotExistException | InvalidTokenException _) {
      // Somebody was faster, or the gate has just expired.
    }
    return new Done();
  }

  private static void tell(Work work, Optional<Duration> wanted) {
    String summary =
        "At "
            + work.instant()
            + " no client of "
            + work.group().id()
            + " was connected without TLS, on any node.";
    String next =
        wanted
            .map(
                w ->
                    "If that stays so for "
                        + w.toMinutes()
                        + " minutes, the gate opens by itself, and plaintext is refused."
                        + " To keep it from doing so, reject it.")
            .orElse(
                "The gate \"required\" still waits for your answer: the link and the commands are"
                    + " in the message that asked.");
    Notice notice =
        new Notice(
            Notice.Type.CLIENTS_MOVED,
            work.group(),
            work.group().conversationId(),
            "[ElastiCache encryption] " + work.group().id() + ": no plaintext client",
            summary + "\n" + next + "\n\n" + Notices.NAME + "\n",
            summary,
            List.of(next),
            Map.of(
                "schema", "1",
                "group", work.group().toString(),
                "account", work.group().account(),
                "region", work.group().region(),
                "flow", work.now().flow(),
                "text", summary));
    work.tools().notices().tell(notice).forEach(work::note);
  }
}
