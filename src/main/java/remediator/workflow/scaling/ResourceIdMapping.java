package remediator.workflow.scaling;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.TargetTrackingScalingPolicyConfiguration;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;

/**
 * The new names of what is around a group: of the group, of its nodes, of its scaling policies.
 * Nodes are matched by the order of their ids, which stays; their roles do not.
 *
 * @param names new names by old ones
 */
record ResourceIdMapping(Map<String, String> names) {
  ResourceIdMapping {
    names = Map.copyOf(names);
  }

  /**
   * @param more further names, such as ARNs of policies
   */
  static ResourceIdMapping between(
      GroupArn old,
      List<String> oldNodes,
      GroupArn made,
      List<String> newNodes,
      Map<String, String> more) {
    Map<String, String> names = new TreeMap<>(more);
    names.put(old.id(), made.id());
    List<String> from = oldNodes.stream().sorted().toList();
    List<String> to = newNodes.stream().sorted().toList();
    for (int i = 0; i < Math.min(from.size(), to.size()); i++) {
      names.put(from.get(i), to.get(i));
    }
    return new ResourceIdMapping(names);
  }

  String in(String name) {
    return names.getOrDefault(name, name);
  }

  List<String> in(List<String> all) {
    return all.stream().map(this::in).toList();
  }

  List<Dimension> inDimensions(List<Dimension> dimensions) {
    return dimensions.stream()
        .map(d -> names(d) ? d.toBuilder().value(in(d.value())).build() : d)
        .toList();
  }

  /** The metrics that an expression is made of. */
  List<MetricDataQuery> inQueries(List<MetricDataQuery> queries) {
    return queries.stream()
        .map(
            q ->
                q.metricStat() == null
                    ? q
                    : q.copy(
                        b ->
                            b.metricStat(
                                q.metricStat()
                                    .copy(
                                        s ->
                                            s.metric(
                                                q.metricStat()
                                                    .metric()
                                                    .copy(
                                                        m ->
                                                            m.dimensions(
                                                                inDimensions(
                                                                    q.metricStat()
                                                                        .metric()
                                                                        .dimensions()))))))))
        .toList();
  }

  TargetTrackingScalingPolicyConfiguration in(TargetTrackingScalingPolicyConfiguration policy) {
    if (policy.customizedMetricSpecification() == null) {
      return policy;
    }
    List<MetricDimension> dimensions =
        policy.customizedMetricSpecification().dimensions().stream()
            .map(d -> d.toBuilder().value(in(d.value())).build())
            .toList();
    return policy.copy(
        p ->
            p.customizedMetricSpecification(
                policy.customizedMetricSpecification().copy(c -> c.dimensions(dimensions))));
  }

  /** Whether this dimension tells of a group or a node, and not of a role or a tier. */
  private static boolean names(Dimension d) {
    return d.name().equals("CacheClusterId") || d.name().equals("ReplicationGroupId");
  }
}
