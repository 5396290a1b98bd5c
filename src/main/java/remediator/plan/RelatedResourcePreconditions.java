package remediator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.group.RelatedResources;
import remediator.group.RelatedResources.Answer;
import remediator.group.RelatedResources.DnsRecord;
import remediator.group.RelatedResources.NodeCount;
import remediator.group.RelatedResources.ParameterGroup;
import remediator.group.RelatedResources.Secret;
import remediator.plan.Plan.Blocker;

/**
 * What speaks against a new group because of what it needs besides the old one. Fails closed: what
 * could not be looked at is a reason, but for the quota, which a person is told of at the gate.
 */
final class RelatedResourcePreconditions {
  /** The tag that a secret must have for our roles to read it. */
  private static final String SECRET_TAG = "elasticache-encryption=auth-token";

  private final List<Blocker> found = new ArrayList<>();

  private RelatedResourcePreconditions() {}

  static List<Blocker> against(
      CacheGroup group,
      GroupSpec target,
      Policy policy,
      AvailableEngineVersions versions,
      RelatedResources around) {
    RelatedResourcePreconditions refusals = new RelatedResourcePreconditions();
    refusals.subnetGroup(target, around.subnetGroup());
    refusals.parameterGroup(target, versions, around.parameterGroup());
    refusals.key(group.arn(), target.encryption().kmsKey(), around.key());
    if (target.access().authToken() && !policy.is(PolicySetting.AUTH_SECRET, "none")) {
      refusals.secret(group.arn(), policy.get(PolicySetting.AUTH_SECRET), around.secret());
    }
    refusals.nodes(target.layout().nodes(), around.nodes());
    return refusals.found;
  }

  private void subnetGroup(GroupSpec target, Answer<RelatedResources.SubnetGroup> answer) {
    String name = target.network().subnetGroup();
    if (name.isEmpty()) {
      no("its subnet group cannot be read", "look at the group in the console");
      return;
    }
    switch (answer) {
      case Answer.Missing<RelatedResources.SubnetGroup> _ ->
          no(
              "its subnet group " + name + " is gone, and a new group cannot be put into another",
              "make the subnet group again, with the subnets that its nodes stand in");
      case Answer.Unknown<RelatedResources.SubnetGroup>(String why) ->
          unknown("subnet group " + name, why);
      case Answer.Found<RelatedResources.SubnetGroup> _,
          Answer.NotAsked<RelatedResources.SubnetGroup> _ -> {}
    }
  }

  private void parameterGroup(
      GroupSpec target, AvailableEngineVersions versions, Answer<ParameterGroup> answer) {
    String name = target.engine().parameterGroup();
    Optional<String> wanted =
        versions.findExact(target.engine().version()).map(AvailableEngineVersions.Version::family);
    switch (answer) {
      case Answer.Found<ParameterGroup>(ParameterGroup is) -> {
        if (wanted.isPresent() && !wanted.get().equals(is.family())) {
          no(
              "its parameter group %s is of the family %s, and new groups of %s need one of %s"
                  .formatted(name, is.family(), target.engine().version(), wanted.get()),
              "give it a parameter group of the family " + wanted.get() + " first");
        }
      }
      case Answer.Missing<ParameterGroup> _ ->
          no(
              "its parameter group " + name + " is gone",
              "give it another parameter group"
                  + wanted.map(family -> " of the family " + family).orElse("")
                  + " first");
      case Answer.Unknown<ParameterGroup>(String why) -> unknown("parameter group " + name, why);
      case Answer.NotAsked<ParameterGroup> _ -> {}
    }
  }

  private void key(GroupArn group, String name, Answer<RelatedResources.Key> answer) {
    Optional<Blocker> elsewhere = ofAnotherPlace(group, name);
    if (name.isEmpty() || elsewhere.isPresent()) {
      elsewhere.ifPresent(found::add);
      return;
    }
    switch (answer) {
      case Answer.Found<RelatedResources.Key>(RelatedResources.Key key) -> usable(name, key);
      case Answer.Missing<RelatedResources.Key> _ ->
          no("the key " + name + " is not there", "name another by " + PolicySetting.KMS_KEY.key());
      case Answer.Unknown<RelatedResources.Key>(String why) ->
          no(
              "whether the key " + name + " can be used is not known: " + why,
              "let its key policy allow kms:DescribeKey and kms:CreateGrant to the account's roles,"
                  + " or name another by "
                  + PolicySetting.KMS_KEY.key());
      case Answer.NotAsked<RelatedResources.Key> _ -> {}
    }
  }

  /** "At-Rest Encryption in ElastiCache", conditions of customer managed keys. */
  static Optional<Blocker> ofAnotherPlace(GroupArn group, String key) {
    String[] arn = key.split(":", 6);
    String setting = PolicySetting.KMS_KEY.key();
    if (arn.length < 6) {
      return Optional.empty();
    }
    if (group.partition().equals("aws-us-gov")) {
      return Optional.of(
          new Blocker(
              "the key " + key + " is a customer's, and ElastiCache takes none in GovCloud",
              "set " + setting + " to service",
              false));
    }
    if (!arn[3].equals(group.region())) {
      return Optional.of(
          new Blocker(
              "the key %s is in the Region %s, and the group in %s"
                  .formatted(key, arn[3], group.region()),
              "name a key of "
                  + group.region()
                  + " by "
                  + setting
                  + "; a multi-Region key has a replica's ARN there",
              false));
    }
    if (!arn[1].equals(group.partition()) || !arn[4].equals(group.account())) {
      return Optional.of(
          new Blocker(
              "the key %s is of the account %s, and the group of %s"
                  .formatted(key, arn[4], group.account()),
              "name a key of the group's own account by " + setting,
              false));
    }
    return Optional.empty();
  }

