package remediator.live;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyResponse;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionRequest;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;

/** A cloud that is not as the product assumes, in one point for each of some expectations. */
final class WrongBehaviours implements FaultPlan {
  /** The expectations that must find them. */
  static final List<String> FOUND_BY =
      List.of(
          "rule.FlowEnded",
          "machine.invalid",
          "machine.choice-output",
          "policy.invalid",
          "right.events-other-source",
          "parameters.max-lag",
          "tls.preferred-endpoint",
          "auth.set",
          "tags.modifying",
          "snapshot.by-node",
          "retire.tells-no-members",
          "freeze.release");

  private int unseen;
  private boolean released;

  @Override
  public InjectedFault decide(CallerIdentity caller, String service, String operation) {
    return InjectedFault.NONE;
  }

  @Override
  public SdkPojo altered(CallerIdentity caller, String service, SdkPojo request, SdkPojo response) {
    return switch (request) {
      case TestEventPatternRequest q when q.eventPattern().contains("aws.states") ->
          TestEventPatternResponse.builder().result(true).build();
      case ValidateStateMachineDefinitionRequest q when q.definition().contains("Nowhere") ->
          ValidateStateMachineDefinitionResponse.builder().result("OK").build();
      case TestStateRequest q when q.definition().contains("$states.input.a") ->
          ((TestStateResponse) response).toBuilder().output("{\"a\":1}").build();
      case ValidatePolicyRequest q when q.policyDocument().contains("Permit") ->
          ValidatePolicyResponse.builder().findings(List.of()).build();
      case SimulateCustomPolicyRequest q when q.toString().contains("somebody.else") ->
          SimulateCustomPolicyResponse.builder()
              .evaluationResults(
                  EvaluationResult.builder()
                      .evalActionName("events:PutEvents")
                      .evalResourceName("*")
                      .evalDecision("allowed")
                      .build())
              .build();
      case DescribeEngineDefaultParametersRequest q ->
          withoutLag((DescribeEngineDefaultParametersResponse) response);
      case DescribeSnapshotsRequest q -> ofTheGroup((DescribeSnapshotsResponse) response);
      case AddTagsToResourceRequest q -> {
        unseen = 25;
        yield response;
      }
      case ModifyCacheParameterGroupRequest q -> {
        released = q.parameterNameValues().getFirst().parameterValue().equals("0");
        yield response;
      }
      default -> alteredAnswer(response);
    };
  }

  private SdkPojo alteredAnswer(SdkPojo response) {
    return switch (response) {
      case DescribeCacheParametersResponse told when released ->
          told.toBuilder()
              .parameters(changed(told.parameters(), "min-replicas-to-write", "100"))
              .build();
      case DescribeReplicationGroupsResponse told ->
          told.toBuilder()
              .replicationGroups(told.replicationGroups().stream().map(this::altered).toList())
              .build();
      default -> response;
    };
  }

  private static List<Parameter> changed(List<Parameter> all, String name, String value) {
    return all.stream()
        .map(p -> p.parameterName().equals(name) ? p.toBuilder().parameterValue(value).build() : p)
        .toList();
  }

  private static SdkPojo withoutLag(DescribeEngineDefaultParametersResponse told) {
    return told.toBuilder()
        .engineDefaults(
            d ->
                d.parameters(
                        changed(told.engineDefaults().parameters(), "min-replicas-max-lag", "0"))
                    .cacheParameterGroupFamily(told.engineDefaults().cacheParameterGroupFamily())
                    .marker(told.engineDefaults().marker()))
        .build();
  }

  private static SdkPojo ofTheGroup(DescribeSnapshotsResponse told) {
    return told.toBuilder()
        .snapshots(
            told.snapshots().stream()
                .map(
                    s ->
                        s.snapshotStatus().equals("creating") && s.cacheClusterId() != null
                            ? s.toBuilder().replicationGroupId("told").build()
                            : s)
                .toList())
        .build();
  }

  private ReplicationGroup altered(ReplicationGroup group) {
    List<Consumer<ReplicationGroup.Builder>> changes = new ArrayList<>();
    if (unseen > 0) {
      unseen--;
      changes.add(g -> g.status("available"));
    }
    if (group.status().equals("deleting")) {
      changes.add(g -> g.memberClusters("told-001"));
    }
    if (Boolean.TRUE.equals(group.authTokenEnabled())) {
      changes.add(g -> g.authTokenEnabled(false));
    }
    if ("preferred".equals(group.transitEncryptionModeAsString())) {
      changes.add(
          g ->
              g.nodeGroups(
                  group.nodeGroups().stream()
                      .map(
                          n ->
                              n.toBuilder()
                                  .primaryEndpoint(e -> e.address("told.ng.0001.use1").port(6379))
                                  .build())
                      .toList()));
    }
    ReplicationGroup.Builder builder = group.toBuilder();
    changes.forEach(c -> c.accept(builder));
    return builder.build();
  }
}
