package remediator.local.report;

import awsemulator.cloud.CallerIdentity;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** What stands around a group: its auto scaling, its alarms, snapshots that were kept. */
public final class AroundReport {
  private final LocalCloud cloud;

  public AroundReport(LocalCloud cloud) {
    this.cloud = cloud;
  }

  public Map<String, Object> of(GroupArn group, RemediationCase flow) {
    AccountRegion place = AccountRegion.of(group);
    AwsClients aws =
        new AwsClients(cloud.as(CallerIdentity.OPERATOR, place.account()), place, Optional.empty());
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(
        "scalableTargets",
        aws
            .autoScaling(place)
            .describeScalableTargets(
                r ->
                    r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                        .resourceIds("replication-group/" + group.id()))
            .scalableTargets()
            .stream()
            .map(AroundReport::target)
            .toList());
    Set<String> ids = new HashSet<>(Set.of(group.id()));
    cloud.elastiCache.view().nodes(group.toString()).forEach(n -> ids.add(n.cacheClusterId()));
    map.put(
        "alarms",
        aws.cloudWatch(place).describeAlarms().metricAlarms().stream()
            .filter(a -> a.dimensions().stream().anyMatch(d -> ids.contains(d.value())))
            .map(MetricAlarm::alarmName)
            .toList());
    map.put("snapshotsKept", kept(flow));
    return map;
  }

  private static List<String> kept(RemediationCase flow) {
    return List.copyOf(flow.map(CaseAttribute.COPIED_SNAPSHOTS, String.class).values());
  }

  private static String target(ScalableTarget target) {
    return "%s %d to %d"
        .formatted(target.scalableDimensionAsString(), target.minCapacity(), target.maxCapacity());
  }
}
