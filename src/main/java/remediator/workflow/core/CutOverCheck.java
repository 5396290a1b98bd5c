package remediator.workflow.core;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.plan.Control;
import remediator.plan.ResourceTags;
import remediator.workflow.core.StepResult.Failed;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Checks, right before the point of no return, that the new group can take over and that the old
 * one still needs it; and marks both. People may have acted while a gate was open.
 */
public final class CutOverCheck {
  private static final Duration TYPICAL = Duration.ofMinutes(2);

  private CutOverCheck() {}

  /** Returns why the new group does not take over (now); empty where it can. */
  public static Optional<StepResult> objection(StepContext context, GroupArn made) {
    Optional<GroupState> state = context.state(made);
    if (state.isEmpty()) {
      return failed(
          "the new group "
              + made.id()
              + " has been deleted by somebody; "
              + context.group().id()
              + " serves on: send the finding again to begin anew");
    }
    if (context.now().attribute(CaseAttribute.VERIFIED_AT).isEmpty()
        || !Control.areSatisfiedByReplacement(context.now().controls(), state.get().settings())) {
      return failed(
          "the new group "
              + made.id()
              + " is not as it was verified, but "
              + Control.describe(state.get().settings()));
    }
    if (!state.get().status().equals("available")) {
      return look(context, made, state.get().status());
    }
    Optional<GroupState> old = context.state(context.group());
    if (old.isEmpty() || old.get().status().equals("deleting")) {
      // Its owner has deleted it, and the new group has what there is.
      return Optional.empty();
    }
    if (meetsAll(context, old.get())) {
      return failed(
          context.group().id()
              + " meets "
              + String.join(", ", context.now().controls())
              + " by now, so nothing takes its place");
    }
    if (!old.get().status().equals("available")) {
      return look(context, context.group(), old.get().status());
    }
    String by =
        ResourceOwnership.tags(context, context.group().toString()).get(ResourceTags.REPLACED_BY);
    return by == null || by.equals(made.id())
        ? Optional.empty()
        : failed(
            context.group().id()
                + " carries the tag "
                + ResourceTags.REPLACED_BY
                + "="
                + by
                + ": another deployment or an earlier flow has replaced it already; remove the tag"
                + " if that is not so, and send the finding again");
  }

  /**
   * What the groups themselves tell of a cut-over that the row knows nothing of, as one that was
   * put back in time does not; empty where they tell of none.
   */
  public static Optional<String> signOfCutOver(StepContext context) {
    return context
        .now()
        .newGroup()
        .flatMap(
            made ->
                value(context, made, ResourceTags.IN_SERVICE)
                    .map(_ -> made.id() + " carries the tag " + ResourceTags.IN_SERVICE)
                    .or(
                        () ->
                            value(context, context.group(), ResourceTags.REPLACED_BY)
                                .filter(made.id()::equals)
                                .map(_ -> "the tag " + ResourceTags.REPLACED_BY + " names it")));
  }

  /** Of a tag; empty also where the group is not available, whose tags are not told. */
  private static Optional<String> value(StepContext context, GroupArn group, String key) {
    return context
        .state(group)
        .filter(s -> s.status().equals("available"))
        .map(_ -> ResourceOwnership.tags(context, group.toString()).get(key));
  }

  private static boolean meetsAll(StepContext context, GroupState state) {
    return Control.areSatisfiedBy(context.now().controls(), state.settings());
  }

  /**
   * Marks the group that serves from now on: the deleting role is denied it.
   *
   * @param first whether it has surely no such mark yet
   * @return to look again, where the group is busy; empty where it is marked
   */
  public static Optional<StepResult> markInService(
      StepContext context, GroupArn made, boolean first) {
    return mark(context, made, ResourceTags.IN_SERVICE, context.now().flow(), first);
  }

  /** Marks the old group, without which it cannot be deleted; empty where it is marked, or gone. */
  public static Optional<StepResult> markReplaced(StepContext context, String by) {
    return mark(context, context.group(), ResourceTags.REPLACED_BY, by, false);
  }

  private static Optional<StepResult> mark(
      StepContext context, GroupArn group, String key, String value, boolean first) {
    Optional<GroupState> state = context.state(group);
    if (state.isEmpty() || state.get().status().equals("deleting")) {
      return Optional.empty();
    }
    // Tag calls on a group that is not available are refused, and tagging makes it busy for a
    // while.
    if (!state.get().status().equals("available")) {
      return look(context, group, state.get().status());
    }
    ElastiCacheClient client = context.elastiCache();
    try {
      if (first || !value.equals(ResourceOwnership.tags(context, group.toString()).get(key))) {
        client.addTagsToResource(
            r ->
                r.resourceName(group.toString()).tags(Tag.builder().key(key).value(value).build()));
        context.groups().forgetTags(group.toString());
      }
      return Optional.empty();
    } catch (InvalidReplicationGroupStateException _) {
      return look(context, group, "busy");
    }
  }

  private static Optional<StepResult> failed(String why) {
    return Optional.of(new Failed(why));
  }

  private static Optional<StepResult> look(StepContext context, GroupArn group, String status) {
    return Optional.of(PollingSchedule.lookAgain(context, TYPICAL, group.id() + " is " + status));
  }
}
