package remediator.workflow.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.applicationautoscaling.model.ScheduledAction;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** Application Auto Scaling of a group that is replaced. */
class AutoScalingTest extends AroundBench {
  @Test
  void theNewGroupScalesAsTheOldOneDidAndTheOldOneIsDeregistered() {
    run(Map.of(), "");
    suspend(true, false, false);

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(targets(GROUP)).isEmpty();
    ScalableTarget target = targets(MADE).getFirst();
    assertThat(target.minCapacity()).isEqualTo(3);
    assertThat(target.maxCapacity()).isEqualTo(9);
    assertThat(target.suspendedState()).isEqualTo(state(true, false, false));
    ScalingPolicy policy =
        scaling()
            .describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
            .scalingPolicies()
            .getFirst();
    assertThat(policy.resourceId()).isEqualTo("replication-group/" + MADE);
    assertThat(policy.policyName()).isEqualTo("search-cpu-60");
    assertThat(policy.targetTrackingScalingPolicyConfiguration().targetValue()).isEqualTo(60.0);
    ScheduledAction action =
        scaling()
            .describeScheduledActions(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
            .scheduledActions()
            .getFirst();
    assertThat(action.resourceId()).isEqualTo("replication-group/" + MADE);
    assertThat(action.schedule()).isEqualTo("cron(0 6 ? * MON *)");
    assertThat(action.timezone()).isEqualTo("Europe/Berlin");
    assertThat(action.scalableTargetAction().minCapacity()).isEqualTo(6);
  }

  @Test
  void neitherGroupScalesWhileTheWorkRuns() {
    run(Map.of("GateCutOver", "again"), "");
    boolean[] asked = {false};

    stage
        .deliver(EVENT)
        .toTheEnd(
            now -> {
              if (!asked[0] && now.states().contains("AskCutOver")) {
                asked[0] = true;
                assertThat(targets(GROUP)).allMatch(t -> all(t.suspendedState()));
                assertThat(targets(MADE)).hasSize(1).allMatch(t -> all(t.suspendedState()));
                assertThat(alarm("search-memory-" + MADE).actionsEnabled()).isFalse();
                assertThat(alarm("search-memory").actionsEnabled()).isTrue();
              }
            });

    assertThat(asked[0]).isTrue();
  }

  @Test
  void aSnapshotThatFailsGivesAutoScalingBack() {
    run(Map.of(), "");
    stage.controls().failNextSnapshot();

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("failed");
    assertThat(targets(GROUP).getFirst().suspendedState()).isEqualTo(state(false, false, false));
  }

  private static boolean all(SuspendedState state) {
    return state.equals(state(true, true, true));
  }
}
