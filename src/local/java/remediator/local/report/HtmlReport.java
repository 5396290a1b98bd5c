package remediator.local.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import remediator.approval.Html;
import remediator.local.look.ProductVersion;
import remediator.notification.Messages;

/** The report as one page that needs nothing from elsewhere, and no script but for its filter. */
final class HtmlReport {
  /** What is decided about a finding, for the reader of a report. */
  static final Map<String, String> DECISIONS =
      Map.of(
          "IGNORED", "the finding is none that is acted on, or it is of a group that is not there",
          "NOTHING", "the group meets the control already",
          "REFUSED", "nothing is done, and the note on the finding says why and what to do",
          "ONLINE_TLS", "TLS is switched on in the running group",
          "UPGRADE_THEN_TLS", "the engine is upgraded first, since TLS needs a newer one",
          "REPLACE", "a new group is made from a snapshot and takes over",
          "TLS_ROLLBACK", "TLS is switched off again, since clients could not follow");

  private final GateScript gates;

  HtmlReport(GateScript gates) {
    this.gates = gates;
  }

  /**
   * @param seconds that the run took on this machine
   */
  String render(List<EventReport> events, double seconds) {
    List<EventView> views =
        IntStream.range(0, events.size())
            .mapToObj(
                i ->
                    new EventView(
                        events.get(i), "event-" + (i + 1), events.get(i).asPlanned(gates)))
            .toList();
    String made =
        String.format(
            Locale.ROOT,
            "Run on %s, in %.1f s, with version %s.",
            Messages.ENGLISH.time(Instant.now().toString()),
            seconds,
            ProductVersion.ofThisFolder());
    Map<String, Long> outcomes =
        events.stream()
            .flatMap(event -> event.findings().stream())
            .collect(Collectors.groupingBy(f -> f.outcome(), TreeMap::new, Collectors.counting()));
    return Html.render(
        out -> JteReportPageGenerated.render(out, null, gates.words(), views, made, outcomes));
  }
}
