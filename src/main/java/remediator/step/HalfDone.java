package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import remediator.ledger.Fact;
import remediator.plan.Setting;

/**
 * A group that accepts plaintext and TLS must not stay so unnoticed, since the check passes: the
 * gate is raised again, with a message and a note, but not for ever.
 */
final class HalfDone {
  /** How often it is asked. */
  static final int TIMES = 3;

  private HalfDone() {}

  /** How often this gate has been asked with this time, where the last time was not answered. */
  static int again(Work work) {
    return 1 + work.now().fact(Fact.ASKED_TIMES).map(Integer::valueOf).orElse(1);
  }

  /** What a person is told of how long it has lasted. */
  static List<String> facts(Work work) {
    Instant since = since(work);
    long hours = Duration.between(since, work.instant()).toHours();
    int limit = work.policy().days(Setting.PREFERRED_DAYS);
    return List.of(
        "half done (preferred: plaintext is still accepted) since "
            + since
            + ", for "
            + (hours < 48 ? hours + " hours" : hours / 24 + " days")
            + "; your limit is "
            + limit
            + (limit == 1 ? " day" : " days"));
  }

  /** The finding, if it is one that still shows, says it too; one that cannot be written, waits. */
  static void note(Work work, int times, Instant until) {
    work.tools()
        .notes()
        .rewrite(
            work.group(),
            work.now().findings(),
            work.group().id()
                + " is half done since "
                + since(work)
                + ": TLS works, plaintext is still accepted (preferred), although the check passes."
                + " Move the clients to TLS; the gate \"required\" is open until "
                + until
                + (times > 1 ? " (asked " + times + " of " + TIMES + " times)." : "."));
  }

  private static Instant since(Work work) {
    return Instant.parse(
        work.now().fact(Fact.PREFERRED_SINCE).orElseGet(() -> work.instant().toString()));
  }
}
