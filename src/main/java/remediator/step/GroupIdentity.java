package remediator.step;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Case;
import remediator.ledger.Fact;

/**
 * Tells the replication groups that a flow works on from others that are made later under the same
 * id. A group is its ARN and its ReplicationGroupCreateTime.
 */
final class GroupIdentity {
  private GroupIdentity() {}

  /**
   * Compares a group that a step has just read with the recorded one of its role.
   *
   * @throws AnotherGroupException with a sentence, where it is another
   */
  static void check(Work work, GroupArn group, GroupState state) {
    Optional<Fact> role = role(work.now(), group);
    role.flatMap(fact -> compare(group, state, work.now().fact(fact), fact))
        .ifPresent(
            why -> {
              throw new AnotherGroupException(why);
            });
  }

  /** Empty for a group without an identity on record yet, or any more. */
  private static Optional<Fact> role(Case now, GroupArn group) {
    if (now.newGroup().equals(Optional.of(group))) {
      return Optional.of(Fact.NEW_CREATED).filter(f -> now.fact(f).isPresent());
    }
    if (group.equals(now.group())) {
      return Optional.of(Fact.OLD_CREATED).filter(_ -> now.fact(Fact.OLD_GONE_AT).isEmpty());
    }
    return group.equals(now.source()) ? Optional.of(Fact.STAND_IN_CREATED) : Optional.empty();
  }

  /** Returns what tells the live old group from the recorded one; empty where nothing does. */
  static Optional<String> ofOld(Work work) {
    return compare(work, work.group());
  }

  /** The same of the new group, once the flow has seen that it made it. */
  static Optional<String> ofNew(Work work) {
    return work.now().newGroup().flatMap(made -> compare(work, made));
  }

  /** The same of the copy that stands by while the old id is free. */
  static Optional<String> ofStandIn(Work work) {
    return compare(work, work.now().source());
  }

  private static Optional<String> compare(Work work, GroupArn group) {
    return role(work.now(), group)
        .flatMap(
            fact ->
                work.state(group)
                    .flatMap(state -> compare(group, state, work.now().fact(fact), fact)));
  }

  private static Optional<String> compare(
      GroupArn group, GroupState state, Optional<String> recorded, Fact fact) {
    // A group that is being deleted tells little of itself, and takes no change.
    if (state.status().equals("deleting")) {
      return Optional.empty();
    }
    if (recorded.isEmpty()) {
      return Optional.of(
          "the ledger's row for "
              + group.id()
              + " has no "
              + fact
              + " (an earlier version wrote it, or it was edited), so it cannot be told whether"
              + " this is the group that the flow was begun for; nothing is changed: send the"
              + " finding again to begin anew");
    }
    if (state.created().isEmpty()) {
      return Optional.of(
          "ElastiCache does not tell when "
              + group.id()
              + " was created, so it cannot be told whether this is the group that the flow was"
              + " begun for; nothing is changed: look at it in the console");
    }
    Instant live = state.created().get();
    return live.equals(Instant.parse(recorded.get()))
        ? Optional.empty()
        : Optional.of(
            group.id()
                + " is not the group that this flow was begun for: it was created at "
                + live
                + ", and that one at "
                + recorded.get()
                + "; somebody has deleted it and made another under its id, which is left as it"
                + " is");
  }
}
