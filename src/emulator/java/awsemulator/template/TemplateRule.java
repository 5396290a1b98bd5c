package awsemulator.template;

import java.util.List;

/**
 * An EventBridge rule.
 *
 * @param eventPattern JSON text; null for a rule by schedule
 * @param schedule such as {@code rate(1 day)}; null for a rule by pattern
 * @param targets the ARNs of what it starts
 */
public record TemplateRule(
    String logicalId,
    String name,
    String eventPattern,
    String schedule,
    List<String> targets,
    boolean enabled) {}
