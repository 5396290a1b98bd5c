package remediator.workflow.tls;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.ledger.CaseAttribute;
import remediator.plan.ParameterMigration;
import remediator.workflow.core.ParameterGroupClient;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/** The parameter group that an upgrade needs where the old one is of the owner's own. */
public final class ParameterMigrations {
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
    if (context.now().attribute(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP).isEmpty()) {
      return;
    }
    String name = context.now().require(CaseAttribute.UPGRADE_PARAMETER_GROUP);
    if (new ParameterGroupClient(context).isFreeOrOurs(name)) {
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
    ParameterGroupClient groups = new ParameterGroupClient(context);
    boolean ours =
        groups.create(
            name,
            context.now().require(CaseAttribute.UPGRADE_FAMILY),
            context.now().require(CaseAttribute.UPGRADE_SOURCE_PARAMETER_GROUP),
            "for the upgrade of " + context.group().id());
    if (!ours) {
      return Optional.of(
          "a parameter group "
              + name
              + " is there already, and this flow has not made it: delete or rename it, then"
              + " send the finding of "
              + context.group().id()
              + " again");
    }
    groups.set(name, copy.get().carried());
    return Optional.empty();
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
    new ParameterGroupClient(context)
        .parameters(defaultGroup)
        .forEach((name, p) -> rules.put(name, rule(p)));
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
