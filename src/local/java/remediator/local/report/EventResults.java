package remediator.local.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import remediator.local.look.ElapsedTime;
import remediator.local.report.EventReport.FindingReport;
import remediator.notification.Messages;
import remediator.workflow.freeze.PauseEstimate;

/** What became of an event's findings, on the terminal. */
public final class EventResults {
  private final TerminalOutput out;

  public EventResults(TerminalOutput out) {
    this.out = out;
  }

  public void print(EventReport event) {
    for (int i = 0; i < event.findings().size(); i++) {
      finding(event.findings().get(i), event.story(), event.sameWorkAsEarlier(i));
    }
    event.problems().forEach(p -> row("result", "problem", p));
  }

  private void finding(FindingReport f, List<EventStory.Line> story, boolean again) {
    row("result", f.control().isEmpty() ? "a finding" : f.control(), words(f));
    if (again) {
      row("", "", "by the same work");
      return;
    }
    String why = String.join("; ", f.reasons());
    // A note on the finding has said it a line above.
    if (!why.isEmpty()
        && story.stream().noneMatch(l -> l.text().contains(TerminalOutput.safe(why)))) {
      row("", "why", why);
    }
    if (f.decision().equals("REPLACE")) {
      row("", "pause", pauses());
    }
    if (!f.probe().isEmpty()) {
      row("", "data", data(f.data()) + "; " + probe(f.probe()));
    }
    if (!f.copy().isEmpty()) {
      row("", "copy", copy(f.copy()));
    }
    if (f.transitions() > 0) {
      row("", "work", work(f));
      row("", "time", time(f));
    }
  }

  private static String words(FindingReport f) {
    String name = f.group().substring(f.group().lastIndexOf(':') + 1);
    return f.decision() + " → " + f.outcome() + (name.isEmpty() ? "" : "  " + name);
  }

  /** How long writes are refused in a replacement, by data policy. */
  static String pauses() {
    return "with freeze, writes are refused for about "
        + PauseEstimate.of(0, 1).toMinutes()
        + " minutes and "
        + PauseEstimate.of(1L << 30, 1).minus(PauseEstimate.of(0, 1)).toMinutes()
        + " more a GiB of the fullest shard; with accept-loss and cache-only for none, but what is"
        + " written after the snapshot is lost";
  }

  /** What became of the keys, with times and amounts as people write them. */
  static String data(Map<String, Object> data) {
    return Messages.ENGLISH.sentence(measured(data));
  }

  private static String measured(Map<String, Object> data) {
    String text =
        "%s keys before, %s after, %s writes lost"
            .formatted(data.get("keysBefore"), data.get("keysAfter"), data.get("lostWrites"));
    return data.get("pauseSeconds") instanceof Long pause
        ? text
            + "; writes were refused for "
            + ElapsedTime.span(Duration.ofSeconds(pause))
            + ", from "
            + data.get("pauseFrom")
            + " to "
            + Instant.parse(data.get("pauseFrom").toString()).plusSeconds(pause)
            + " (CloudWatch does not count how many)"
            + (data.containsKey("keysCompared")
                ? ", and " + data.get("keysCompared") + " keys compared"
                : "")
        : text;
  }

  static String probe(Map<String, Object> probe) {
    return "a client with plaintext is "
        + (Boolean.TRUE.equals(probe.get("plaintextRefused")) ? "refused" : "let in")
        + ", one with TLS "
        + (Boolean.TRUE.equals(probe.get("tlsAccepted")) ? "let in" : "refused");
  }

  /** Planned differences are only counted: the report tells them. */
  private static String copy(Map<String, Object> copy) {
    return copied(copy)
        + (copy.get("planned") instanceof List<?> list && !list.isEmpty()
            ? ", " + list.size() + " other as planned"
            : "")
        + differences("; NOT as planned: ", copy.get("different"));
  }

  static String copied(Map<String, Object> copy) {
    return copy.get("attributes") + " attributes compared, " + copy.get("equal") + " equal";
  }

  private static String differences(String label, Object lines) {
    return lines instanceof List<?> list && !list.isEmpty()
        ? label + String.join("; ", list.stream().map(String::valueOf).toList())
        : "";
  }

  static String work(FindingReport f) {
    int calls = f.awsCalls().values().stream().mapToInt(Integer::intValue).sum();
    return f.transitions() + " state transitions, " + calls + " AWS calls";
  }

  static String time(FindingReport f) {
    return ElapsedTime.span(Duration.ofSeconds(f.cloudSeconds()))
        + " in the cloud; in "
        + ElapsedTime.span(Duration.ofSeconds(f.serviceSeconds()))
        + " of it ElastiCache was at work or a gate was open";
  }

  private void row(String left, String label, String text) {
    out.hanging("%13s  %-12s  ".formatted(left, label), text);
  }
}