  private void usable(String name, RelatedResources.Key key) {
    if (!key.state().equals("Enabled")) {
      no(
          "the key " + name + " cannot be used: its state is " + key.state(),
          key.state().equals("PendingDeletion")
              ? "cancel its deletion and enable it, or name another by "
                  + PolicySetting.KMS_KEY.key()
              : "enable it, or name another by " + PolicySetting.KMS_KEY.key());
    }
    if (!key.spec().equals("SYMMETRIC_DEFAULT") || !key.usage().equals("ENCRYPT_DECRYPT")) {
      no(
          "the key %s is for %s with %s, and ElastiCache takes symmetric keys only"
              .formatted(name, key.usage(), key.spec()),
          "name a symmetric key by " + PolicySetting.KMS_KEY.key());
    }
  }

  private void secret(GroupArn group, String name, Answer<Secret> answer) {
    String[] arn = name.split(":", 7);
    if (arn.length == 7 && !(arn[3].equals(group.region()) && arn[4].equals(group.account()))) {
      no(
          "the secret %s is in %s of %s, and the group in %s of %s"
              .formatted(name, arn[3], arn[4], group.region(), group.account()),
          "keep the token in a secret beside the group, with the tag " + SECRET_TAG);
      return;
    }
    switch (answer) {
      case Answer.Found<Secret>(Secret secret) -> {
        if (secret.deleting()) {
          no(
              "the secret " + name + " waits for its deletion, and cannot be read",
              "restore it (aws secretsmanager restore-secret), or name another");
        }
        if (!secret.marked()) {
          no(
              "the secret "
                  + name
                  + " lacks the tag "
                  + SECRET_TAG
                  + ", without which it is not read",
              "give it that tag");
        }
      }
      case Answer.Missing<Secret> _ ->
          no(
              "the secret " + name + ", which its tag names for the AUTH token, is not there",
              "keep the token in a secret with the tag " + SECRET_TAG + ", and name that one");
      case Answer.Unknown<Secret>(String why) -> unknown("secret " + name, why);
      case Answer.NotAsked<Secret> _ -> {}
    }
  }

  /** What speaks against moving the record that leads clients to the group. */
  static List<Blocker> dnsRecord(CacheGroup group, Policy policy, Answer<DnsRecord> answer) {
    RelatedResourcePreconditions refusals = new RelatedResourcePreconditions();
    String name = policy.get(PolicySetting.DNS_RECORD);
    if (!name.equals("none")) {
      refusals.dnsRecord(
          "the DNS record " + name + " is to move with the group, and ", group, answer);
    }
    return refusals.found;
  }

  private void dnsRecord(String record, CacheGroup group, Answer<DnsRecord> answer) {
    String tag = PolicySetting.DNS_RECORD.tag();
    Map<String, String> byKind = group.endpoints().byKind();
    String endpoint = byKind.getOrDefault("configuration", byKind.getOrDefault("primary", ""));
    switch (answer) {
      case Answer.NotAsked<DnsRecord> _ ->
          no(
              record + "no hosted zone may be written",
              "name the zone by the parameter DnsZone, or remove the tag " + tag);
      case Answer.Missing<DnsRecord> _ ->
          no(
              record + "it is not in the hosted zone of the parameter DnsZone",
              "make it there, as a CNAME of " + DnsRecord.host(endpoint) + ", or correct " + tag);
      case Answer.Unknown<DnsRecord>(String why) ->
          no(
              record + "cannot be looked at: " + why,
              "see that the parameter DnsZone is the id of a hosted zone of the deployment's own"
                  + " account, and that nothing denies its role route53:ListResourceRecordSets");
      case Answer.Found<DnsRecord>(DnsRecord is) -> {
        if (!is.unfit().isEmpty()) {
          no(
              record + "it " + is.unfit(),
              "only a plain CNAME is moved: move this one yourself, and remove the tag " + tag);
        } else if (!is.pointsTo(endpoint)) {
          no(
              record
                  + "it points to "
                  + is.target()
                  + ", not to the group's endpoint "
                  + DnsRecord.host(endpoint),
              "point it there, or correct the tag " + tag);
        }
      }
    }
  }

  private void nodes(int more, Answer<NodeCount> answer) {
    if (answer instanceof Answer.Found<NodeCount>(NodeCount count)
        && count.now() + more > count.most()) {
      no(
          "%d more nodes are needed, and the Region has %d of at most %d"
              .formatted(more, count.now(), count.most()),
          "ask Service Quotas for a higher quota of nodes per Region (L-DFE45DF3)");
    }
  }

  private void unknown(String what, String why) {
    no("whether the " + what + " is there is not known: " + why, "let the product's role look");
  }

  private void no(String reason, String remedy) {
    found.add(new Blocker(reason, remedy, false));
  }
}
