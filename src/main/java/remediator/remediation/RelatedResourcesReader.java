package remediator.remediation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.dns.DnsZone;
import remediator.group.CacheGroup;
import remediator.group.GroupReader;
import remediator.group.GroupSpec;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.replace.NodeQuota;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.UserGroupNotFoundException;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.DescribeSecretResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.Tag;

/** Looks at what a plan needs besides the group, before anybody is asked for it. */
final class RelatedResourcesReader {
  /** The tag by which our roles may read a secret. */
  private static final Map.Entry<String, String> SECRET_TAG =
      Map.entry("elasticache-encryption", "auth-token");

  private final AwsClients aws;
  private final Optional<DnsZone> dnsZone;

  RelatedResourcesReader(AwsClients aws, Optional<DnsZone> dnsZone) {
    this.aws = aws;
    this.dnsZone = dnsZone;
  }

  /**
   * Looks at all that a new group needs.
   *
   * @param reader that has read the group
   */
  RelatedResources read(CacheGroup group, Policy policy, GroupReader reader) {
    AccountRegion place = AccountRegion.of(group.arn());
    GroupSpec target = Planner.targetSpec(group, policy);
    return new RelatedResources(
        target.access().authToken() && !policy.is(PolicySetting.AUTH_SECRET, "none")
            ? secret(place, policy.get(PolicySetting.AUTH_SECRET))
            : new Answer.NotAsked<>(),
        parameterGroup(place, target.engine().parameterGroup()),
        subnetGroup(place, target.network().subnetGroup()),
        key(place, target.encryption().kmsKey()),
        nodes(place, reader, target.layout().nodes()),
        new Answer.NotAsked<>(),
        new Answer.NotAsked<>());
  }

  /** Looks at the user group that is to be attached. */
  Answer<RelatedResources.UserGroup> userGroup(AccountRegion place, Policy policy) {
    String id = policy.get(PolicySetting.USER_GROUP);
    return look(
        () ->
            aws.elastiCache(place).describeUserGroups(r -> r.userGroupId(id)).userGroups().stream()
                .findFirst()
                .map(g -> new RelatedResources.UserGroup(text(g.engine()), text(g.status())))
                .orElse(null),
        UserGroupNotFoundException.class);
  }

  /** Looks at the record that is to be moved. */
  Answer<RelatedResources.DnsRecord> dnsRecord(Policy policy) {
    return dnsZone
        .map(zone -> look(() -> zone.find(policy.get(PolicySetting.DNS_RECORD)).orElse(null), null))
        .orElseGet(Answer.NotAsked::new);
  }

  /** One of another place is refused for that, and not looked for. */
  private static boolean isIn(AccountRegion place, String arn) {
    String[] parts = arn.split(":", 6);
    return parts.length == 6
        && parts[1].equals(place.partition())
        && parts[3].equals(place.region())
        && parts[4].equals(place.account());
  }

  private Answer<RelatedResources.Secret> secret(AccountRegion place, String arn) {
    if (!isIn(place, arn)) {
      return new Answer.NotAsked<>();
    }
    return look(
        () -> {
          DescribeSecretResponse secret = aws.secrets(place).describeSecret(r -> r.secretId(arn));
          return new RelatedResources.Secret(
              secret.tags().stream()
                  .collect(Collectors.toMap(Tag::key, Tag::value))
                  .entrySet()
                  .contains(SECRET_TAG),
              secret.deletedDate() != null);
        },
        ResourceNotFoundException.class);
  }

  private Answer<RelatedResources.ParameterGroup> parameterGroup(AccountRegion place, String name) {
    Optional<RelatedResources.ParameterGroup> usual =
        RelatedResources.ParameterGroup.ofDefault(name);
    if (usual.isPresent()) {
      return new Answer.Found<>(usual.get());
    }
    return first(
        name,
        () ->
            aws.elastiCache(place)
                .describeCacheParameterGroups(r -> r.cacheParameterGroupName(name))
                .cacheParameterGroups(),
        g -> new RelatedResources.ParameterGroup(text(g.cacheParameterGroupFamily())),
        CacheParameterGroupNotFoundException.class);
  }

  private Answer<RelatedResources.SubnetGroup> subnetGroup(AccountRegion place, String name) {
    return first(
        name,
        () ->
            aws.elastiCache(place)
                .describeCacheSubnetGroups(r -> r.cacheSubnetGroupName(name))
                .cacheSubnetGroups(),
        g ->
            new RelatedResources.SubnetGroup(
                text(g.vpcId()),
                g.subnets().stream().map(s -> text(s.subnetIdentifier())).toList()),
        CacheSubnetGroupNotFoundException.class);
  }

  private Answer<RelatedResources.Key> key(AccountRegion place, String name) {
    // "Customer managed keys are not available" in GovCloud, so there is nothing to look at.
    if (!isIn(place, name) || place.partition().equals("aws-us-gov")) {
      return new Answer.NotAsked<>();
    }
    return look(
        () -> {
          KeyMetadata key = aws.kms(place).describeKey(r -> r.keyId(name)).keyMetadata();
          return new RelatedResources.Key(
              text(key.arn()),
              text(key.keyStateAsString()),
              text(key.keySpecAsString()),
              text(key.keyUsageAsString()));
        },
        NotFoundException.class);
  }

  private Answer<RelatedResources.NodeCount> nodes(
      AccountRegion place, GroupReader reader, int more) {
    return look(
        () -> {
          int now = reader.nodesInRegion();
          return new RelatedResources.NodeCount(
              now,
              now + more <= RelatedResources.NodeCount.LEAST_QUOTA
                  ? RelatedResources.NodeCount.LEAST_QUOTA
                  : (int) NodeQuota.nodesPerRegion(aws.quotas(place)));
        },
        null);
  }

  /** What is asked for by its name, which a group may lack. */
  private static <A, T> Answer<T> first(
      String name,
      Supplier<List<A>> call,
      Function<A, T> read,
      Class<? extends AwsServiceException> missing) {
    return name.isEmpty()
        ? new Answer.NotAsked<>()
        : look(() -> call.get().stream().findFirst().map(read).orElse(null), missing);
  }

  /** Refusals are answers; what may be otherwise a moment later is thrown, and tried again. */
  private static <T> Answer<T> look(
      Supplier<T> call, Class<? extends AwsServiceException> missing) {
    try {
      T found = call.get();
      return found == null ? new Answer.Missing<>() : new Answer.Found<>(found);
    } catch (AwsServiceException e) {
      if (missing != null && missing.isInstance(e)) {
        return new Answer.Missing<>();
      }
      if (e.statusCode() >= 500 || e.isThrottlingException()) {
        throw e;
      }
      return new Answer.Unknown<>(AwsErrorText.reason(e));
    }
  }

  private static String text(String value) {
    return Objects.requireNonNullElse(value, "");
  }
}
