package remediator.step;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The cut-over: the published endpoint becomes the new one, the earlier value is kept beside it.
 * For a replacement, this is also the point of no return: the writes that the old group has had
 * since the snapshot are counted, and the old group is marked as replaced, without which it cannot
 * be deleted.
 */
final class SwitchEndpoints implements Step {
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
    if (!SameId.comesBack(work.now())) {
      work.now().newGroup().ifPresent(made -> markReplaced(work, made.id()));
    }
    return new Done();
  }

  private static void markReplaced(Work work, String by) {
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
    if (old.isPresent()) {
      tag(work, by);
    }
  }

  /** Without this tag the old group cannot be deleted. */
  static void tag(Work work, String by) {
    work.elastiCache()
        .addTagsToResource(
            r ->
                r.resourceName(work.group().toString())
                    .tags(Tag.builder().key(OurTags.REPLACED_BY).value(by).build()));
  }
}
