package remediator.flow;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.PolicySetting;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** The sample groups and events that the tests of whole flows use. */
public final class Sample {
  /** Redis 7.1 without TLS: one node group, online TLS. */
  public static final String ORDERS = arn("orders-cache");

  /** Redis 6.2 without TLS: upgrade, then TLS. */
  public static final String PROFILES = arn("profiles-62");

  /** Valkey 8 with neither encryption: one replacement. */
  public static final String BILLING = arn("billing-both");

  /** One node without encryption at rest: replacement. */
  public static final String CART = arn("cart-single");

  /** ElastiCache keeps a group busy for a while after its tags were changed. */
  public static final Duration WHILE_TAGGED = Duration.ofMinutes(5);

  public static final AccountRegion HOME =
      new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION);

  private Sample() {}

  public static String arn(String id) {
    return "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:" + id;
  }

  public static Events ofOrders() {
    return Events.sample("ec5-redis-7.1-online-tls");
  }

  public static Events ofProfiles() {
    return Events.sample("ec5-redis-6.2-upgrade-then-tls");
  }

  public static Events ofCart() {
    return Events.sample("ec4-one-node-replace");
  }

  /** Both controls of one group. */
  public static Events ofBilling() {
    return Events.sample("ec4-and-ec5-together-replace");
  }

  /** Sets a policy tag, as the group's owner does. */
  public static void tag(CloudRun run, String group, String setting, String value) {
    label(run, group, PolicySetting.TAG_PREFIX + setting, value);
  }

  /** Gives a group a tag of whatever name. */
  public static void label(CloudRun run, String group, String key, String value) {
    elastiCache(run)
        .addTagsToResource(
            r -> r.resourceName(group).tags(Tag.builder().key(key).value(value).build()));
    run.forTime(WHILE_TAGGED);
  }

  /** ElastiCache in our own account, as an administrator. */
  public static ElastiCacheClient elastiCache(CloudRun run) {
    return run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).elastiCache(HOME);
  }

  /** When a group was created, as the ledger records it. */
  public static String created(CloudRun run, String group) {
    return run.view().group(group).orElseThrow().replicationGroupCreateTime().toString();
  }

  /** What is published for a group, by the parameters' last names. */
  public static Map<String, String> parameters(CloudRun run, String id) {
    String path = "/elasticache-encryption/" + id;
    return run
        .operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm(HOME)
        .getParametersByPath(r -> r.path(path).recursive(true))
        .parameters()
        .stream()
        .collect(Collectors.toMap(p -> p.name().substring(path.length() + 1), Parameter::value));
  }

  /** What the workflow says of every finding in Security Hub, ASFF in our own account. */
  public static List<String> workflows(CloudRun run) {
    return run.securityHub().findings(LocalCloud.ACCOUNT, LocalCloud.REGION).stream()
        .map(f -> String.valueOf(Events.map(f.get("Workflow")).get("Status")))
        .toList();
  }

  /** The notes on the findings in Security Hub. */
  public static List<String> notes(CloudRun run) {
    return run.securityHub().findings(LocalCloud.ACCOUNT, LocalCloud.REGION).stream()
        .map(f -> f.get("Note") instanceof Map<?, ?> n ? String.valueOf(n.get("Text")) : "")
        .toList();
  }
}
