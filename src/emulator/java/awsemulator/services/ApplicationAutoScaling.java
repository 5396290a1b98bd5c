package awsemulator.services;

import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.wire.JsonReader;
import awsemulator.wire.JsonWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeleteScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DeregisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalingPoliciesResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScheduledActionsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScalingPolicyResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.PutScheduledActionResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;

/**
 * Application Auto Scaling as far as it is set up: targets, policies and scheduled actions are
 * kept, but nothing is scaled.
 */
public final class ApplicationAutoScaling extends AwsService {
  private final InstantSource clock;
  private final TargetRegistry targets;
  private final TargetAttachments<ScalingPolicy> policies =
      new TargetAttachments<>("scaling policy");
  private final TargetAttachments<ScheduledAction> actions =
      new TargetAttachments<>("scheduled action");

  public ApplicationAutoScaling(InstantSource clock) {
    super("application-autoscaling", Protocol.JSON);
    this.clock = clock;
    targets = new TargetRegistry(clock);
    serve(
        RegisterScalableTargetRequest.class,
        (c, q) -> {
          heeds(
              q,
              "ServiceNamespace",
              "ResourceId",
              "ScalableDimension",
              "MinCapacity",
              "MaxCapacity",
              "SuspendedState");
          return targets.register(c, q);
        });
    serve(DescribeScalableTargetsRequest.class, targets::describe);
    serve(DeregisterScalableTargetRequest.class, this::deregister);
    serve(PutScalingPolicyRequest.class, this::putPolicy);
    serve(DescribeScalingPoliciesRequest.class, this::policies);
    serve(DeleteScalingPolicyRequest.class, this::deletePolicy);
    serve(PutScheduledActionRequest.class, this::putAction);
    serve(DescribeScheduledActionsRequest.class, this::actions);
    serve(DeleteScheduledActionRequest.class, this::deleteAction);
  }

  private <Q extends SdkPojo> void serve(
      Class<Q> request, BiFunction<CallerIdentity, Q, ? extends SdkPojo> body) {
    String action = request.getSimpleName().replaceFirst("Request$", "");
    on(request, (c, q) -> List.of(need(c, action, q)), body);
  }

  /** Service authorization reference: describing has no finer resource. */
  private static RequiredRight need(CallerIdentity caller, String action, SdkPojo request) {
    if (action.startsWith("Describe")) {
      return new RequiredRight("application-autoscaling:" + action, "*");
    }
    return new RequiredRight(
        "application-autoscaling:" + action,
        CallerArns.of(caller, "application-autoscaling", "scalable-target/*"),
        Map.of(
            "application-autoscaling:service-namespace",
            String.valueOf(JsonWriter.write(request).get("ServiceNamespace"))));
  }

  /** AWS: with the target go its policies and scheduled actions. */
  private DeregisterScalableTargetResponse deregister(
      CallerIdentity caller, DeregisterScalableTargetRequest q) {
    TargetId id = TargetId.of(q);
    targets.remove(caller, id);
    policies.removeAll(caller, id);
    actions.removeAll(caller, id);
    return DeregisterScalableTargetResponse.builder().build();
  }

  private PutScalingPolicyResponse putPolicy(CallerIdentity caller, PutScalingPolicyRequest q) {
    TargetId id = TargetId.of(q);
    targets.require(caller, id);
    ScalingPolicy policy =
        JsonReader.read(JsonWriter.write(q), ScalingPolicy.class).toBuilder()
            .policyARN(id.arn(caller, "scalingPolicy", q.policyName()))
            .creationTime(clock.instant())
            .build();
    policies.put(caller, id, q.policyName(), policy);
    return PutScalingPolicyResponse.builder().policyARN(policy.policyARN()).build();
  }

  private DescribeScalingPoliciesResponse policies(
      CallerIdentity caller, DescribeScalingPoliciesRequest q) {
    List<ScalingPolicy> found =
        policies.find(
            caller,
            q.policyNames(),
            id ->
                id.isMeant(
                    q.serviceNamespaceAsString(), q.resourceId(), q.scalableDimensionAsString()));
    TokenPage<ScalingPolicy> page = TargetId.page(found, q.nextToken(), q.maxResults());
    return DescribeScalingPoliciesResponse.builder()
        .scalingPolicies(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private DeleteScalingPolicyResponse deletePolicy(
      CallerIdentity caller, DeleteScalingPolicyRequest q) {
    policies.remove(caller, TargetId.of(q), q.policyName());
    return DeleteScalingPolicyResponse.builder().build();
  }

  private PutScheduledActionResponse putAction(CallerIdentity caller, PutScheduledActionRequest q) {
    TargetId id = TargetId.of(q);
    targets.require(caller, id);
    ScheduledAction action =
        JsonReader.read(JsonWriter.write(q), ScheduledAction.class).toBuilder()
            .scheduledActionARN(id.arn(caller, "scheduledAction", q.scheduledActionName()))
            .creationTime(clock.instant())
            .build();
    actions.put(caller, id, q.scheduledActionName(), action);
    return PutScheduledActionResponse.builder().build();
  }

  private DescribeScheduledActionsResponse actions(
      CallerIdentity caller, DescribeScheduledActionsRequest q) {
    List<ScheduledAction> found =
        actions.find(
            caller,
            q.scheduledActionNames(),
            id ->
                id.isMeant(
                    q.serviceNamespaceAsString(), q.resourceId(), q.scalableDimensionAsString()));
    TokenPage<ScheduledAction> page = TargetId.page(found, q.nextToken(), q.maxResults());
    return DescribeScheduledActionsResponse.builder()
        .scheduledActions(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  private DeleteScheduledActionResponse deleteAction(
      CallerIdentity caller, DeleteScheduledActionRequest q) {
    actions.remove(caller, TargetId.of(q), q.scheduledActionName());
    return DeleteScheduledActionResponse.builder().build();
  }
}
