package remediator.group;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * A replication group as it is now: the one read model.
 *
 * @param status {@code creating}, {@code available}, {@code modifying}, {@code snapshotting},
 *     {@code deleting}, {@code create-failed}, {@code migrating}, or one that a newer API brings
 * @param members ids of the nodes in the order of the layout: a group and its copy have the same
 *     node at the same place
 * @param awsTags tags that AWS set ("aws:…"), which tell a CloudFormation owner
 * @param pending names of modifications that have been asked for and not been applied
 * @param globalDatastore id of the Global Datastore that it belongs to
 * @param classic whether it stands outside a VPC (EC2-Classic)
 * @param oddities sentences on what could not be read as one consistent group
 * @param created ReplicationGroupCreateTime: with the ARN, the group's identity; empty where the
 *     API leaves it out
 * @param storageEncryption StorageEncryptionType: {@code none}, {@code sse-elasticache} or {@code
 *     sse-kms}, or empty where the API tells none. "In some cases, encryption at-rest may be
 *     enabled even when" AtRestEncryptionEnabled is false, which is what the control reads
 * @param conditions what holds at this moment, and no replacement carries over
 */
public record CacheGroup(
    GroupArn arn,
    String status,
    GroupSpec spec,
    GroupEndpoints endpoints,
    List<String> members,
    Map<String, String> awsTags,
    List<String> pending,
    Optional<String> globalDatastore,
    boolean classic,
    List<String> oddities,
    Optional<Instant> created,
    String storageEncryption,
    Conditions conditions) {
  /**
   * What a plan must know of the nodes as they are now.
   *
   * @param awaitingReboot ids of nodes with values of their parameter group that are in force only
   *     after a reboot
   * @param busyNodes by id the status of each node that is not available
   */
  public record Conditions(List<String> awaitingReboot, Map<String, String> busyNodes) {
    /** Of a group about which there is nothing to say. */
    public static final Conditions NONE = new Conditions(List.of(), Map.of());

    public Conditions {
      awaitingReboot = List.copyOf(awaitingReboot);
      busyNodes = Map.copyOf(busyNodes);
    }
  }

  public CacheGroup {
    members = List.copyOf(members);
    awsTags = Map.copyOf(awsTags);
    pending = List.copyOf(pending);
    oddities = List.copyOf(oddities);
  }

  /**
   * Makes it of what the three describing calls answer.
   *
   * @param clusters those of the group's nodes that could be described
   * @param tags of the group; not taken where a live group would not tell them
   */
  public static CacheGroup of(
      GroupArn arn, ReplicationGroup group, List<CacheCluster> clusters, Map<String, String> tags) {
    return new GroupMapper(arn).map(group, clusters, tellsTags(group) ? tags : Map.of());
  }

  /** Whether ListTagsForResource answers: a group that is not available is refused. */
  static boolean tellsTags(ReplicationGroup group) {
    return "available".equals(group.status());
  }

  /** Only how far it is. */
  public GroupState state() {
    return new GroupState(
        status,
        spec.settings(),
        spec.access().userGroups(),
        Optional.empty(),
        pending,
        members,
        endpoints,
        Optional.empty(),
        created);
  }

  /** Available, with nothing on its way. Right after a Modify this can still be true. */
  public boolean isStable() {
    return status.equals("available") && pending.isEmpty();
  }

  public TransitEncryptionMode transit() {
    return spec.encryption().transit();
  }

  /** The same with another parameter group. */
  public CacheGroup withParameterGroup(String name) {
    GroupSpec.Engine is = spec.engine();
    return withSpec(spec.withEngine(new GroupSpec.Engine(is.version(), name, is.durability())));
  }

  /** The same with TLS like this. */
  public CacheGroup with(TransitEncryptionMode other) {
    GroupSpec.Encryption is = spec.encryption();
    return withSpec(spec.withEncryption(new GroupSpec.Encryption(is.atRest(), is.kmsKey(), other)));
  }

  private CacheGroup withSpec(GroupSpec other) {
    return new CacheGroup(
        arn,
        status,
        other,
        endpoints,
        members,
        awsTags,
        pending,
        globalDatastore,
        classic,
        oddities,
        created,
        storageEncryption,
        conditions);
  }

  /** Whether the storage is encrypted although AtRestEncryptionEnabled says that it is not. */
  public boolean isEncryptedAllTheSame() {
    return !spec.encryption().atRest() && storageEncryption.startsWith("sse-");
  }

  /** The CloudFormation stack that owns it, by AWS's own tag. */
  public Optional<String> stack() {
    return Optional.ofNullable(awsTags.get("aws:cloudformation:stack-name"));
  }
}
