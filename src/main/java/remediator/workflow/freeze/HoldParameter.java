package remediator.workflow.freeze;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.ParameterGroupClient;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.WriteHold;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Parameter;

/**
 * The engine's parameter by which writes are held, and the copy of the owner's parameter group that
 * it is set in. The owner's own is never changed: other caches may use it.
 */
public final class HoldParameter {
  /** More replicas than a shard can have ("Quotas for ElastiCache": 5). */
  private static final String MORE_THAN_THERE_ARE = "100";

  /** As engines since 5.0 name it, and those before. */
  private static final List<String> NAMES = List.of("min-replicas-to-write", "min-slaves-to-write");

  /** With 0 in the parameter of this ending, the one above has no effect; 10 is the default. */
  private static final String MAX_LAG_SECONDS = "10";

  private HoldParameter() {}

  /**
   * Returns the parameter's name, read from the family's own list once; empty where it has none
   * that can be changed at once.
   */
  public static Optional<String> find(StepContext context) {
    if (context.now().attribute(CaseAttribute.WRITE_HOLD_PARAMETER).isEmpty()) {
      String owners = ownersGroup(context);
      Map<String, Parameter> all = new ParameterGroupClient(context).parameters(owners);
      Optional<String> name = NAMES.stream().filter(n -> canBeSet(all.get(n))).findFirst();
      String value = name.map(n -> valueOrZero(all.get(n))).orElse("0");
      context.change(
          c ->
              c.with(CaseAttribute.WRITE_HOLD_PARAMETER, name.orElse(WriteHold.NO_PARAMETER))
                  .with(CaseAttribute.WRITE_HOLD_ORIGINAL_VALUE, value)
                  .with(CaseAttribute.ORIGINAL_PARAMETER_GROUP, owners));
    }
    return context
        .now()
        .attribute(CaseAttribute.WRITE_HOLD_PARAMETER)
        .filter(name -> !name.equals(WriteHold.NO_PARAMETER));
  }

  private static String ownersGroup(StepContext context) {
    return context
        .groups()
        .describeWithoutTags(context.group())
        .map(group -> group.spec().engine().parameterGroup())
        .orElseThrow(() -> new IllegalStateException("there is no group " + context.group().id()));
  }

  private static boolean canBeSet(Parameter parameter) {
    return parameter != null
        && Boolean.TRUE.equals(parameter.isModifiable())
        && !"requires-reboot".equals(parameter.changeTypeAsString());
  }

