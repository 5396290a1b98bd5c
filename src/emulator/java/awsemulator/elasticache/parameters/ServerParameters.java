package awsemulator.elasticache.parameters;

import awsemulator.data.DataPlane;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.StoredGroup;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;

/**
 * Brings the values of a group's parameter group to the servers of its shards: those that a client
 * can notice there.
 */
public final class ServerParameters {
  private static final String HOLD = "min-replicas-to-write";

  private ServerParameters() {}

  /**
   * As the group's parameter group and replicas are now; without servers there is nothing to do.
   */
  public static void apply(CloudEstate estate, DataPlane data, StoredGroup group) {
    ParameterGroup parameters =
        estate
            .of(group.place())
            .parameterGroups
            .get(Objects.requireNonNullElse(group.parameterGroup(), ""));
    if (parameters == null
        || !data.running(group.arn())
        || estate.mishaps().ignoresParameters(group.arn())) {
      return;
    }
    Map<String, Map<String, String>> byShard = new LinkedHashMap<>();
    for (NodeGroup shard : group.group().nodeGroups()) {
      byShard.put(shard.nodeGroupId(), of(parameters, shard.nodeGroupMembers().size() - 1));
    }
    data.configure(group.arn(), byShard);
  }

  /**
   * A shard has one server here, whose replicas are only in the model: so whether these are enough
   * is decided here, and the server is told of a number that it either has or never reaches.
   */
  static Map<String, String> of(ParameterGroup group, int replicas) {
    Map<String, String> values = new TreeMap<>();
    for (String name : new String[] {"maxmemory-policy", "notify-keyspace-events"}) {
      ParameterCatalog.value(group, name).ifPresent(value -> values.put(name, value));
    }
    long wanted = number(group, HOLD, "min-slaves-to-write");
    boolean never = number(group, "min-replicas-max-lag", "min-slaves-max-lag") == 0;
    values.put(HOLD, never || wanted <= replicas ? "0" : Long.toString(wanted));
    return values;
  }

  /** By its name since Redis 5.0 or before; 0 where the family has neither. */
  private static long number(ParameterGroup group, String name, String before) {
    return ParameterCatalog.value(group, name)
        .or(() -> ParameterCatalog.value(group, before))
        .map(Long::parseLong)
        .orElse(0L);
  }
}
