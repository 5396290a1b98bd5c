package remediator.dns;

import java.util.List;
import java.util.Optional;
import remediator.aws.AwsClients;
import remediator.group.RelatedResources.DnsRecord;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.RRType;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * The hosted zone whose records the deployment may read and move. It is of our own account, also
 * where the group is of another one: a name leads anywhere.
 */
public final class DnsZone {
  private final AwsClients aws;
  private final String id;

  private DnsZone(AwsClients aws, String id) {
    this.aws = aws;
    this.id = id;
  }

  /**
   * Returns the zone that the template's parameter names, and calls nothing.
   *
   * @param id empty where none is named
   */
  public static Optional<DnsZone> of(AwsClients aws, Optional<String> id) {
    return id.map(zone -> new DnsZone(aws, zone));
  }

  /** The zone's id. */
  public String id() {
    return id;
  }

  /**
   * Returns the record of that name; empty where there is none. A CNAME has no other record of its
   * name beside it but further ones with set identifiers, so the first tells all.
   */
  public Optional<DnsRecord> find(String name) {
    return aws
        .route53()
        .listResourceRecordSets(r -> r.hostedZoneId(id).startRecordName(name).maxItems("1"))
        .resourceRecordSets()
        .stream()
        .filter(set -> DnsRecord.host(set.name()).equals(DnsRecord.host(name)))
        .findFirst()
        .map(DnsZone::read);
  }

  private static DnsRecord read(ResourceRecordSet set) {
    String unfit = "";
    if (set.aliasTarget() != null) {
      unfit = "is an alias";
    } else if (set.type() != RRType.CNAME) {
      unfit = "is of the type " + set.typeAsString();
    } else if (set.setIdentifier() != null) {
      unfit = "is one of several by a routing policy (" + set.setIdentifier() + ")";
    } else if (set.trafficPolicyInstanceId() != null) {
      unfit = "belongs to a traffic policy";
    }
    return new DnsRecord(
        unfit,
        unfit.isEmpty() ? DnsRecord.host(set.resourceRecords().getFirst().value()) : "",
        set.ttl() == null ? 0 : set.ttl(),
        Optional.ofNullable(set.healthCheckId()));
  }

  /** Points a record, which keeps its time to live and its health check, to another host. */
  public void point(String name, DnsRecord record, String host) {
    ResourceRecordSet set =
        ResourceRecordSet.builder()
            .name(name)
            .type(RRType.CNAME)
            .ttl(record.ttl())
            .healthCheckId(record.healthCheck().orElse(null))
            .resourceRecords(ResourceRecord.builder().value(host).build())
            .build();
    aws.route53()
        .changeResourceRecordSets(
            r ->
                r.hostedZoneId(id)
                    .changeBatch(
                        b ->
                            b.changes(
                                List.of(
                                    Change.builder()
                                        .action(ChangeAction.UPSERT)
                                        .resourceRecordSet(set)
                                        .build()))));
  }

  /** The command by which a person does the same. */
  public String command(String name, long ttl, String host) {
    return "aws route53 change-resource-record-sets --hosted-zone-id "
        + id
        + " --change-batch '{\"Changes\":[{\"Action\":\"UPSERT\",\"ResourceRecordSet\":{\"Name\":\""
        + name
        + "\",\"Type\":\"CNAME\",\"TTL\":"
        + ttl
        + ",\"ResourceRecords\":[{\"Value\":\""
        + host
        + "\"}]}}]}'";
  }
}
