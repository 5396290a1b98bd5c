package awsemulator.services.dns;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.ProtocolCodec;
import awsemulator.cloud.RequiredRight;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ChangeResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Route 53, which is one for all Regions: hosted zones that a test has told of, and their records.
 */
public final class HostedZones extends AwsService {
  private static final int MOST = 300;

  /** As Route 53 lists them: by the labels of the name from the last to the first. */
  private static final Comparator<ResourceRecordSet> ORDER =
      Comparator.comparing((ResourceRecordSet s) -> reversed(s.name()))
          .thenComparing(ResourceRecordSet::typeAsString)
          .thenComparing(s -> Objects.requireNonNullElse(s.setIdentifier(), ""));

  private record Zone(String account, String name, List<ResourceRecordSet> sets) {}

  private final InstantSource clock;
  private final Map<String, Zone> zones = new ConcurrentHashMap<>();
  private int changes;

  public HostedZones(InstantSource clock) {
    super("route53", Protocol.REST_XML);
    this.clock = clock;
    on(
        ListResourceRecordSetsRequest.class,
        (c, q) ->
            List.of(new RequiredRight("route53:ListResourceRecordSets", arn(c, q.hostedZoneId()))),
        this::list);
    on(
        ChangeResourceRecordSetsRequest.class,
        (c, q) ->
            List.of(
                new RequiredRight(
                    "route53:ChangeResourceRecordSets", arn(c, q.hostedZoneId()), conditions(q))),
        this::change);
  }

  @Override
  public ProtocolCodec codec() {
    return new RecordSetCodec();
  }

  /** Common errors have the Query protocol's names here too. */
  @Override
  public AwsFault inOwnWords(AwsFault fault) {
    return fault;
  }

  /** Makes a zone without records, or empties it. */
  public void make(String account, String id, String name) {
    zones.put(id, new Zone(account, canonical(name), new ArrayList<>()));
  }

  /** Sets a record of a zone to this, whoever wants it. */
  public synchronized void put(String id, ResourceRecordSet set) {
    ResourceRecordSet as = set.toBuilder().name(canonical(set.name())).build();
    List<ResourceRecordSet> sets = zones.get(id).sets();
    sets.removeIf(s -> ORDER.compare(s, as) == 0);
    sets.add(as);
    sets.sort(ORDER);
  }

  /** Takes all records of a name away. */
  public synchronized void remove(String id, String name) {
    zones.get(id).sets().removeIf(s -> s.name().equals(canonical(name)));
  }

  /** The records of a zone. */
  public synchronized List<ResourceRecordSet> sets(String id) {
    return List.copyOf(zones.get(id).sets());
  }

  private static String arn(CallerIdentity caller, String zone) {
    return "arn:" + caller.partition() + ":route53:::hostedzone/" + zone;
  }

  /** "Using IAM policy conditions for fine-grained access control". */
  private static Map<String, String> conditions(ChangeResourceRecordSetsRequest q) {
    return Map.of(
        "route53:ChangeResourceRecordSetsActions", all(q, Change::actionAsString),
        "route53:ChangeResourceRecordSetsRecordTypes",
            all(q, c -> c.resourceRecordSet().typeAsString()),
        "route53:ChangeResourceRecordSetsNormalizedRecordNames",
            all(q, c -> canonical(c.resourceRecordSet().name()).replaceFirst("\\.$", "")));
  }

  private static String all(ChangeResourceRecordSetsRequest q, Function<Change, String> condition) {
    return q.changeBatch().changes().stream()
        .map(condition)
        .distinct()
        .collect(Collectors.joining(","));
  }

  private Zone zone(CallerIdentity caller, String id) {
    Zone zone = zones.get(id);
    if (zone == null || !zone.account().equals(caller.account())) {
      throw new AwsFault("NoSuchHostedZone", 404, "No hosted zone found with ID: " + id);
    }
    return zone;
  }

