package remediator.workflow.core;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;

/**
 * Tells the replication groups that a flow works on from others that are made later under the same
 * id. A group is its ARN and its ReplicationGroupCreateTime.
 */
public final class GroupIdentity {
  private GroupIdentity() {}

  /**
   * Compares a group that a step has just read with the recorded one of its role.
   *
   * @throws AnotherGroupException with a sentence, where it is another
   */
  static void check(StepContext context, GroupArn group, GroupState state) {
    Optional<CaseAttribute> role = role(context.now(), group);
    role.flatMap(fact -> compare(group, state, context.now().attribute(fact), fact))
        .ifPresent(
            why -> {
              throw new AnotherGroupException(why);
            });
  }

  /** Empty for a group without an identity on record yet, or any more. */
  private static Optional<CaseAttribute> role(RemediationCase now, GroupArn group) {
    if (now.newGroup().equals(Optional.of(group))) {
      return Optional.of(CaseAttribute.NEW_CREATED).filter(f -> now.attribute(f).isPresent());
    }
    if (group.equals(now.group())) {
      return Optional.of(CaseAttribute.OLD_CREATED)
          .filter(_ -> now.attribute(CaseAttribute.OLD_GONE_AT).isEmpty());
    }
    return group.equals(now.source())
        ? Optional.of(CaseAttribute.STAND_IN_CREATED)
        : Optional.empty();
  }

  /** Returns what tells the live old group from the recorded one; empty where nothing does. */
  public static Optional<String> ofOld(StepContext context) {
    return compare(context, context.group());
  }

  /** The same of the new group, once the flow has seen that it made it. */
  public static Optional<String> ofNew(StepContext context) {
    return context.now().newGroup().flatMap(made -> compare(context, made));
  }

  /** The same of the copy that stands by while the old id is free. */
  public static Optional<String> ofStandIn(StepContext context) {
    return compare(context, context.now().source());
  }

  private static Optional<String> compare(StepContext context, GroupArn group) {
    return role(context.now(), group)
        .flatMap(
            fact ->
                context
                    .state(group)
                    .flatMap(state -> compare(group, state, context.now().attribute(fact), fact)));
  }

  private static Optional<String> compare(
      GroupArn group, GroupState state, Optional<String> recorded, CaseAttribute fact) {
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
