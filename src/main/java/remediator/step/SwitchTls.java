package remediator.step;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AwsErrorText;
import remediator.group.GroupState;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.json.StrictJson;
import remediator.ledger.Fact;
import remediator.ledger.TlsStage;
import remediator.step.Answer.Failed;
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
record SwitchTls(TransitMode target, Step before, Step after) implements Step {
  /** Eight to ten minutes a change on a small group. */
  static final Duration TYPICAL = Duration.ofMinutes(9);

  /** Both plaintext and TLS are accepted. */
  static SwitchTls preferred(Step after) {
    return new SwitchTls(TransitMode.PREFERRED, Step.nothing(), after);
  }

  /** Plaintext is refused. */
  static SwitchTls required(Step before) {
    return new SwitchTls(TransitMode.REQUIRED, before, Step.nothing());
  }

  @Override
  public Answer run(Work work) {
    return run(work, work.state(work.group()));
  }

  /** The same where the group has just been looked at. */
  Answer run(Work work, Optional<GroupState> found) {
    if (found.isEmpty()) {
      return new Failed("the replication group " + work.group().id() + " no longer exists");
    }
    GroupState state = found.get();
    if (state.settled() && state.transit().compareTo(target) >= 0) {
      return reached(work, state);
    }
    if (state.status().equals("deleting")) {
      return new Failed("the replication group " + work.group().id() + " is being deleted");
    }
    if (Waits.forOthers(state)) {
      return Waits.othersFirst(work, state.pending());
    }
    if (!state.settled() || work.justAsked(target.word())) {
      return look(work, "TLS " + target.word() + " is on its way: " + state.status());
    }
    if (target == TransitMode.REQUIRED && state.transit() == TransitMode.NONE) {
      return new Failed(
          "TLS on "
              + work.group().id()
              + " has been switched off by somebody else; nothing is forced");
    }
    return target == TransitMode.REQUIRED ? require(work, state) : ask(work, state);
  }

  private Answer require(Work work, GroupState state) {
    Optional<ReplicationGroup> group = work.read(work.group());
    List<String> waiting = work.groups().pendingAtNodes(state);
    if (!waiting.isEmpty()) {
      return Waits.othersFirst(work, waiting);
    }
    group.filter(ReplicationGroup::settled).ifPresent(g -> Lines.foresee(work, g));
    return ask(work, state);
  }

  private Answer ask(Work work, GroupState state) {
    recordOld(work, state);
    before.run(work);
    boolean first = target == TransitMode.PREFERRED;
    Stages.reached(work, first ? TlsStage.TURNING_ON : TlsStage.TURNING_REQUIRED);
    work.note("asking ElastiCache for TLS " + target.word());
    work.asking(target.word());
    try {
      // Both members together and nothing else: ElastiCache refuses every other combination.
      work.elastiCache()
          .modifyReplicationGroup(
              r ->
                  r.replicationGroupId(work.group().id())
                      .transitEncryptionEnabled(true)
                      .transitEncryptionMode(target.word())
                      .applyImmediately(true));
    } catch (InvalidReplicationGroupStateException _) {
      return look(work, "the group is busy");
    } catch (InvalidParameterCombinationException e) {
      if (!AwsErrorText.reason(e).contains("No modifications were requested")) {
        return new Failed(
            "ElastiCache refuses TLS "
                + target.word()
                + " on "
                + work.group().id()
                + ": "
                + AwsErrorText.reason(e));
      }
    }
    return look(work, "TLS " + target.word() + " has been asked for");
  }

  private Answer reached(Work work, GroupState state) {
    if (target == TransitMode.PREFERRED && PublishEndpoints.asked(work)) {
      // The question comes at once, and what comes with it is the same.
      work.aside(() -> seen(work, state));
    } else {
      seen(work, state);
    }
    if (work.now().fact(Fact.ASKED).filter(a -> a.startsWith(target.word() + "@")).isEmpty()) {
      // Somebody else was faster: what comes before has not been done.
      before.run(work);
    }
    return after.run(work);
  }

  /**
   * Writes down what a group that has TLS tells. That it is required is written down by the step
   * that comes at once: AuthRotate, or Finish.
   */
  static void seen(Work work, GroupState state) {
    recordOld(work, state);
    work.later(c -> c.with(Fact.NEW_ENDPOINTS, json(state)));
    if (state.transit() == TransitMode.PREFERRED) {
      Stages.reached(work, TlsStage.PREFERRED);
    }
  }

  /** Somebody else may have begun: then the names from before TLS are not told any more. */
  private static void recordOld(Work work, GroupState state) {
    work.later(
        c -> c.fact(Fact.OLD_ENDPOINTS).isPresent() ? c : c.with(Fact.OLD_ENDPOINTS, json(state)));
  }

  private static Answer look(Work work, String why) {
    return Waits.lookAgain(work, TYPICAL, why);
  }

  private static String json(GroupState state) {
    Map<String, String> names = state.endpoints().byKind();
    return StrictJson.write(names);
  }
}