  private synchronized ListResourceRecordSetsResponse list(
      CallerIdentity caller, ListResourceRecordSetsRequest q) {
    heeds(q, "HostedZoneId", "StartRecordName", "StartRecordType", "MaxItems");
    Zone zone = zone(caller, q.hostedZoneId());
    if (q.startRecordName() == null && q.startRecordType() != null) {
      throw AwsFault.badRequest("InvalidInput", "A start type needs a start name.");
    }
    int most = q.maxItems() == null ? MOST : Math.min(MOST, Integer.parseInt(q.maxItems()));
    List<ResourceRecordSet> from = zone.sets().stream().filter(s -> isAtOrAfter(s, q)).toList();
    ListResourceRecordSetsResponse.Builder page =
        ListResourceRecordSetsResponse.builder()
            .resourceRecordSets(from.stream().limit(most).toList())
            .isTruncated(from.size() > most)
            .maxItems(Integer.toString(most));
    if (from.size() > most) {
      ResourceRecordSet next = from.get(most);
      page.nextRecordName(next.name())
          .nextRecordType(next.type())
          .nextRecordIdentifier(next.setIdentifier());
    }
    return page.build();
  }

  private static boolean isAtOrAfter(ResourceRecordSet set, ListResourceRecordSetsRequest q) {
    if (q.startRecordName() == null) {
      return true;
    }
    int name = reversed(set.name()).compareTo(reversed(canonical(q.startRecordName())));
    return name > 0
        || (name == 0
            && (q.startRecordType() == null
                || set.typeAsString().compareTo(q.startRecordTypeAsString()) >= 0));
  }

  /** All changes are made, or none. */
  private synchronized ChangeResourceRecordSetsResponse change(
      CallerIdentity caller, ChangeResourceRecordSetsRequest q) {
    Zone zone = zone(caller, q.hostedZoneId());
    for (Change change : q.changeBatch().changes()) {
      if (change.action() != ChangeAction.UPSERT) {
        throw AwsFault.badRequest(
            "MalformedInput", "This cloud does not know the action " + change.actionAsString());
      }
      check(zone, change.resourceRecordSet());
    }
    q.changeBatch().changes().forEach(c -> put(q.hostedZoneId(), c.resourceRecordSet()));
    return ChangeResourceRecordSetsResponse.builder()
        .changeInfo(
            i ->
                i.id("/change/C%013d".formatted(++changes))
                    .status("PENDING")
                    .comment(q.changeBatch().comment())
                    .submittedAt(clock.instant()))
        .build();
  }

  private static void check(Zone zone, ResourceRecordSet set) {
    String name = canonical(set.name());
    if (!name.equals(zone.name()) && !name.endsWith("." + zone.name())) {
      throw invalid(
          "RRSet with DNS name %s is not permitted in zone %s".formatted(name, zone.name()));
    }
    boolean conflict =
        zone.sets().stream()
            .filter(s -> s.name().equals(name))
            .anyMatch(s -> (s.type() == RRType.CNAME) != (set.type() == RRType.CNAME));
    if (conflict || (set.type() == RRType.CNAME && name.equals(zone.name()))) {
      throw invalid(
          "RRSet of type %s with DNS name %s is not permitted as it conflicts with other records with the same DNS name in zone %s"
              .formatted(set.typeAsString(), name, zone.name()));
    }
  }

  /**
   * With brackets, as recorded (kubernetes-sigs/external-dns #5939, boto/boto #2887): the API
   * reference has an element of its own for this error.
   */
  private static AwsFault invalid(String message) {
    return AwsFault.badRequest("InvalidChangeBatch", "[" + message + "]");
  }

  /** In small letters, with the dot at the end. */
  private static String canonical(String name) {
    String small = name.toLowerCase(Locale.ROOT);
    return small.endsWith(".") ? small : small + ".";
  }

  private static String reversed(String name) {
    return List.of(name.split("\\.", -1)).reversed().stream().collect(Collectors.joining("."));
  }
}
