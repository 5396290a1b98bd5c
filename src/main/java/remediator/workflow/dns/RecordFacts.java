package remediator.workflow.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.dns.DnsZone;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.core.exception.SdkException;

/** What is told of the owner's Route 53 record, as it stands when it is told. */
public final class RecordFacts {
  /**
   * Server certificates name the endpoints' own domain ({@code *.<id>.<hash>.<region
   * code>.cache.amazonaws.com}).
   */
  private static final String CERTIFICATE =
      ": ElastiCache's certificate names its own endpoints only, so clients with TLS that check"
          + " host names refuse this name; give them the endpoint itself, or the endpoint's name to"
          + " check instead";

  private RecordFacts() {}

  /** For the gates before the endpoints change. */
  public static List<String> before(StepContext context) {
    List<String> facts = new ArrayList<>();
    RecordMove.name(context)
        .ifPresent(
            name -> {
              facts.add(planned(context, name));
              facts.add("TLS by the name " + name + CERTIFICATE);
            });
    return facts;
  }

  private static String planned(StepContext context, String name) {
    String record = "the DNS record " + name;
    Optional<DnsZone> zone = RecordMove.zone(context);
    if (zone.isEmpty()) {
      return record + " will not be moved: the parameter DnsZone names no hosted zone any more";
    }
    try {
      return zone.get()
          .find(name)
          .map(
              r ->
                  r.unfit().isEmpty()
                      ? record
                          + " points to "
                          + r.target()
                          + "; if that is still the old endpoint when the endpoints change, it is"
                          + " moved to "
                          + RecordMove.host(context, CaseAttribute.NEW_ENDPOINTS)
                              .orElse("the new one")
                          + ". Resolvers may answer the old name for "
                          + r.ttl()
                          + " seconds more (its TTL), and connections that are open stay where"
                          + " they are"
                      : record + " will not be moved: it " + r.unfit() + " by now")
          .orElse(record + " will not be moved: it is not in the hosted zone any more");
    } catch (SdkException e) {
      return record + " could not be looked at: " + AwsErrorText.of(e);
    }
  }

  /** For the gate before the old group goes. */
  public static List<String> retiring(StepContext context) {
    return RecordMove.name(context)
        .map(name -> holdUp(context).map(why -> warning(context, name, why)).orElse(quiet(name)))
        .map(List::of)
        .orElse(List.of());
  }

  private static String quiet(String name) {
    return "the DNS record " + name + " does not point to the old endpoint";
  }

  private static String warning(StepContext context, String name, String why) {
    String command =
        RecordMove.zone(context)
            .map(zone -> zone.command(name, RecordMove.SHORT_TTL, made(context)))
            .orElse("");
    return "CLIENTS THAT USE THE DNS RECORD ARE CUT OFF WITH THE DELETION, WHICH WAITS: "
        + why
        + ". To move it: "
        + command;
  }

  private static String made(StepContext context) {
    return RecordMove.host(context, CaseAttribute.NEW_ENDPOINTS).orElse("");
  }

  /**
   * Returns that clients may still be led to the old group, as a sentence; empty where they surely
   * are not, or no record is to move.
   */
  public static Optional<String> holdUp(StepContext context) {
    Optional<String> name = RecordMove.name(context);
    Optional<DnsZone> zone = RecordMove.zone(context);
    String old = RecordMove.host(context, CaseAttribute.OLD_ENDPOINTS).orElse("");
    if (name.isEmpty() || zone.isEmpty() || old.equals(made(context))) {
      return Optional.empty();
    }
    String record = "the DNS record " + name.get();
    try {
      return zone.get()
          .find(name.get())
          .filter(r -> r.pointsTo(old))
          .map(_ -> record + " still points to " + old + ": point it to " + made(context));
    } catch (SdkException e) {
      return Optional.of(record + " cannot be looked at: " + AwsErrorText.of(e));
    }
  }

  /** How the move went; empty where nothing was to move, or has not been yet. */
  public static Optional<String> result(StepContext context) {
    return context
        .now()
        .attribute(CaseAttribute.DNS_RECORD_RESULT)
        .map(told -> "The DNS record " + told + ".");
  }
}
