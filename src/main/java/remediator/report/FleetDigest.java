package remediator.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.ledger.CaseSummary;
import remediator.ledger.FleetScan.Fleet;
import remediator.notification.Notification;

/** What goes on costing or waiting unless a person does something, in one message. */
public final class FleetDigest {
  /** A mail that nobody reads to its end tells nothing; the report has all. */
  private static final int MOST_LINES = 50;

  private final AwsClients aws;
  private final Fleet fleet;
  private final Instant now;

  /**
   * @param now when the fleet was read
   */
  public FleetDigest(AwsClients aws, Fleet fleet, Instant now) {
    this.aws = aws;
    this.fleet = fleet;
    this.now = now;
  }

  /** The message; empty where no gate is open and no second group runs. */
  public Optional<Notification> message() {
    List<String> gates = gates();
    List<String> groups = groups();
    if (gates.isEmpty() && groups.isEmpty()) {
      return Optional.empty();
    }
    String summary = "%d open gates, %d second groups".formatted(gates.size(), groups.size());
    AccountRegion home = aws.home();
    String text =
        summary
            + ".\n\n"
            + section("OPEN GATES (no answer counts as a rejection)", gates)
            + section("SECOND GROUPS", groups)
            + "Answer in the dashboard, or as the message of each gate says. The command report"
            + " writes all of the ledger to a bucket.\n"
            + (fleet.complete() ? "" : "The ledger is longer than could be read.\n");
    return Optional.of(
        new Notification(
            Notification.Type.DIGEST,
            "elasticache-encryption:digest",
            "digest",
            summary,
            text,
            summary + ".",
            List.of("Answer what is open in the dashboard"),
            Map.of(
                "account", home.account(),
                "region", home.region(),
                "gates", gates.size(),
                "secondGroups", groups.size(),
                "text", text)));
  }

  private static String section(String title, List<String> lines) {
    if (lines.isEmpty()) {
      return "";
    }
    List<String> shown = new ArrayList<>(lines.subList(0, Math.min(MOST_LINES, lines.size())));
    if (lines.size() > MOST_LINES) {
      shown.add((lines.size() - MOST_LINES) + " more");
    }
    return title + "\n- " + String.join("\n- ", shown) + "\n\n";
  }

  private List<String> gates() {
    return fleet.cases().stream()
        .filter(c -> c.openGate().isPresent() && !c.answered())
        .sorted(Comparator.comparing(c -> c.gateUntil().orElse(Instant.MAX)))
        .map(FleetDigest::gate)
        .toList();
  }

  private static String gate(CaseSummary c) {
    return "%s: gate %s, until %s"
        .formatted(
            c.group(),
            c.openGate().orElseThrow().toUpperCase(Locale.ROOT),
            c.gateUntil().orElseThrow());
  }

  private List<String> groups() {
    return fleet.cases().stream()
        .flatMap(c -> SecondGroup.of(c).stream())
        .sorted(Comparator.comparing(SecondGroup::since))
        .flatMap(g -> g.line(aws, now).stream())
        .toList();
  }
}
