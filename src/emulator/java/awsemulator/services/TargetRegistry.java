package awsemulator.services;

import awsemulator.cloud.CallerIdentity;
import awsemulator.wire.JsonReader;
import awsemulator.wire.JsonWriter;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.DescribeScalableTargetsResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetRequest;
import software.amazon.awssdk.services.applicationautoscaling.model.RegisterScalableTargetResponse;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;

/** The scalable targets of Application Auto Scaling. */
final class TargetRegistry {
  private final InstantSource clock;
  private final RegionalState<Map<TargetId, ScalableTarget>> targets =
      new RegionalState<>(LinkedHashMap::new);

  TargetRegistry(InstantSource clock) {
    this.clock = clock;
  }

  RegisterScalableTargetResponse register(CallerIdentity caller, RegisterScalableTargetRequest q) {
    TargetId id = TargetId.of(q);
    ScalableTarget before = targets.of(caller).get(id);
    if (before == null && (q.minCapacity() == null || q.maxCapacity() == null)) {
      throw TargetId.invalid("MinCapacity and MaxCapacity are required for a new target.");
    }
    // AWS: what an update leaves out stays as it was.
    Map<String, Object> members = new LinkedHashMap<>();
    if (before != null) {
      members.putAll(JsonWriter.write(before));
    }
    members.putAll(JsonWriter.write(q));
    ScalableTarget target =
        JsonReader.read(members, ScalableTarget.class).toBuilder()
            .scalableTargetARN(id.targetArn(caller))
            .creationTime(before == null ? clock.instant() : before.creationTime())
            .build();
    targets.of(caller).put(id, target);
    return RegisterScalableTargetResponse.builder()
        .scalableTargetARN(target.scalableTargetARN())
        .build();
  }

  DescribeScalableTargetsResponse describe(
      CallerIdentity caller, DescribeScalableTargetsRequest q) {
    List<ScalableTarget> found =
        targets.of(caller).entrySet().stream()
            .filter(
                e ->
                    e.getKey()
                        .isMeant(q.serviceNamespaceAsString(), null, q.scalableDimensionAsString()))
            .map(Map.Entry::getValue)
            .filter(t -> q.resourceIds().isEmpty() || q.resourceIds().contains(t.resourceId()))
            .toList();
    TokenPage<ScalableTarget> page = TargetId.page(found, q.nextToken(), q.maxResults());
    return DescribeScalableTargetsResponse.builder()
        .scalableTargets(page.items())
        .nextToken(page.nextToken())
        .build();
  }

  void remove(CallerIdentity caller, TargetId id) {
    require(caller, id);
    targets.of(caller).remove(id);
  }

  void require(CallerIdentity caller, TargetId id) {
    if (!targets.of(caller).containsKey(id)) {
      throw id.notFound("scalable target");
    }
  }
}
