package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
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
record ChangeAuth(String strategy, String asked) implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(5);

  static ChangeAuth rotate() {
    return new ChangeAuth("ROTATE", "auth-rotate");
  }

  static ChangeAuth set() {
    return new ChangeAuth("SET", "auth-set");
  }

  @Override
  public Answer run(Work work) {
    Optional<GroupState> found = work.state(work.group());
    if (found.isEmpty()) {
      return new Failed("the replication group " + work.group().id() + " no longer exists");
    }
    GroupState state = found.get();
    if (state.status().equals("deleting")) {
      return new Failed("the replication group " + work.group().id() + " is being deleted");
    }
    if (Waits.forOthers(state)) {
      return Waits.othersFirst(work, state.pending());
    }
    if (!state.settled()) {
      return look(work, "AUTH " + strategy + " is on its way: " + state.status());
    }
    boolean begun = work.now().fact(Fact.ASKED).filter(a -> a.startsWith(asked + "@")).isPresent();
    if (begun && isDone(work, state)) {
      return done(work, state);
    }
    if (work.justAsked(asked)) {
      return look(work, "AUTH " + strategy + " has been asked for");
    }
    if (rotating() && state.auth().on()) {
      return new Failed(
          work.group().id()
              + " has an AUTH token that somebody else has set meanwhile; it is kept, and none is"
              + " made");
    }
    List<String> waiting = work.groups().pendingAtNodes(state);
    return waiting.isEmpty() ? ask(work, state) : Waits.othersFirst(work, waiting);
  }

  private boolean rotating() {
    return strategy.equals("ROTATE");
  }

  /**
   * Of a group that is settled, so that nothing is on its way. Clients without the token are let in
   * after ROTATE, and whether there is one may read "no" until it is SET; when it was changed is
   * told in any case.
   */
  private boolean isDone(Work work, GroupState state) {
    return rotating()
        ? state.auth().on() || state.auth().changed().isPresent()
        : state
            .auth()
            .changed()
            .filter(c -> c.isAfter(Instant.parse(work.now().need(Fact.AUTH_ROTATED))))
            .isPresent();
  }

  private Answer done(Work work, GroupState state) {
    if (rotating()) {
      String at = state.auth().changed().orElse(Instant.EPOCH).toString();
      work.later(c -> c.with(Fact.AUTH_ROTATED, at));
    }
    Stages.reached(work, rotating() ? TlsStage.AUTH_ROTATING : TlsStage.AUTH_SET);
    return new Done();
  }

  private Answer ask(Work work, GroupState state) {
    Stages.standing(work, state.transit());
    Optional<String> made = work.now().fact(Fact.AUTH_SECRET_ARN).or(() -> AuthSecret.ensure(work));
    if (made.isEmpty()) {
      return new Failed(
          "no AUTH token is made for "
              + work.group().id()
              + ": the secrets "
              + String.join(" and ", AuthSecret.names(work.now()))
              + " are there already, and this flow has not made them; delete or rename one that"
              + " nobody uses, then send the finding again");
    }
    String secret = made.get();
    work.later(c -> c.with(Fact.AUTH_SECRET_ARN, secret));
    String token = AuthToken.read(work, secret);
    if (!rotating()) {
      Stages.reached(work, TlsStage.AUTH_SETTING);
    }
    work.note("asking ElastiCache for AUTH " + strategy + " with the token in " + secret);
    work.asking(asked);
    try {
      work.elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(work.group().id())
                      .authToken(token)
                      .authTokenUpdateStrategy(strategy)
                      .applyImmediately(true));
      return look(work, "AUTH " + strategy + " has been asked for");
    } catch (InvalidReplicationGroupStateException _) {
      return look(work, "the group is busy");
    } catch (InvalidParameterCombinationException | InvalidParameterValueException e) {
      return new Failed(
          "ElastiCache refuses AUTH "
              + strategy
              + " on "
              + work.group().id()
              + ": "
              + AwsErrorText.reason(e));
    }
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }
}
