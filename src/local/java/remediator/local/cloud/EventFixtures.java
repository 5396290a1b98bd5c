package remediator.local.cloud;

import awsemulator.data.DataPlane;
import awsemulator.data.DataPlane.Accepts;
import awsemulator.data.DataSeeder;
import awsemulator.data.RedisDataPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.group.GroupArn;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Gives the groups of an event their data, and Security Hub the findings that the event is about.
 */
public final class EventFixtures {
  private static final int USUAL = 2_000;

  /** One of the sample groups holds this many, so that a restore has something to carry. */
  private static final int MANY = 60_000;

  /** One of them has auto scaling and alarms, so that they are carried over. */
  private static final String SCALED_GROUP = ":replicationgroup:search-sharded";

  private static final String LARGE_GROUP = ":replicationgroup:billing-both";

  private final LocalCloud cloud;
  private final DataPlane data;
  private final RedisDataPlane redis;

  public EventFixtures(LocalCloud cloud, DataPlane data, RedisDataPlane redis) {
    this.cloud = cloud;
    this.data = data;
    this.redis = redis;
  }

  public void fill(Set<String> arns) {
    for (String arn : arns) {
      cloud.elastiCache.view().group(arn).ifPresent(this::fill);
      if (arn.endsWith(SCALED_GROUP) && cloud.elastiCache.view().group(arn).isPresent()) {
        new GroupSurroundings(cloud, GroupArn.parse(arn)).make();
      }
    }
  }

  private void fill(ReplicationGroup group) {
    cloud.elastiCache.view().startData(data, group.arn());
    List<DataPlane.Shard> shards =
        group.nodeGroups().stream()
            .map(n -> new DataPlane.Shard(n.nodeGroupId(), n.slots()))
            .toList();
    int keys = group.arn().endsWith(LARGE_GROUP) ? MANY : USUAL;
    DataSeeder.seed(redis, group.arn(), shards, keys, group.arn().hashCode());
    data.accept(group.arn(), accepts(group));
  }

  private static Accepts accepts(ReplicationGroup group) {
    if (!Boolean.TRUE.equals(group.transitEncryptionEnabled())) {
      return Accepts.PLAINTEXT;
    }
    return "preferred".equals(group.transitEncryptionModeAsString())
        ? Accepts.PLAINTEXT_AND_TLS
        : Accepts.TLS;
  }

  /** What cannot be read as findings is not in Security Hub either. */
  public void importFindings(String event) {
    for (Map<String, Object> finding : findings(event)) {
      try {
        if (finding.containsKey("finding_info")) {
          cloud.securityHub.importFindingV2(finding);
        } else {
          cloud.securityHub.importFinding(finding);
        }
      } catch (RuntimeException e) {
        // A finding that Security Hub would not hold: only the event carries it.
      }
    }
  }

  public static List<Map<String, Object>> findings(String event) {
    List<Map<String, Object>> findings = new ArrayList<>();
    try {
      Map<String, Object> envelope = StrictJson.readObject(event);
      if (envelope.get("detail") instanceof Map<?, ?> detail
          && detail.get("findings") instanceof List<?> list) {
        list.stream().filter(f -> f instanceof Map).forEach(f -> findings.add(castToObject(f)));
      }
    } catch (InvalidJsonException e) {
      return List.of();
    }
    return findings;
  }

  @SuppressWarnings("unchecked")
  public // the JSON reader makes no other maps
  static Map<String, Object> castToObject(Object value) {
    return (Map<String, Object>) value;
  }
}
