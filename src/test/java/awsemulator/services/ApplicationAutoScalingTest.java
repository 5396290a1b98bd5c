package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.TestCloud;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.applicationautoscaling.ApplicationAutoScalingClient;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableDimension;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.ValidationException;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.servicequotas.model.NoSuchResourceException;

class ApplicationAutoScalingTest {
  private static final ServiceNamespace ELASTICACHE = ServiceNamespace.ELASTICACHE;
  private static final ScalableDimension REPLICAS =
      ScalableDimension.ELASTICACHE_REPLICATION_GROUP_REPLICAS;
  private static final String ORDERS = "replication-group/orders";

  private final TestCloud cloud = new TestCloud();
  private final ApplicationAutoScalingClient client =
      cloud
          .serving(
              new ApplicationAutoScaling(cloud.clock),
              new ServiceQuotas(Map.of("elasticache/L-1", () -> 300.0)))
          .client(ApplicationAutoScalingClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void anUpdateOfATargetKeepsWhatItLeavesOut() {
    register();
    client.registerScalableTarget(
        q ->
            q.serviceNamespace(ELASTICACHE)
                .resourceId(ORDERS)
                .scalableDimension(REPLICAS)
                .suspendedState(s -> s.dynamicScalingInSuspended(true)));
    var target =
        client
            .describeScalableTargets(q -> q.serviceNamespace(ELASTICACHE).resourceIds(ORDERS))
            .scalableTargets()
            .getFirst();
    assertThat(target.minCapacity()).isEqualTo(1);
    assertThat(target.maxCapacity()).isEqualTo(5);
    assertThat(target.suspendedState().dynamicScalingInSuspended()).isTrue();
    assertThat(target.creationTime()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
  }

  @Test
  void aNewTargetNeedsItsCapacities() {
    assertThatThrownBy(
            () ->
                client.registerScalableTarget(
                    q ->
                        q.serviceNamespace(ELASTICACHE)
                            .resourceId(ORDERS)
                            .scalableDimension(REPLICAS)))
        .isInstanceOf(ValidationException.class);
  }

  @Test
  void policiesAndActionsGoWithTheirTarget() {
    register();
    client.putScalingPolicy(
        q ->
            q.serviceNamespace(ELASTICACHE)
                .resourceId(ORDERS)
                .scalableDimension(REPLICAS)
                .policyName("cpu")
                .policyType("TargetTrackingScaling")
                .targetTrackingScalingPolicyConfiguration(t -> t.targetValue(60.0)));
    client.putScheduledAction(
        q ->
            q.serviceNamespace(ELASTICACHE)
                .resourceId(ORDERS)
                .scalableDimension(REPLICAS)
                .scheduledActionName("morning")
                .schedule("cron(0 8 * * ? *)")
                .scalableTargetAction(a -> a.minCapacity(3)));
    var policy =
        client
            .describeScalingPolicies(q -> q.serviceNamespace(ELASTICACHE).resourceId(ORDERS))
            .scalingPolicies()
            .getFirst();
    assertThat(policy.targetTrackingScalingPolicyConfiguration().targetValue()).isEqualTo(60.0);
    assertThat(
            client
                .describeScheduledActions(q -> q.serviceNamespace(ELASTICACHE))
                .scheduledActions()
                .getFirst()
                .scalableTargetAction()
                .minCapacity())
        .isEqualTo(3);
    client.deregisterScalableTarget(
        q -> q.serviceNamespace(ELASTICACHE).resourceId(ORDERS).scalableDimension(REPLICAS));
    assertThat(
            client.describeScalingPolicies(q -> q.serviceNamespace(ELASTICACHE)).scalingPolicies())
        .isEmpty();
    assertThat(
            client
                .describeScheduledActions(q -> q.serviceNamespace(ELASTICACHE))
                .scheduledActions())
        .isEmpty();
  }

  @Test
  void aPolicyNeedsATarget() {
    assertThatThrownBy(
            () ->
                client.putScalingPolicy(
                    q ->
                        q.serviceNamespace(ELASTICACHE)
                            .resourceId(ORDERS)
                            .scalableDimension(REPLICAS)
                            .policyName("cpu")))
        .isInstanceOf(ObjectNotFoundException.class);
    register();
    assertThatThrownBy(
            () ->
                client.deleteScalingPolicy(
                    q ->
                        q.serviceNamespace(ELASTICACHE)
                            .resourceId(ORDERS)
                            .scalableDimension(REPLICAS)
                            .policyName("cpu")))
        .isInstanceOf(ObjectNotFoundException.class);
  }

  @Test
  void quotasAreAwsDefaults() {
    try (ServiceQuotasClient quotas = cloud.client(ServiceQuotasClient.builder())) {
      assertThat(
              quotas
                  .getServiceQuota(q -> q.serviceCode("elasticache").quotaCode("L-1"))
                  .quota()
                  .value())
          .isEqualTo(300.0);
      assertThat(
              quotas
                  .getAWSDefaultServiceQuota(q -> q.serviceCode("elasticache").quotaCode("L-1"))
                  .quota()
                  .value())
          .isEqualTo(300.0);
      assertThatThrownBy(
              () -> quotas.getServiceQuota(q -> q.serviceCode("elasticache").quotaCode("L-2")))
          .isInstanceOf(NoSuchResourceException.class);
    }
  }

  private void register() {
    client.registerScalableTarget(
        q ->
            q.serviceNamespace(ELASTICACHE)
                .resourceId(ORDERS)
                .scalableDimension(REPLICAS)
                .minCapacity(1)
                .maxCapacity(5));
  }
}
