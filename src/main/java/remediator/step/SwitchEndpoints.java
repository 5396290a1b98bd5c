package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The cut-over: the published endpoint becomes the new one, the earlier value is kept beside it.
 * For a replacement, this is also the point of no return: the writes that the old group has had
 * since the snapshot are counted, and the old group is marked as replaced, without which it cannot
 * be deleted.
 */
final class SwitchEndpoints implements Step {
  /** An automatic snapshot of a small group. */
  private static final Duration TYPICAL = Duration.ofMinutes(3);

  @Override
  public Answer run(Work work) {
    if (work.now().fact(Fact.CUT_OVER_AT).isEmpty()) {
      String at = work.instant().toString();
      work.later(c -> c.with(Fact.CUT_OVER_AT, at));
      if (work.now().newGroup().isPresent()) {
        // From here on nothing may be rolled back, so it is known before anything is done.
        work.flush();
      }
    }
    EndpointParameters parameters = new EndpointParameters(work);
    parameters.put("previous", work.now().need(Fact.OLD_ENDPOINTS));
    parameters.put("current", work.now().need(Fact.NEW_ENDPOINTS));
    parameters.remove("next");
    Optional<GroupArn> made = work.now().newGroup().filter(_ -> !SameId.comesBack(work.now()));
    return made.flatMap(m -> markReplaced(work, m.id())).orElse(new Done());
  }

  /** Empty where the old group is marked, or gone. */
  private static Optional<Answer> markReplaced(Work work, String by) {
    Optional<GroupState> old = work.state(work.group());
    if (work.now().fact(Fact.WRITES_AFTER_SNAPSHOT).isEmpty()
        && !work.policyIs(Setting.DATA, "cache-only")) {
      // CloudWatch is some minutes late: Drain counts again.
      Instant cutOver = Instant.parse(work.now().need(Fact.CUT_OVER_AT));
      LostWrites lost = LostWrites.until(work, cutOver);
      String total = Long.toString(lost.total());
      work.later(c -> c.with(Fact.WRITES_AFTER_SNAPSHOT, total));
      work.note("cut over to " + by + "; writes after the snapshot: at most " + lost);
    }
    return old.flatMap(_ -> tag(work, by));
  }

  /**
   * Gives the old group the tag without which it cannot be deleted; empty where that is done. A
   * group that is busy, as with an automatic snapshot or a change of its tags, takes no tags: it is
   * tried again, since from here on there is no way back.
   */
  static Optional<Answer> tag(Work work, String by) {
    try {
      work.elastiCache()
          .addTagsToResource(
              r ->
                  r.resourceName(work.group().toString())
                      .tags(Tag.builder().key(OurTags.REPLACED_BY).value(by).build()));
      return Optional.empty();
    } catch (InvalidReplicationGroupStateException _) {
      return Optional.of(
          Waits.lookAgain(
              work, TYPICAL, work.group().id() + " is busy, and cannot be marked as replaced yet"));
    }
  }
}
