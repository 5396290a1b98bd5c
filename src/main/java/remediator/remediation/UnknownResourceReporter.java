package remediator.remediation;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.finding.FindingResult.UnknownResource;
import remediator.ledger.ToldFindings;
import remediator.notification.Notification;
import remediator.notification.Notifier;

/**
 * Tells people once of each failed finding whose resource is not understood: Security Hub keeps
 * showing it, and this product cannot do anything about it.
 */
final class UnknownResourceReporter {
  /** As many as fit a message that is read. */
  private static final int MOST = 20;

  private final ToldFindings told;
  private final Notifier notifier;
  private final InstantSource clock;

  UnknownResourceReporter(ToldFindings told, Notifier notifier, InstantSource clock) {
    this.told = told;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** Sends one message for all findings of an event that people have not been told of. */
  void report(List<UnknownResource> all) {
    Map<String, List<UnknownResource>> fresh = new LinkedHashMap<>();
    all.stream()
        .collect(
            Collectors.groupingBy(
                UnknownResource::findingId, LinkedHashMap::new, Collectors.toList()))
        .forEach(
            (id, resources) -> {
              if (!told.contains(id)) {
                fresh.put(id, resources);
              }
            });
    if (fresh.isEmpty()) {
      return;
    }
    notifier.send(message(List.copyOf(fresh.values())));
    // After the message: whoever dies between the two tells it twice rather than never.
    fresh.keySet().forEach(id -> told.add(id, clock.instant()));
  }

  private static Notification message(List<List<UnknownResource>> findings) {
    UnknownResource first = findings.getFirst().getFirst();
    String text =
        findings.stream()
                .limit(MOST)
                .map(UnknownResourceReporter::line)
                .collect(Collectors.joining("\n\n"))
            + (findings.size() > MOST
                ? "\n\nand " + (findings.size() - MOST) + " more, which the log names"
                : "")
            + "\n\nNothing is done about that, and it is not told again. Look at the resource in"
            + " Security Hub; if it is a replication group of that account and Region, this version"
            + " reads the finding wrongly.";
    return new Notification(
        Notification.Type.NOT_UNDERSTOOD,
        first.findingId(),
        "not-understood",
        (findings.size() == 1
            ? "a failed finding is not understood"
            : findings.size() + " failed findings are not understood"),
        text + "\n",
        text,
        List.of(),
        Map.of(
            "finding", first.findingId(),
            "account", first.account(),
            "region", first.region(),
            "text", text));
  }

  private static String line(List<UnknownResource> resources) {
    UnknownResource first = resources.getFirst();
    String reasons =
        resources.stream()
            .limit(MOST)
            .map(UnknownResource::reason)
            .collect(Collectors.joining("; "));
    return "The finding %s (%s FAILED in account %s, Region %s) names what this product cannot act on: %s%s."
        .formatted(
            first.findingId(),
            first.control(),
            first.account(),
            first.region(),
            reasons,
            resources.size() > MOST ? "; and " + (resources.size() - MOST) + " more" : "");
  }
}
