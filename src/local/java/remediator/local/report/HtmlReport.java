package remediator.local.report;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import remediator.approval.Html;
import remediator.notification.Messages;

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
    String made = Messages.ENGLISH.time(Instant.now().toString());
    Map<String, Long> outcomes =
        events.stream()
            .flatMap(event -> event.findings().stream())
            .collect(Collectors.groupingBy(f -> f.outcome(), TreeMap::new, Collectors.counting()));
    return Html.render(
        out -> JteReportPageGenerated.render(out, null, gates.words(), views, made, outcomes));
  }
}
