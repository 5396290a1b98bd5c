package remediator.local.cloud;

import awsemulator.cloud.CallerIdentity;
import awsemulator.elasticache.ElastiCacheService;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.MetricType;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** Auto scaling and alarms, as the owner of a group has set them up. */
public final class GroupSurroundings {
  private static final String DIMENSION = "elasticache:replication-group:NodeGroups";

  private final ElastiCacheService elastiCache;
  private final GroupArn group;
  private final ApplicationAutoScalingClient scaling;
  private final CloudWatchClient cloudWatch;

  public GroupSurroundings(LocalCloud cloud, GroupArn group) {
    this(
        cloud.elastiCache,
        new AwsClients(
            cloud.as(CallerIdentity.OPERATOR, group.account()),
            AccountRegion.of(group),
            Optional.empty()),
        group);
  }

  /**
   * @param aws clients of the group's owner
   */
  public GroupSurroundings(ElastiCacheService elastiCache, AwsClients aws, GroupArn group) {
    this.elastiCache = elastiCache;
    this.group = group;
    AccountRegion place = AccountRegion.of(group);
    this.scaling = aws.autoScaling(place);
    this.cloudWatch = aws.cloudWatch(place);
  }

  /** All of it. */
  public void make() {
    scaling();
    alarm("search-memory", "ReplicationGroupId", group.id());
    elastiCache
        .view()
        .nodes(group.toString())
        .forEach(n -> alarm(n.cacheClusterId() + "-cpu", "CacheClusterId", n.cacheClusterId()));
  }

  private void scaling() {
    String resource = "replication-group/" + group.id();
    scaling.registerScalableTarget(
        r ->
            r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                .resourceId(resource)
                .scalableDimension(DIMENSION)
                .minCapacity(3)
                .maxCapacity(9));
    scaling.putScalingPolicy(
        r ->
            r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                .resourceId(resource)
                .scalableDimension(DIMENSION)
                .policyName("search-cpu-60")
                .policyType(PolicyType.TARGET_TRACKING_SCALING)
                .targetTrackingScalingPolicyConfiguration(
                    c ->
                        c.targetValue(60.0)
                            .predefinedMetricSpecification(
                                m ->
                                    m.predefinedMetricType(
                                        MetricType.ELASTI_CACHE_PRIMARY_ENGINE_CPU_UTILIZATION))));
    scaling.putScheduledAction(
        r ->
            r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                .resourceId(resource)
                .scalableDimension(DIMENSION)
                .scheduledActionName("search-monday")
                .schedule("cron(0 6 ? * MON *)")
                .timezone("Europe/Berlin")
                .scalableTargetAction(a -> a.minCapacity(6)));
  }

  private void alarm(String name, String dimension, String id) {
    cloudWatch.putMetricAlarm(
        r ->
            r.alarmName(name)
                .namespace("AWS/ElastiCache")
                .metricName("EngineCPUUtilization")
                .statistic(Statistic.AVERAGE)
                .dimensions(Dimension.builder().name(dimension).value(id).build())
                .period(60)
                .evaluationPeriods(5)
                .threshold(80.0)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD)
                .alarmActions("arn:aws:sns:" + group.region() + ":" + group.account() + ":on-call")
                .tags(Tag.builder().key("team").value("search").build()));
  }
}
