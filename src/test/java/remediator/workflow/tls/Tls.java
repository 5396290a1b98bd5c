package remediator.workflow.tls;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.notification.MailText;
import remediator.plan.PolicySetting;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** What the tests of TLS say and look at. */
final class Tls {
  /** Redis 7.1 without TLS, three nodes. */
  static final String ORDERS = arn("orders-cache");

  /** ElastiCache keeps a group busy for a while after its tags were changed. */
  private static final Duration WHILE_TAGGED = Duration.ofMinutes(5);

  static final AccountRegion HOME = new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION);

  private Tls() {}

  static String arn(String id) {
    return "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:" + id;
  }

  static byte[] ofOrders() {
    return Events.sample("ec5-redis-7.1-online-tls").bytes();
  }

  static byte[] back(String group, String to) {
    return text("{\"tls-rollback\":\"" + to + "\",\"group\":\"" + group + "\"}");
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Delivers an event, and lets everything that comes of it end. */
  static void deliver(CloudRun run, byte[] event) {
    run.importing(event).send(event);
    run.toTheEnd();
  }

  static ElastiCacheClient elastiCache(CloudRun run) {
    return run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).elastiCache(HOME);
  }

  static void tag(CloudRun run, String group, String setting, String value) {
    elastiCache(run)
        .addTagsToResource(
            r ->
                r.resourceName(group)
                    .tags(
                        Tag.builder()
                            .key(PolicySetting.TAG_PREFIX + setting)
                            .value(value)
                            .build()));
    run.forTime(WHILE_TAGGED);
  }

  static RemediationCase kept(CloudRun run, String group) {
    return run.ledger(group).orElseThrow();
  }

  static String stage(CloudRun run, String group) {
    return kept(run, group).require(CaseAttribute.TLS_STATE);
  }

  static ReplicationGroup group(CloudRun run, String arn) {
    return run.view().group(arn).orElseThrow();
  }

  /** {@code none}, {@code preferred} or {@code required}, as the API tells it. */
  static String mode(CloudRun run, String arn) {
    ReplicationGroup group = group(run, arn);
    return Boolean.TRUE.equals(group.transitEncryptionEnabled())
        ? group.transitEncryptionModeAsString()
        : "none";
  }

  static Map<String, String> parameters(CloudRun run, String id) {
    String path = "/elasticache-encryption/" + id;
    return run
        .operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm(HOME)
        .getParametersByPath(r -> r.path(path).recursive(true))
        .parameters()
        .stream()
        .collect(Collectors.toMap(p -> p.name().substring(path.length() + 1), Parameter::value));
  }

  static List<String> notes(CloudRun run) {
    return run.securityHub().findings(LocalCloud.ACCOUNT, LocalCloud.REGION).stream()
        .map(f -> f.get("Note") instanceof Map<?, ?> n ? String.valueOf(n.get("Text")) : "")
        .toList();
  }

  static List<String> subjects(CloudRun run) {
    return run.messages().stream()
        .map(m -> m.subject().replaceFirst("^\\[ElastiCache encryption] ", ""))
        .map(
            s ->
                s.replaceFirst("^\\[([^,\\]]*?)(?: by|, due) [0-9]+ [A-Z][a-z]{2}] [^ ]*/", "$1: "))
        .map(s -> s.replaceFirst(" \\(.*$", ""))
        .toList();
  }

  static String message(CloudRun run, String subjectEnd) {
    return run.messages().stream()
        .filter(m -> m.subject().contains(subjectEnd))
        .map(m -> MailText.unwrapped(m.message()))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /** What the question of a gate says of clients and code; a mail may lead elsewhere for it. */
  static String guide(CloudRun run, String gate) {
    return run.events().stream()
        .filter(e -> gate.equalsIgnoreCase(String.valueOf(e.detail().get("gate"))))
        .map(e -> String.valueOf(e.detail().get("guide")))
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  /** What the history says of TLS states, in order. */
  static List<String> stages(CloudRun run, String group) {
    List<String> stages = new ArrayList<>();
    for (RemediationCase.Entry entry : kept(run, group).history()) {
      if (entry.text().startsWith("TLS state \"")) {
        stages.add(entry.text().split("\"", -1)[1]);
      }
    }
    return stages;
  }

  /** How long the run took, from its first event on. */
  static Duration since(CloudRun run, java.time.Instant start) {
    return Duration.between(start, run.clock().instant());
  }
}