  /** Returns the name of the flow's own parameter group. */
  static String settleName(StepContext context) {
    if (context.now().attribute(CaseAttribute.FREEZE_PARAMETER_GROUP).isEmpty()) {
      String name = ResourceNames.freezeParameterGroup(context.now());
      context.change(c -> c.with(CaseAttribute.FREEZE_PARAMETER_GROUP, name));
    }
    return context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP);
  }

  /**
   * Makes the copy, if it is not there, and gives it every value that differs.
   *
   * @return why it cannot be, or empty
   */
  static Optional<String> copy(StepContext context, String owners, String ours) {
    ParameterGroupClient groups = new ParameterGroupClient(context);
    Map<String, Parameter> wanted = groups.parameters(owners);
    String value =
        valueOrZero(wanted.get(context.now().require(CaseAttribute.WRITE_HOLD_PARAMETER)));
    context.saveBeforeCall(
        c ->
            c.with(CaseAttribute.ORIGINAL_PARAMETER_GROUP, owners)
                .with(CaseAttribute.WRITE_HOLD_ORIGINAL_VALUE, value));
    boolean made =
        groups.create(
            ours,
            groups.family(owners),
            owners,
            "while writes to " + context.group().id() + " are held");
    if (!made) {
      return Optional.of(
          "a parameter group "
              + ours
              + " is there already, and this flow has not made it: delete or rename it, then send"
              + " the finding of "
              + context.group().id()
              + " again");
    }
    Map<String, Parameter> now = groups.parameters(ours);
    Map<String, String> different = new HashMap<>();
    wanted.forEach(
        (name, parameter) -> {
          String owner = ParameterGroupClient.value(parameter);
          if (Boolean.TRUE.equals(parameter.isModifiable())
              && !owner.equals(ParameterGroupClient.value(now.get(name)))) {
            different.put(name, owner);
          }
        });
    groups.set(ours, different);
    return Optional.empty();
  }

  /**
   * Puts on record what a row does not tell that was put back in time, or whose save was lost: that
   * this flow has made its parameter group already.
   */
  static void recall(StepContext context) {
    if (!WriteHold.isWanted(context.now())
        || context.now().attribute(CaseAttribute.FREEZE_PARAMETER_GROUP).isPresent()) {
      return;
    }
    ParameterGroupClient groups = new ParameterGroupClient(context);
    String ours = ResourceNames.freezeParameterGroup(context.now());
    groups
        .copyOf(ours)
        .ifPresent(
            owners -> {
              Map<String, Parameter> all = groups.parameters(ours);
              NAMES.stream()
                  .filter(n -> canBeSet(all.get(n)))
                  .findFirst()
                  .ifPresent(name -> recall(context, name, ours, owners));
            });
  }

  private static void recall(StepContext context, String name, String ours, String owners) {
    context.change(
        c ->
            c.with(CaseAttribute.FREEZE_PARAMETER_GROUP, ours)
                .with(CaseAttribute.WRITE_HOLD_PARAMETER, name)
                .with(CaseAttribute.ORIGINAL_PARAMETER_GROUP, owners));
    String value = value(context, owners, name);
    context.change(c -> c.with(CaseAttribute.WRITE_HOLD_ORIGINAL_VALUE, value));
    context.note("the ledger did not tell that parameter group " + ours + " is this flow's");
  }

  private static String value(StepContext context, String group, String name) {
    try {
      return valueOrZero(new ParameterGroupClient(context).parameters(group).get(name));
    } catch (CacheParameterGroupNotFoundException _) {
      return "0";
    }
  }

  /** ElastiCache leaves the value out where it is the engine's default, which is 0. */
  private static String valueOrZero(Parameter parameter) {
    String value = ParameterGroupClient.value(parameter);
    return value.isEmpty() ? "0" : value;
  }

  /** Asks for a parameter group for the old group, at once. */
  static void associate(StepContext context, String name) {
    context
        .elastiCache()
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId(context.group().id())
                    .cacheParameterGroupName(name)
                    .applyImmediately(true));
  }

  /** Has every write refused. */
  static void hold(StepContext context) {
    ParameterGroupClient groups = new ParameterGroupClient(context);
    String ours = context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP);
    String name = context.now().require(CaseAttribute.WRITE_HOLD_PARAMETER);
    groups.set(
        ours,
        Map.of(name, MORE_THAN_THERE_ARE, name.replace("to-write", "max-lag"), MAX_LAG_SECONDS));
  }

  /** Lets writes in again, on all connections at once. */
  static void release(StepContext context) {
    new ParameterGroupClient(context)
        .set(
            context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP),
            Map.of(
                context.now().require(CaseAttribute.WRITE_HOLD_PARAMETER),
                context.now().require(CaseAttribute.WRITE_HOLD_ORIGINAL_VALUE)));
  }

  /** Whether the parameter is set so that writes are refused, as ElastiCache tells it now. */
  public static boolean isHeld(StepContext context) {
    Parameter now =
        new ParameterGroupClient(context)
            .parameters(context.now().require(CaseAttribute.FREEZE_PARAMETER_GROUP))
            .get(context.now().require(CaseAttribute.WRITE_HOLD_PARAMETER));
    return MORE_THAN_THERE_ARE.equals(ParameterGroupClient.value(now));
  }
}
