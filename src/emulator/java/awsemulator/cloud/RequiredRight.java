package awsemulator.cloud;

import java.util.Map;

/**
 * One right that a call needs, in the words of the service authorization reference.
 *
 * @param action such as {@code elasticache:ModifyReplicationGroup}
 * @param resource the ARN it is asked for, or {@code *} where the service has no finer one
 * @param context condition keys and their values, such as {@code aws:ResourceTag/team}
 */
public record RequiredRight(String action, String resource, Map<String, String> context) {
  public RequiredRight(String action, String resource) {
    this(action, resource, Map.of());
  }
}
