package remediator.live;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyRequest;
import software.amazon.awssdk.services.accessanalyzer.model.ValidatePolicyResponse;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsRequest;
import software.amazon.awssdk.services.cloudwatchlogs.model.FilterLogEventsResponse;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;
import software.amazon.awssdk.services.iam.model.EvaluationResult;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyRequest;
import software.amazon.awssdk.services.iam.model.SimulateCustomPolicyResponse;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.sfn.model.TestStateRequest;
import software.amazon.awssdk.services.sfn.model.TestStateResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionRequest;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;

/** A cloud that is not as the product assumes, in one point for each of some expectations. */
final class WrongBehaviours implements FaultPlan {
  /** The expectations that must find them. */
  static final List<String> FOUND_BY =
      List.of(
          "rule.FindingImportedV2",
          "rule.FlowEnded",
          "machine.invalid",
          "machine.choice-output",
          "policy.invalid",
          "right.events-other-source",
          "parameters.max-lag",
          "engine.redis-7.1",
          "engine.major-minor",
          "stack.retire-without-case",
          "stack.removed",
          "tls.preferred-endpoint",
          "auth.set",
          "tags.modifying",
          "snapshot.by-node",
          "retire.tells-no-members",
          "freeze.release",
          "finding.type",
          "finding.passed");

  private int unseen;
  private int unlisted = 3;
  private boolean findings;
  private boolean released;

  @Override
  public InjectedFault decide(CallerIdentity caller, String service, String operation) {
    return InjectedFault.NONE;
  }

  /** The ledger goes with its stack. */
  @Override
  public Optional<AwsFault> refusal(
      CallerIdentity caller, String service, String operation, String body) {
    return operation.equals("DescribeTable")
        ? Optional.of(AwsFault.badRequest("ResourceNotFoundException", "Table not found"))
        : Optional.empty();
  }

  @Override
  public SdkPojo altered(CallerIdentity caller, String service, SdkPojo request, SdkPojo response) {
    return switch (request) {
      case TestEventPatternRequest q when q.eventPattern().contains("\"activity_id\":[1,2]") ->
          TestEventPatternResponse.builder().result(false).build();
      case TestEventPatternRequest q when q.eventPattern().contains("aws.states") ->
          TestEventPatternResponse.builder().result(true).build();
      case ValidateStateMachineDefinitionRequest q when q.definition().contains("Nowhere") ->
          ValidateStateMachineDefinitionResponse.builder().result("OK").build();
      case TestStateRequest q when q.definition().contains("$states.input.a") ->
          ((TestStateResponse) response).toBuilder().output("{\"a\":1}").build();
      case ValidatePolicyRequest q when q.policyDocument().contains("Permit") ->
          ValidatePolicyResponse.builder().findings(List.of()).build();
      case SimulateCustomPolicyRequest q when q.toString().contains("another.source") ->
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
      case DescribeCacheEngineVersionsRequest q when "redis".equals(q.engine()) ->
          withoutLaterOnes((DescribeCacheEngineVersionsResponse) response);
      case InvokeRequest q when q.functionName().contains("retire") ->
          ((InvokeResponse) response)
              .toBuilder()
                  .functionError("Unhandled")
                  .payload(SdkBytes.fromUtf8String("{\"errorType\":\"Runtime.ExitError\"}"))
                  .build();
      // A final snapshot is listed late, which is no difference.
      case DescribeSnapshotsRequest q
          when String.valueOf(q.snapshotName()).endsWith("-final-1") && isUnlisted() ->
          DescribeSnapshotsResponse.builder().snapshots(List.of()).build();
      case PutRuleRequest q -> {
        findings = true;
        yield response;
      }
      case FilterLogEventsRequest q -> ofAnotherType((FilterLogEventsResponse) response);
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

  private boolean isUnlisted() {
    return unlisted-- > 0;
  }

  private static SdkPojo withoutLaterOnes(DescribeCacheEngineVersionsResponse told) {
    return told.toBuilder()
        .cacheEngineVersions(
            told.cacheEngineVersions().stream()
                .filter(v -> v.engineVersion().matches("[2-5]\\..*"))
                .toList())
        .build();
  }

  private static SdkPojo ofAnotherType(FilterLogEventsResponse told) {
    return told.toBuilder()
        .events(
            told.events().stream()
                .map(
                    e ->
                        e.toBuilder()
                            .message(
                                e.message()
                                    .replace(
                                        "AWS::ElastiCache::ReplicationGroup",
                                        "AwsElastiCacheReplicationGroup"))
                            .build())
                .toList())
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
    if (findings) {
      changes.add(g -> g.transitEncryptionEnabled(false));
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
