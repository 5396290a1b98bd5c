package remediator.workflow.scaling;

import java.util.List;
import remediator.aws.AccountRegion;
import remediator.group.GroupArn;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.PolicyType;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/**
 * What Application Auto Scaling knows of one replication group ("ElastiCache and Application Auto
 * Scaling"): its node groups and its replicas can each be a scalable target.
 */
public final class ScalableTargets {
  static final SuspendedState SUSPENDED =
      SuspendedState.builder()
          .dynamicScalingInSuspended(true)
          .dynamicScalingOutSuspended(true)
          .scheduledScalingSuspended(true)
          .build();

  private final ApplicationAutoScalingClient client;
  private final String resource;

  private ScalableTargets(ApplicationAutoScalingClient client, String resource) {
    this.client = client;
    this.resource = resource;
  }

  public static ScalableTargets of(StepContext context, GroupArn group) {
    return new ScalableTargets(
        context.dependencies().aws().autoScaling(AccountRegion.of(group)),
        "replication-group/" + group.id());
  }

  public List<ScalableTarget> targets() {
    return client
        .describeScalableTargetsPaginator(
            r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE).resourceIds(resource))
        .scalableTargets()
        .stream()
        .toList();
  }

  List<ScalingPolicy> policies() {
    return client
        .describeScalingPoliciesPaginator(
            r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE).resourceId(resource))
        .scalingPolicies()
        .stream()
        .toList();
  }

  List<ScheduledAction> actions() {
    return client
        .describeScheduledActionsPaginator(
            r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE).resourceId(resource))
        .scheduledActions()
        .stream()
        .toList();
  }

  /** Leaves all but the suspension as it is. */
  public void suspend(String dimension, SuspendedState state) {
    client.registerScalableTarget(
        r ->
            r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                .resourceId(resource)
                .scalableDimension(dimension)
                .suspendedState(state));
  }

  /** The same limits as another group's target, suspended for now. */
  void register(ScalableTarget like) {
    client.registerScalableTarget(
        r ->
            r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                .resourceId(resource)
                .scalableDimension(like.scalableDimensionAsString())
                .minCapacity(like.minCapacity())
                .maxCapacity(like.maxCapacity())
                .suspendedState(SUSPENDED));
  }

  /**
   * The same policy as another group's.
   *
   * @param ids new ids by old ones, for metrics that name nodes
   */
  void put(ScalingPolicy like, ResourceIdMapping ids) {
    client.putScalingPolicy(
        r -> {
          r.serviceNamespace(ServiceNamespace.ELASTICACHE)
              .resourceId(resource)
              .scalableDimension(like.scalableDimensionAsString())
              .policyName(like.policyName())
              .policyType(like.policyTypeAsString());
          // One of the two, by the policy's type.
          if (like.policyType() == PolicyType.STEP_SCALING) {
            r.stepScalingPolicyConfiguration(like.stepScalingPolicyConfiguration());
          } else {
            r.targetTrackingScalingPolicyConfiguration(
                ids.in(like.targetTrackingScalingPolicyConfiguration()));
          }
        });
  }

  void put(ScheduledAction like) {
    client.putScheduledAction(
        r ->
            r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                .resourceId(resource)
                .scalableDimension(like.scalableDimensionAsString())
                .scheduledActionName(like.scheduledActionName())
                .schedule(like.schedule())
                .timezone(like.timezone())
                .startTime(like.startTime())
                .endTime(like.endTime())
                .scalableTargetAction(like.scalableTargetAction()));
  }

  public ApplicationAutoScalingClient client() {
    return client;
  }

  public String resource() {
    return resource;
  }
}
