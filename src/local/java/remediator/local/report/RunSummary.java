package remediator.local.report;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import remediator.local.report.EventReport.FindingReport;

/** The whole run in a table, on the terminal. */
public final class RunSummary {
  private static final int NAME = 38;
  private static final String ROW = "%-2s%-" + NAME + "s %-13s %-16s %s";

  private final TerminalOutput out;

  public RunSummary(TerminalOutput out) {
    this.out = out;
  }

  /** The rows, how many ended as planned, and what a reader may take for more than it was. */
  public void print(List<EventReport> events, GateScript gates, double seconds) {
    out.line(ROW.formatted("", "event", "control", "decision", "outcome"));
    events.forEach(e -> event(e, e.asPlanned(gates)));
    long planned = events.stream().filter(e -> e.asPlanned(gates)).count();
    out.line("");
    out.line(
        String.format(
            Locale.ROOT,
            "%d events in %.1f s, %d ended as planned.",
            events.size(),
            seconds,
            planned));
    long ignored = events.stream().filter(EventReport::ignored).count();
    if (ignored > 0) {
      out.hanging(
          "",
          "Of these, %d held no finding that is acted on (IGNORED): nothing was rehearsed there."
              .formatted(ignored));
    }
    List<String> unasked = gates.unasked(events);
    if (!unasked.isEmpty()) {
      out.hanging(
          "", "Answers that no question was asked for: gate " + String.join(", ", unasked) + ".");
    }
  }

  private void event(EventReport event, boolean planned) {
    String mark = planned ? "✔" : "✘";
    String name = shortened(String.valueOf(Path.of(event.event()).getFileName()));
    if (event.findings().isEmpty()) {
      out.line(
          ROW.formatted(mark, name, "", "", event.problems().isEmpty() ? "" : "NOT UNDERSTOOD"));
    }
    for (FindingReport f : event.findings()) {
      String outcome = f.outcome() + (planned ? "" : " NOT AS PLANNED");
      out.line(ROW.formatted(mark, name, f.control(), f.decision(), outcome));
      mark = "";
      name = "";
    }
  }

  private static String shortened(String name) {
    return name.length() <= NAME ? name : name.substring(0, NAME - 1) + "…";
  }
}
