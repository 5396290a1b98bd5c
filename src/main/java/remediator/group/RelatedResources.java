package remediator.group;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a plan must know that the group itself does not tell, so that what ElastiCache will refuse
 * is known before anybody is asked.
 *
 * @param secret that the policy names for the AUTH token
 * @param parameterGroup of the group
 * @param subnetGroup of the group
 * @param key that the new group is to be encrypted with
 * @param nodes in the group's Region
 * @param userGroup that the policy names to be attached
 * @param dnsRecord that the policy names to be moved; not asked for where no zone may be written
 * @param dataPlane the function in the VPC, where keys are to be copied by it
 */
public record RelatedResources(
    Answer<Secret> secret,
    Answer<ParameterGroup> parameterGroup,
    Answer<SubnetGroup> subnetGroup,
    Answer<Key> key,
    Answer<NodeCount> nodes,
    Answer<UserGroup> userGroup,
    Answer<DnsRecord> dnsRecord,
    Answer<DataPlaneFunction> dataPlane) {
  /** Where nothing has been looked at, since the plan needs none of it. */
  public static final RelatedResources UNSEEN =
      new RelatedResources(
          new Answer.NotAsked<>(),
          new Answer.NotAsked<>(),
          new Answer.NotAsked<>(),
          new Answer.NotAsked<>(),
          new Answer.NotAsked<>(),
          new Answer.NotAsked<>(),
          new Answer.NotAsked<>());

  /** Where nothing is to be copied by a function. */
  public RelatedResources(
      Answer<Secret> secret,
      Answer<ParameterGroup> parameterGroup,
      Answer<SubnetGroup> subnetGroup,
      Answer<Key> key,
      Answer<NodeCount> nodes,
      Answer<UserGroup> userGroup,
      Answer<DnsRecord> dnsRecord) {
    this(
        secret,
        parameterGroup,
        subnetGroup,
        key,
        nodes,
        userGroup,
        dnsRecord,
        new Answer.NotAsked<>());
  }

  /** The same with what came of looking at the user group. */
  public RelatedResources with(Answer<UserGroup> other) {
    return new RelatedResources(
        secret, parameterGroup, subnetGroup, key, nodes, other, dnsRecord, dataPlane);
  }

  /** The same with what came of looking at the record. */
  public RelatedResources withDnsRecord(Answer<DnsRecord> other) {
    return new RelatedResources(
        secret, parameterGroup, subnetGroup, key, nodes, userGroup, other, dataPlane);
  }

  /** The same with what came of looking for the function that copies keys. */
  public RelatedResources withDataPlane(Answer<DataPlaneFunction> other) {
    return new RelatedResources(
        secret, parameterGroup, subnetGroup, key, nodes, userGroup, dnsRecord, other);
  }

  /**
   * What came of looking at one thing.
   *
   * @param <T> what it is like, where it is there
   */
  public sealed interface Answer<T> {
    /** Nobody has looked: the plan does not depend on it. */
    record NotAsked<T>() implements Answer<T> {}

    /** It is there. */
    record Found<T>(T value) implements Answer<T> {}

    /** It is not there. */
    record Missing<T>() implements Answer<T> {}

    /**
     * Whether it is there is not known.
     *
     * @param why what AWS says, as a sentence's part
     */
    record Unknown<T>(String why) implements Answer<T> {}
  }

  /**
   * A secret of Secrets Manager.
   *
   * @param marked whether it has the tag by which it may be read
   * @param deleting whether it waits for its deletion
   */
  public record Secret(boolean marked, boolean deleting) {}

  /**
   * A parameter group.
   *
   * @param family such as {@code redis7}
   */
  public record ParameterGroup(String family) {
    /** AWS's own, which nobody can delete, is called after its family; empty for an owner's. */
    public static Optional<ParameterGroup> ofDefault(String name) {
      return name.startsWith("default.")
          ? Optional.of(
              new ParameterGroup(
                  name.substring("default.".length()).replaceFirst("\\.cluster\\.on$", "")))
          : Optional.empty();
    }
  }

  /**
   * A subnet group.
   *
   * @param vpc id of its VPC
   * @param subnets their ids
   */
  public record SubnetGroup(String vpc, List<String> subnets) {
    public SubnetGroup {
      subnets = List.copyOf(subnets);
    }
  }

  /**
   * A KMS key.
   *
   * @param arn its own, also where an alias was asked for
   * @param state such as {@code Enabled}, {@code Disabled} or {@code PendingDeletion}
   * @param spec such as {@code SYMMETRIC_DEFAULT}
   * @param usage such as {@code ENCRYPT_DECRYPT}
   */
  public record Key(String arn, String state, String spec, String usage) {}

  /**
   * Nodes of ElastiCache in a Region.
   *
   * @param now how many there are
   * @param most how many there may be, by Service Quotas
   */
  public record NodeCount(int now, int most) {
    /** AWS's default, which Service Quotas only raises. */
    public static final int LEAST_QUOTA = 300;
  }

  /**
   * A user group.
   *
   * @param engine {@code redis}, which fits both engines, or {@code valkey}
   * @param status such as {@code active} or {@code modifying}
   */
  public record UserGroup(String engine, String status) {}

  /** The function that reaches a group's nodes from inside their VPC. */
  public record DataPlaneFunction() {}

  /**
   * A record of Route 53.
   *
   * @param unfit why it cannot be moved, such as {@code is an alias}; empty where it is a plain
   *     CNAME
   * @param target the host that it points to; empty where it cannot be moved
   * @param ttl how long resolvers may keep it, in seconds
   * @param healthCheck id of its health check
   */
  public record DnsRecord(String unfit, String target, long ttl, Optional<String> healthCheck) {
    /** Whether it leads to that endpoint. */
    public boolean pointsTo(String endpoint) {
      return unfit.isEmpty() && target.equals(host(endpoint));
    }

    /** An endpoint's or a record's host name, without port and last dot, in small letters. */
    public static String host(Object endpoint) {
      return endpoint.toString().toLowerCase(Locale.ROOT).replaceFirst("(:[0-9]+|\\.)$", "");
    }
  }
}
