package remediator.step;

import java.time.Duration;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.plan.Control;
import remediator.plan.OurTags;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Checks, right before the point of no return, that the new group can take over and that the old
 * one still needs it; and marks both. People may have acted while a gate was open.
 */
final class TakeOverCheck {
  private static final Duration TYPICAL = Duration.ofMinutes(2);

  private TakeOverCheck() {}

  /** Returns why the new group does not take over (now); empty where it can. */
  static Optional<Answer> objection(Work work, GroupArn made) {
    Optional<GroupState> state = work.state(made);
    if (state.isEmpty()) {
      return failed(
          "the new group "
              + made.id()
              + " has been deleted by somebody; "
              + work.group().id()
              + " serves on: send the finding again to begin anew");
    }
    if (work.now().fact(Fact.VERIFIED_AT).isEmpty()
        || !state.get().atRest()
        || !meetsAll(work, state.get())) {
      return failed("the new group " + made.id() + " is not encrypted as it was verified");
    }
    if (!state.get().status().equals("available")) {
      return look(work, made, state.get().status());
    }
    Optional<GroupState> old = work.state(work.group());
    if (old.isEmpty() || old.get().status().equals("deleting")) {
      // Its owner has deleted it, and the new group has what there is.
      return Optional.empty();
    }
    if (meetsAll(work, old.get())) {
      return failed(
          work.group().id()
              + " meets "
              + String.join(", ", work.now().controls())
              + " by now, so nothing takes its place");
    }
    if (!old.get().status().equals("available")) {
      return look(work, work.group(), old.get().status());
    }
    String by = ResourceOwnership.tags(work, work.group().toString()).get(OurTags.REPLACED_BY);
    return by == null || by.equals(made.id())
        ? Optional.empty()
        : failed(
            work.group().id()
                + " carries the tag "
                + OurTags.REPLACED_BY
                + "="
                + by
                + ": another deployment or an earlier flow has replaced it already; remove the tag"
                + " if that is not so, and send the finding again");
  }

  /**
   * What the groups themselves tell of a cut-over that the row knows nothing of, as one that was
   * put back in time does not; empty where they tell of none.
   */
  static Optional<String> signOfCutOver(Work work) {
    return work.now()
        .newGroup()
        .flatMap(
            made ->
                value(work, made, OurTags.IN_SERVICE)
                    .map(_ -> made.id() + " carries the tag " + OurTags.IN_SERVICE)
                    .or(
                        () ->
                            value(work, work.group(), OurTags.REPLACED_BY)
                                .filter(made.id()::equals)
                                .map(_ -> "the tag " + OurTags.REPLACED_BY + " names it")));
  }

  /** Of a tag; empty also where the group is not available, whose tags are not told. */
  private static Optional<String> value(Work work, GroupArn group, String key) {
    return work.state(group)
        .filter(s -> s.status().equals("available"))
        .map(_ -> ResourceOwnership.tags(work, group.toString()).get(key));
  }

  private static boolean meetsAll(Work work, GroupState state) {
    return work.now().controls().stream().allMatch(id -> Control.of(id).metBy(state.encryption()));
  }

  /**
   * Marks the group that serves from now on: the deleting role is denied it.
   *
   * @param first whether it has surely no such mark yet
   * @return to look again, where the group is busy; empty where it is marked
   */
  static Optional<Answer> markInService(Work work, GroupArn made, boolean first) {
    return mark(work, made, OurTags.IN_SERVICE, work.now().flow(), first);
  }

  /** Marks the old group, without which it cannot be deleted; empty where it is marked, or gone. */
  static Optional<Answer> markReplaced(Work work, String by) {
    return mark(work, work.group(), OurTags.REPLACED_BY, by, false);
  }

  private static Optional<Answer> mark(
      Work work, GroupArn group, String key, String value, boolean first) {
    Optional<GroupState> state = work.state(group);
    if (state.isEmpty() || state.get().status().equals("deleting")) {
      return Optional.empty();
    }
    // Tag calls on a group that is not available are refused, and tagging makes it busy for a
    // while.
    if (!state.get().status().equals("available")) {
      return look(work, group, state.get().status());
    }
    ElastiCacheClient client = work.elastiCache();
    try {
      if (first || !value.equals(ResourceOwnership.tags(work, group.toString()).get(key))) {
        client.addTagsToResource(
            r ->
                r.resourceName(group.toString()).tags(Tag.builder().key(key).value(value).build()));
        work.groups().forgetTags(group.toString());
      }
      return Optional.empty();
    } catch (InvalidReplicationGroupStateException _) {
      return look(work, group, "busy");
    }
  }

  private static Optional<Answer> failed(String why) {
    return Optional.of(new Failed(why));
  }

  private static Optional<Answer> look(Work work, GroupArn group, String status) {
    return Optional.of(Waits.lookAgain(work, TYPICAL, group.id() + " is " + status));
  }
}
