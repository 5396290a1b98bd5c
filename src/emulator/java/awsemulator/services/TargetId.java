package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.wire.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/** What scales: such as namespace elasticache, replication-group/orders, its node groups. */
record TargetId(String namespace, String resourceId, String dimension) {
  /** The target that a request, or a thing attached to a target, names. */
  static TargetId of(SdkPojo pojo) {
    Map<String, Object> members = JsonWriter.write(pojo);
    TargetId id =
        new TargetId(
            (String) members.get("ServiceNamespace"),
            (String) members.get("ResourceId"),
            (String) members.get("ScalableDimension"));
    if (id.namespace == null || id.resourceId == null || id.dimension == null) {
      throw invalid("ServiceNamespace, ResourceId and ScalableDimension are required.");
    }
    return id;
  }

  /** Whether a describing request asks for this target; what it leaves out is any. */
  boolean isMeant(String inNamespace, String resource, String byDimension) {
    return namespace.equals(inNamespace)
        && (resource == null || resource.equals(resourceId))
        && (byDimension == null || byDimension.equals(dimension));
  }

  String targetArn(CallerIdentity caller) {
    return CallerArns.of(caller, "application-autoscaling", "scalable-target/" + uuid(toString()));
  }

  /**
   * @param kind {@code scalingPolicy} or {@code scheduledAction}
   */
  String arn(CallerIdentity caller, String kind, String name) {
    String resource =
        "%s:%s:resource/%s/%s:%sName/%s"
            .formatted(
                kind,
                uuid(this + name),
                namespace,
                resourceId,
                kind.equals("scalingPolicy") ? "policy" : kind,
                name);
    return CallerArns.of(caller, "autoscaling", resource);
  }

  private static String uuid(String of) {
    return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8)).toString();
  }

  AwsFault notFound(String what) {
    return AwsFault.badRequest(
        "ObjectNotFoundException",
        "No %s found for service namespace: %s, resource ID: %s, scalable dimension: %s"
            .formatted(what, namespace, resourceId, dimension));
  }

  static AwsFault invalid(String message) {
    return AwsFault.badRequest("ValidationException", message);
  }

  static <T> TokenPage<T> page(List<T> all, String token, Integer size) {
    AwsFault invalid = AwsFault.badRequest("InvalidNextTokenException", "Invalid next token.");
    // AWS: at most 50 results, and 50 by default.
    return TokenPage.of(all, token, size == null ? 50 : Math.clamp(size, 1, 50), invalid);
  }
}
