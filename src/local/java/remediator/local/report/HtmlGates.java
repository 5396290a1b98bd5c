package remediator.local.report;

import java.util.ArrayList;
import java.util.List;
import remediator.local.report.EventReport.FindingReport;

/** What people were asked for one event, and who decided. */
final class HtmlGates {
  private final EventReport event;

  HtmlGates(EventReport event) {
    this.event = event;
  }

  String render() {
    StringBuilder html = new StringBuilder();
    List<String> questions = questions();
    if (!questions.isEmpty()) {
      html.append("<h3>Gates</h3>\n").append(ReportHtml.list(questions));
    }
    List<String> decided = decided();
    if (!decided.isEmpty()) {
      html.append("<p class=\"soft\">Who decided, by the ledger:</p>")
          .append(ReportHtml.list(decided));
    }
    return html.toString();
  }

  /** Each question with its answer, if there was one. */
  private List<String> questions() {
    List<String> questions = new ArrayList<>();
    for (EventStory.Line line : event.story()) {
      if (line.who().equals(SimulatedPerson.WHO)) {
        if (line.text().startsWith(SimulatedPerson.IS_ASKED)) {
          questions.add(line.text().substring(SimulatedPerson.IS_ASKED.length()) + " No answer.");
        } else if (!questions.isEmpty()) {
          String answer =
              line.text().startsWith(SimulatedPerson.APPROVES) ? "Approved." : "Rejected.";
          questions.add(questions.removeLast().replaceFirst("No answer\\.$", answer));
        }
      }
    }
    return questions;
  }

  /** Who decided at which gate, once for all findings that one flow answered. */
  private List<String> decided() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < event.findings().size(); i++) {
      if (!event.sameWorkAsEarlier(i)) {
        FindingReport f = event.findings().get(i);
        f.gates().forEach(g -> lines.add(HtmlEvent.name(f) + ", " + g.gate() + ": " + g.answer()));
      }
    }
    return lines;
  }
}
