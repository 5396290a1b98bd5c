package remediator.local.report;

import java.util.List;
import java.util.stream.IntStream;
import remediator.approval.Html;

/** The report as one page without scripts and without anything from elsewhere. */
final class HtmlReport {
  private final GateScript gates;

  HtmlReport(GateScript gates) {
    this.gates = gates;
  }

  String render(List<EventReport> events) {
    List<EventView> views =
        IntStream.range(0, events.size())
            .mapToObj(
                i ->
                    new EventView(
                        events.get(i), "event-" + (i + 1), events.get(i).asPlanned(gates)))
            .toList();
    return Html.render(out -> JteReportPageGenerated.render(out, null, gates.words(), views));
  }
}
