package remediator.workflow.tls;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.TlsState;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterCombinationException;
import software.amazon.awssdk.services.elasticache.model.InvalidParameterValueException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;

/**
 * One of the two steps to an AUTH token ("Authenticating with the AUTH command"): ROTATE, after
 * which clients may send it, and SET, after which they must. Never in one call with TLS. The API
 * shows no token, only that there is one and when it was last changed.
 *
 * @param strategy {@code ROTATE} or {@code SET}
 * @param asked what the ledger calls the request
 */
public record ChangeAuthToken(String strategy, String asked) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(5);

  public static ChangeAuthToken rotate() {
    return new ChangeAuthToken("ROTATE", "auth-rotate");
  }

  public static ChangeAuthToken set() {
    return new ChangeAuthToken("SET", "auth-set");
  }

  @Override
  public StepResult run(StepContext context) {
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
      return look(context, "AUTH " + strategy + " is on its way: " + state.status());
    }
    if (context.wasRequested(asked) && isDone(context, state)) {
      return done(context, state);
    }
    if (context.wasRequestedRecently(asked)) {
      return look(context, "AUTH " + strategy + " has been asked for");
    }
    if (rotating() && state.settings().authToken()) {
      return new Failed(
          context.group().id()
              + " has an AUTH token that somebody else has set meanwhile; it is kept, and none is"
              + " made");
    }
    List<String> waiting = context.groups().pendingAtNodes(state);
    return waiting.isEmpty() ? ask(context, state) : PollingSchedule.othersFirst(context, waiting);
  }

  private boolean rotating() {
    return strategy.equals("ROTATE");
  }

  /**
   * Of a group that is settled, so that nothing is on its way. Clients without the token are let in
   * after ROTATE, and whether there is one may read "no" until it is SET; when it was changed is
   * told in any case.
   */
  private boolean isDone(StepContext context, GroupState state) {
    return rotating()
        ? state.settings().authToken() || state.authChanged().isPresent()
        : state
            .authChanged()
            .filter(
                c -> c.isAfter(Instant.parse(context.now().require(CaseAttribute.AUTH_ROTATED))))
            .isPresent();
  }

  private StepResult done(StepContext context, GroupState state) {
    if (rotating()) {
      String at = state.authChanged().orElse(Instant.EPOCH).toString();
      context.change(c -> c.with(CaseAttribute.AUTH_ROTATED, at));
    }
    TlsStateRecorder.reached(context, rotating() ? TlsState.AUTH_ROTATING : TlsState.AUTH_SET);
    return new Done();
  }

  private StepResult ask(StepContext context, GroupState state) {
    TlsStateRecorder.standing(context, state.transit());
    Optional<String> made =
        context.now().attribute(CaseAttribute.AUTH_SECRET_ARN).or(() -> AuthSecret.ensure(context));
    if (made.isEmpty()) {
      return new Failed(
          "no AUTH token is made for "
              + context.group().id()
              + ": the secrets "
              + String.join(" and ", AuthSecret.names(context.now()))
              + " are there already, and this flow has not made them; delete or rename one that"
              + " nobody uses, then send the finding again");
    }
    String secret = made.get();
    context.change(c -> c.with(CaseAttribute.AUTH_SECRET_ARN, secret));
    String token = AuthToken.read(context, secret);
    if (!rotating()) {
      TlsStateRecorder.reached(context, TlsState.AUTH_SETTING);
    }
    context.note("asking ElastiCache for AUTH " + strategy + " with the token in " + secret);
    context.recordRequest(asked);
    try {
      context
          .elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(context.group().id())
                      .authToken(token)
                      .authTokenUpdateStrategy(strategy)
                      .applyImmediately(true));
      return look(context, "AUTH " + strategy + " has been asked for");
    } catch (InvalidReplicationGroupStateException _) {
      return look(context, "the group is busy");
    } catch (InvalidParameterCombinationException | InvalidParameterValueException e) {
      return new Failed(
          "ElastiCache refuses AUTH "
              + strategy
              + " on "
              + context.group().id()
              + ": "
              + AwsErrorText.reason(e));
    }
  }

  private static StepResult look(StepContext context, String why) {
    return PollingSchedule.lookAgain(context, TYPICAL, why);
  }
}
