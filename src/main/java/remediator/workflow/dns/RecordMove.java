package remediator.workflow.dns;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.dns.DnsZone;
import remediator.group.RelatedResources.DnsRecord;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.notification.Notification;
import remediator.plan.PolicySetting;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult.Pending;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;

/**
 * Moves the owner's Route 53 record from the old endpoint to the new one, where one is named. A
 * record that leads elsewhere by now is somebody else's decision, and is left alone. No flow fails
 * for it: what was not moved is told, with the command for a person.
 */
public final class RecordMove {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** For a record that a person writes anew, in seconds. */
  static final long SHORT_TTL = 60;

  private final StepContext context;
  private final String name;
  private final String from;
  private final String to;

  private RecordMove(StepContext context, String name) {
    this.context = context;
    this.name = name;
    this.from = host(context, CaseAttribute.OLD_ENDPOINTS).orElse("");
    this.to = host(context, CaseAttribute.NEW_ENDPOINTS).orElse("");
  }

  /** The record's name; empty where none is to move. */
  static Optional<String> name(StepContext context) {
    return Optional.of(context.policy().get(PolicySetting.DNS_RECORD))
        .filter(name -> !name.equals("none"));
  }

  static Optional<DnsZone> zone(StepContext context) {
    return context.dependencies().dnsZone();
  }

  /** The host that a record leads to: of the configuration or else of the primary endpoint. */
  static Optional<String> host(StepContext context, CaseAttribute endpoints) {
    return context
        .now()
        .attribute(endpoints)
        .map(StrictJson::readObject)
        .flatMap(e -> endpoint(e, "configuration").or(() -> endpoint(e, "primary")))
        .map(DnsRecord::host);
  }

  private static Optional<Object> endpoint(Map<String, Object> byKind, String kind) {
    return Optional.ofNullable(byKind.get(kind));
  }

  /**
   * Moves it once the new endpoints are published.
   *
   * @param patient whether the step can come again, where Route 53 does not answer now
   * @return to look again; empty where it is moved, told, or nothing is to move
   */
  public static Optional<Pending> run(StepContext context, boolean patient) {
    Optional<String> name = name(context);
    if (name.isEmpty() || context.now().attribute(CaseAttribute.DNS_RECORD_RESULT).isPresent()) {
      return Optional.empty();
    }
    return new RecordMove(context, name.get()).move(patient);
  }

  private Optional<Pending> move(boolean patient) {
    Optional<DnsZone> zone = zone(context);
    if (zone.isEmpty()) {
      return leave("the parameter DnsZone names no hosted zone any more", "");
    }
    try {
      return move(zone.get(), zone.get().find(name));
    } catch (SdkException e) {
      // "PriorRequestNotComplete": an earlier change of the zone is not made yet.
      boolean passes =
          !(e instanceof AwsServiceException a && AwsErrorText.isDefiniteRefusal(a))
              || e instanceof PriorRequestNotCompleteException;
      if (patient && passes && context.elapsed().compareTo(PATIENCE) < 0) {
        return Optional.of(
            new Pending(PAUSE, "Route 53 does not answer for " + name + ": " + AwsErrorText.of(e)));
      }
      return leave("Route 53 says: " + AwsErrorText.of(e), zone.get().command(name, SHORT_TTL, to));
    }
  }

  private Optional<Pending> move(DnsZone zone, Optional<DnsRecord> found) {
    if (found.isEmpty()) {
      return leave("it is not in the hosted zone " + zone.id() + " any more", "");
    }
    DnsRecord record = found.get();
    if (!record.unfit().isEmpty()) {
      return leave("it " + record.unfit() + " by now", "");
    }
    if (!record.pointsTo(to)) {
      if (!record.pointsTo(from)) {
        return leave("somebody has pointed it to " + record.target() + " meanwhile", "");
      }
      zone.point(name, record, to);
    }
    String told =
        name
            + " points to "
            + to
            + "; resolvers may answer the old name for "
            + record.ttl()
            + " seconds more, and connections that are open stay where they are";
    context.change(c -> c.with(CaseAttribute.DNS_RECORD_RESULT, told));
    context.note("the record " + told);
    return Optional.empty();
  }

  /**
   * Tells that it was not moved.
   *
   * @param command for a person; empty where the record's owner must decide
   */
  private Optional<Pending> leave(String why, String command) {
    String told = name + " WAS NOT MOVED to " + to + ": " + why;
    String text =
        "The record "
            + told
            + ". Clients that find "
            + context.group().id()
            + " by it are not led to its new endpoint. "
            + (command.isEmpty()
                ? "If they should be, point it there yourself."
                : "See what it points to, and if that is still "
                    + from
                    + ", move it yourself:\n"
                    + command);
    context.change(c -> c.with(CaseAttribute.DNS_RECORD_RESULT, told));
    context.note("the record " + told);
    context
        .send(
            Notification.plain(
                Notification.Type.CUT_OVER,
                context.group(),
                context.group().id() + ": a DNS record was not moved",
                text))
        .forEach(context::note);
    return Optional.empty();
  }
}
