package remediator.fuzz;

import java.util.List;
import java.util.Map;
import remediator.finding.EventReader;
import remediator.finding.Finding;
import remediator.finding.FindingResult;
import remediator.finding.InvalidEventException;
import remediator.json.StrictJson;
import remediator.plan.Control;
import remediator.remediation.MaintenanceCommand;
import remediator.remediation.TlsRollbackCommand;

/** Any bytes as the function's input. */
public final class EventTarget {
  private static final EventReader READER = new EventReader(Control.ids());

  private EventTarget() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    try {
      Map<String, Object> event = EventReader.parse(data);
      command(event);
      MaintenanceCommand.read(event);
      READER.read(event).forEach(i -> check(i, data));
    } catch (InvalidEventException e) {
      Held.plain("the reason", e.getMessage(), 1000);
    }
  }

  private static void command(Map<String, Object> event) {
    try {
      Held.plain("the group", TlsRollbackCommand.read(event).group().toString(), 200);
    } catch (InvalidEventException e) {
      Held.plain("the reason", e.getMessage(), 1000);
    }
  }

  private static void check(FindingResult result, byte[] data) {
    Held.plain("the finding's id", result.findingId(), 512);
    switch (result) {
      case FindingResult.FailedControl failed -> check(failed.finding(), data);
      case FindingResult.Closed over -> check(over.finding(), data);
      case FindingResult.Ignored no -> Held.plain("the reason", no.reason(), 1000);
      case FindingResult.UnknownResource no -> {
        Held.plain("the reason", no.reason(), 1000);
        Held.plain("the account", no.account(), 64);
        Held.plain("the Region", no.region(), 64);
        Held.that(Control.ids().contains(no.control()), "the control " + no.control());
      }
      case FindingResult.Malformed no -> Held.plain("the reason", no.reason(), 1000);
    }
  }

  /** It acts on a replication group, and in no other place than that of a finding of the event. */
  private static void check(Finding finding, byte[] data) {
    Held.plain("the reference", finding.reference().id(), 512);
    Held.plain("the product", finding.reference().product(), 512);
    Held.plain("the uid", finding.reference().uid(), 512);
    Held.plain("the time", finding.updatedAt(), 64);
    Held.that(Control.ids().contains(finding.control()), "the control " + finding.control());
    Held.that(finding.group().toString().contains(":elasticache:"), "another service");
    Held.that(
        findings(data).stream().anyMatch(f -> isIn(f, finding)),
        finding.group() + " is in another place than its finding");
  }

  private static boolean isIn(Object json, Finding finding) {
    if (!(json instanceof Map<?, ?> f)) {
      return false;
    }
    Object account = f.get("AwsAccountId");
    Object region = f.get("Region");
    if (f.get("cloud") instanceof Map<?, ?> cloud) {
      account = cloud.get("account") instanceof Map<?, ?> a ? a.get("uid") : null;
      region = cloud.get("region");
    }
    return finding.group().account().equals(account) && finding.group().region().equals(region);
  }

  private static List<?> findings(byte[] data) {
    return StrictJson.readObject(data).get("detail") instanceof Map<?, ?> detail
            && detail.get("findings") instanceof List<?> findings
        ? findings
        : List.of();
  }
}
