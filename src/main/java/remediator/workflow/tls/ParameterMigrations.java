package remediator.workflow.tls;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import remediator.ledger.CaseAttribute;
import remediator.plan.ParameterMigration;
import remediator.plan.ResourceTags;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The parameter group that an upgrade needs where the old one is of the owner's own. */
public final class ParameterMigrations {
  /** ModifyCacheParameterGroup takes 20 at once. */
  private static final int BATCH = 20;

  private ParameterMigrations() {}

  /** What the copy holds and what it cannot; empty where AWS's default group is used. */
  public static Optional<ParameterMigration> of(StepContext context) {
    return context
        .now()
        .attribute(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP)
        .map(
            old ->
                ParameterMigration.of(
                    set(context, old),
                    rules(
                        context,
                        context.now().require(CaseAttribute.UPGRADE_DEFAULT_PARAMETER_GROUP))));
  }

  /**
   * Settles on the name of the copy: the planned one, or where what others have made bears that,
   * one with the flow's name. Asked before people are told of it, and again before it is made.
   */
  public static void settleName(StepContext context) {
    String name = context.now().require(CaseAttribute.UPGRADE_PARAMETER_GROUP);
    if (context.now().attribute(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP).isEmpty()
        || isFreeOrOurs(context, name)) {
      return;
    }
    String other =
        ParameterMigration.name(
            context.now().flow(), context.now().require(CaseAttribute.UPGRADE_FAMILY));
    if (!name.equals(other)) {
      context.change(c -> c.with(CaseAttribute.UPGRADE_PARAMETER_GROUP, other));
      context.note(
          "the parameter group %s is not of this flow: it is left as it is, and the copy is named %s"
              .formatted(name, other));
    }
  }

  /**
   * Makes it, if it is not there; sets its values in any case.
   *
   * @return why it cannot be, or empty
   */
  static Optional<String> ensure(StepContext context) {
    settleName(context);
    Optional<ParameterMigration> copy = of(context);
    if (copy.isEmpty()) {
      return Optional.empty();
    }
    String name = context.now().require(CaseAttribute.UPGRADE_PARAMETER_GROUP);
    try {
      context
          .elastiCache()
          .createCacheParameterGroup(
              r ->
                  r.cacheParameterGroupName(name)
                      .cacheParameterGroupFamily(
                          context.now().require(CaseAttribute.UPGRADE_FAMILY))
                      .description(
                          "Copy of "
                              + context.now().require(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP)
                              + " for the upgrade of "
                              + context.group().id())
                      .tags(
                          Tag.builder()
                              .key(ResourceTags.FLOW)
                              .value(context.now().flow())
                              .build()));
      context.note("parameter group " + name + " made");
    } catch (CacheParameterGroupAlreadyExistsException _) {
      if (!isFreeOrOurs(context, name)) {
        return Optional.of(
            "a parameter group "
                + name
                + " is there already, and this flow has not made it: delete or rename it, then"
                + " send the finding of "
                + context.group().id()
                + " again");
      }
    }
    fill(context, name, copy.get().carried());
    return Optional.empty();
  }

  /** An earlier flow's is others' as well: somebody may have taken it over since. */
  private static boolean isFreeOrOurs(StepContext context, String name) {
    try {
      return ResourceOwnership.isTagged(context, context.group().resource("parametergroup", name));
    } catch (CacheParameterGroupNotFoundException _) {
      return true;
    }
  }

  private static void fill(StepContext context, String name, Map<String, String> values) {
    new TreeMap<>(values)
        .entrySet().stream()
            .map(
                e ->
                    ParameterNameValue.builder()
                        .parameterName(e.getKey())
                        .parameterValue(e.getValue())
                        .build())
            .gather(Gatherers.windowFixed(BATCH))
            .forEach(
                some ->
                    context
                        .elastiCache()
                        .modifyCacheParameterGroup(
                            r -> r.cacheParameterGroupName(name).parameterNameValues(some)));
  }

  private static Map<String, String> set(StepContext context, String group) {
    Map<String, String> set = new TreeMap<>();
    context
        .elastiCache()
        .describeCacheParametersPaginator(
            r -> r.cacheParameterGroupName(group).source("user").maxRecords(100))
        .parameters()
        .forEach(p -> set.put(p.parameterName(), text(p.parameterValue())));
    return set;
  }

  /** The family's parameters, from its default group: that is the one operation on them needed. */
  private static Map<String, ParameterMigration.Rule> rules(
      StepContext context, String defaultGroup) {
    Map<String, ParameterMigration.Rule> rules = new TreeMap<>();
    context
        .elastiCache()
        .describeCacheParametersPaginator(
            r -> r.cacheParameterGroupName(defaultGroup).maxRecords(100))
        .parameters()
        .forEach(p -> rules.put(p.parameterName(), rule(p)));
    return rules;
  }

  private static ParameterMigration.Rule rule(Parameter p) {
    return new ParameterMigration.Rule(
        text(p.allowedValues()), !Boolean.FALSE.equals(p.isModifiable()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
