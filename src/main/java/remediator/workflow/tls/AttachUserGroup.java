package remediator.workflow.tls;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.TlsState;
import remediator.plan.PolicySetting;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidUserGroupStateException;
import software.amazon.awssdk.services.elasticache.model.UserGroup;
import software.amazon.awssdk.services.elasticache.model.UserGroupNotFoundException;

/**
 * Attaches the user group that the policy names ("Role-Based Access Control (RBAC)"). There is
 * nothing to prepare, since clients can log in as its users only once it is attached; so the step
 * before the gate only looks whether it still can be. Never in one call with TLS.
 *
 * @param asking whether it is attached, or only looked at
 */
public record AttachUserGroup(boolean asking) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(5);

  /** What the ledger calls the request. */
  private static final String ASKED = "user-group";

  /** Only looks whether it can be attached, before anybody is asked. */
  public static AttachUserGroup check() {
    return new AttachUserGroup(false);
  }

  public static AttachUserGroup attach() {
    return new AttachUserGroup(true);
  }

  @Override
  public StepResult run(StepContext context) {
    String users = context.policy().get(PolicySetting.USER_GROUP);
    Optional<GroupState> found = context.state(context.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + context.group().id() + " no longer exists");
    }
    GroupState state = found.get();
    if (state.status().equals("deleting")) {
      return new Failed("the replication group " + context.group().id() + " is being deleted");
    }
    if (PollingSchedule.forOthers(state)) {
      return PollingSchedule.othersFirst(context, state.pending());
    }
    if (!state.isStable()) {
      return look(context, "the user group " + users + " is on its way: " + state.status());
    }
    TlsStateRecorder.standing(context, state.transit());
    if (state.userGroups().equals(List.of(users))) {
      TlsStateRecorder.reached(context, TlsState.USER_GROUP_ATTACHED);
      return new Done();
    }
    if (context.wasRequestedRecently(ASKED)) {
      return look(context, "the user group " + users + " has been asked for");
    }
    if (state.settings().authToken() || !state.userGroups().isEmpty()) {
      return new Failed(
          context.group().id()
              + " has "
              + (state.settings().authToken()
                  ? "an AUTH token"
                  : "the user group " + String.join(", ", state.userGroups()))
              + " that somebody else has given it meanwhile; it is kept, and "
              + users
              + " is not attached");
    }
    if (context.wasRequested(ASKED)) {
      return new Failed(
          "the user group "
              + users
              + " was asked for once and is not attached; "
              + byHand(context, users)
              + " (the request was lost, or somebody has taken it off)");
    }
    if (TlsStateRecorder.is(context, TlsState.USER_GROUP_ATTACHED)) {
      TlsStateRecorder.reached(context, TlsState.REQUIRED);
      // For the gate, which is asked before the step runs and was not while it was attached.
      return new Pending(
          Duration.ofSeconds(1),
          "somebody had attached the user group " + users + " and has taken it off again");
    }
    List<String> waiting = context.groups().pendingAtNodes(state);
    if (!waiting.isEmpty()) {
      return PollingSchedule.othersFirst(context, waiting);
    }
    StepResult ready = check(context, users);
    return asking && ready instanceof Done ? ask(context, users) : ready;
  }

  /** That it fits the engine, the plan has found out. */
  private static StepResult check(StepContext context, String users) {
    try {
      Optional<UserGroup> group =
          context.elastiCache().describeUserGroups(r -> r.userGroupId(users)).userGroups().stream()
              .findFirst();
      if (group.isEmpty()) {
        return gone(context, users);
      }
      String status = group.get().status();
      return "active".equals(status)
          ? new Done()
          : look(context, "the user group " + users + " is not active: its status is " + status);
    } catch (UserGroupNotFoundException _) {
      return gone(context, users);
    }
  }

  private static StepResult ask(StepContext context, String users) {
    Optional<String> changed = UserGroupText.changed(context, users);
    if (changed.isPresent()) {
      context.note(
          "gate AUTH said: "
              + context.now().require(CaseAttribute.DEFAULT_USER_TOLD)
              + "; now: "
              + changed.get());
      return new Failed(
          users
              + " is not attached, since its user default is not what gate AUTH said; "
              + byHand(context, users)
              + " (now: "
              + changed.get()
              + ")");
    }
    TlsStateRecorder.reached(context, TlsState.USER_GROUP_ATTACHING);
    context.note("asking ElastiCache to attach the user group " + users);
    context.recordRequest(ASKED);
    try {
      context
          .elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(context.group().id())
                      .userGroupIdsToAdd(users)
                      .applyImmediately(true));
      return look(context, "the user group " + users + " has been asked for");
    } catch (InvalidReplicationGroupStateException e) {
      return refusedForNow(context, e, "the group is busy");
    } catch (InvalidUserGroupStateException e) {
      return refusedForNow(context, e, "the user group " + users + " is being changed");
    } catch (UserGroupNotFoundException _) {
      return gone(context, users);
    } catch (AwsServiceException e) {
      if (e.isThrottlingException()) {
        context.withdrawRequest();
      }
      if (!AwsErrorText.isDefiniteRefusal(e)) {
        throw e;
      }
      return new Failed(
          "ElastiCache refuses to attach the user group "
              + users
              + "; "
              + byHand(context, users)
              + " ("
              + AwsErrorText.reason(e)
              + ")");
    }
  }

  /** Of a call that the SDK has repeated the first may have been heard, and be why it is busy. */
  private static StepResult refusedForNow(StepContext context, ElastiCacheException e, String why) {
    if (Objects.equals(e.numAttempts(), 1)) {
      context.withdrawRequest();
    }
    return look(context, why);
  }

  private static StepResult gone(StepContext context, String users) {
    return new Failed(
        "the user group "
            + users
            + " has been deleted meanwhile; attach another "
            + byHand(context, "USER_GROUP"));
  }

  /** TLS is required by now, so that no finding comes that would try it again. */
  private static String byHand(StepContext context, String users) {
    return "by hand: aws elasticache modify-replication-group --replication-group-id "
        + context.group().id()
        + " --apply-immediately --user-group-ids-to-add "
        + users;
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
