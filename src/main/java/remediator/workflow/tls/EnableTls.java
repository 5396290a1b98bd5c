package remediator.workflow.tls;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.CacheGroup;
import remediator.group.GroupState;
import remediator.group.TransitEncryptionMode;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.TlsState;
import remediator.notification.Gate;
import remediator.workflow.core.IacSnippetRecorder;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * One of the two steps of switching TLS on ("Enabling in-transit encryption on an existing
 * cluster"): first preferred, then required, each ended when the group is available, the mode is as
 * asked, and nothing is pending.
 *
 * @param before what must be so before it is asked for
 * @param after what is to be done as soon as it is so
 */
public record EnableTls(TransitEncryptionMode target, Step before, Step after) implements Step {
  /** Eight to ten minutes a change on a small group. */
  public static final Duration TYPICAL = Duration.ofMinutes(9);

  /** Both plaintext and TLS are accepted. */
  public static EnableTls preferred(Step after) {
    return new EnableTls(TransitEncryptionMode.PREFERRED, Step.nothing(), after);
  }

  /** Plaintext is refused. */
  public static EnableTls required(Step before) {
    return new EnableTls(TransitEncryptionMode.REQUIRED, before, Step.nothing());
  }

  @Override
  public StepResult run(StepContext context) {
    return run(context, context.state(context.group()));
  }

  /** The same where the group has just been looked at. */
  public StepResult run(StepContext context, Optional<GroupState> found) {
    if (found.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    GroupState state = found.get();
    if (state.isStable() && state.transit().compareTo(target) >= 0) {
      return reached(context, state);
    }
    if (state.status().equals("deleting")) {
      return new Failed("the replication group " + context.group().id() + " is being deleted");
    }
    if (PollingSchedule.forOthers(state)) {
      return PollingSchedule.othersFirst(context, state.pending());
    }
    if (!state.isStable() || context.wasRequestedRecently(target.apiValue())) {
      return look(context, "TLS " + target.apiValue() + " is on its way: " + state.status());
    }
    if (target == TransitEncryptionMode.REQUIRED && state.transit() == TransitEncryptionMode.NONE) {
      return new Failed(
          "TLS on "
              + context.group().id()
              + " has been switched off by somebody else; nothing is forced");
    }
    return target == TransitEncryptionMode.REQUIRED ? require(context, state) : ask(context, state);
  }

  private StepResult require(StepContext context, GroupState state) {
    Optional<CacheGroup> group = context.read(context.group());
    List<String> waiting = context.groups().pendingAtNodes(state);
    if (!waiting.isEmpty()) {
      return PollingSchedule.othersFirst(context, waiting);
    }
    group.filter(CacheGroup::isStable).ifPresent(g -> IacSnippetRecorder.foresee(context, g));
    return ask(context, state);
  }

  private StepResult ask(StepContext context, GroupState state) {
    recordOld(context, state);
    before.run(context);
    boolean first = target == TransitEncryptionMode.PREFERRED;
    TlsStateRecorder.reached(context, first ? TlsState.TURNING_ON : TlsState.TURNING_REQUIRED);
    context.note("asking ElastiCache for TLS " + target.apiValue());
    context.recordRequest(target.apiValue());
    try {
      // Both members together and nothing else: ElastiCache refuses every other combination.
      context
          .elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(context.group().id())
                      .transitEncryptionEnabled(true)
                      .transitEncryptionMode(target.apiValue())
                      .applyImmediately(true));
    } catch (InvalidReplicationGroupStateException _) {
      return look(context, "the group is busy");
    } catch (InvalidParameterCombinationException e) {
      if (!AwsErrorText.reason(e).contains("No modifications were requested")) {
        return new Failed(
            "ElastiCache refuses TLS "
                + target.apiValue()
                + " on "
                + context.group().id()
                + ": "
                + AwsErrorText.reason(e));
      }
    }
    return look(context, "TLS " + target.apiValue() + " has been asked for");
  }

  private StepResult reached(StepContext context, GroupState state) {
    seen(context, state);
    if (context
        .now()
        .attribute(CaseAttribute.LAST_REQUEST)
        .filter(a -> a.startsWith(target.apiValue() + "@"))
        .isEmpty()) {
      // Somebody else was faster: what comes before has not been done.
      before.run(context);
    }
    return after.run(context);
  }

  /**
   * Writes down what a group that has TLS tells. That it is required is written down by the step
   * that comes at once: AuthRotate, or Finish.
   */
  public static void seen(StepContext context, GroupState state) {
    recordOld(context, state);
    context.change(c -> c.with(CaseAttribute.NEW_ENDPOINTS, json(state)));
    if (state.transit() == TransitEncryptionMode.PREFERRED) {
      TlsStateRecorder.reached(context, TlsState.PREFERRED);
    }
  }

  /** Somebody else may have begun: then the names from before TLS are not told any more. */
  private static void recordOld(StepContext context, GroupState state) {
    context.change(
        c ->
            c.attribute(CaseAttribute.OLD_ENDPOINTS).isPresent()
                ? c
                : c.with(CaseAttribute.OLD_ENDPOINTS, json(state)));
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }

  private static String json(GroupState state) {
    Map<String, String> names = state.endpoints().byKind();
    return StrictJson.write(names);
  }

  /** Whether the gate before plaintext is refused is one that people answer. */
  public static boolean asksBeforeRequired(StepContext context) {
    return context.policyIs(Gate.REQUIRED.setting(), "ask");
  }
}
