package remediator.step;

import java.time.Instant;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.ledger.Fact;
import remediator.plan.Setting;
import remediator.step.Answer.Done;

/**
 * The cut-over: the published endpoint becomes the new one, the earlier value is kept beside it.
 * For a replacement, this is also the point of no return: the writes that the old group has had
 * since the snapshot are counted, and the old group is marked as replaced, without which it cannot
 * be deleted.
 */
final class SwitchEndpoints implements Step {
  @Override
  public Answer run(Work work) {
    Optional<GroupArn> made = work.now().newGroup();
    boolean first = work.now().fact(Fact.CUT_OVER_AT).isEmpty();
    if (first) {
      Optional<Answer> objection = made.flatMap(m -> TakeOverCheck.objection(work, m));
      if (objection.isPresent()) {
        return objection.get();
      }
      String at = work.instant().toString();
      work.later(c -> c.with(Fact.CUT_OVER_AT, at));
      if (made.isPresent()) {
        // From here on nothing may be rolled back, so it is known before anything is done.
        work.flush();
      }
    }
    Optional<Answer> busy = made.flatMap(m -> TakeOverCheck.markInService(work, m, first));
    if (busy.isPresent()) {
      return busy.get();
    }
    EndpointParameters parameters = new EndpointParameters(work);
    parameters.put("previous", work.now().need(Fact.OLD_ENDPOINTS));
    parameters.put("current", work.now().need(Fact.NEW_ENDPOINTS));
    new DeletionGuard(work).deleteNextEndpoints();
    if (made.isEmpty() || SameId.comesBack(work.now())) {
      return new Done();
    }
    countLostWrites(work, made.get().id());
    return TakeOverCheck.markReplaced(work, made.get().id()).orElseGet(Done::new);
  }

  /** Of a group that is gone nothing is counted, which is not the same as no writes. */
  private static void countLostWrites(Work work, String by) {
    if (work.now().fact(Fact.WRITES_AFTER_SNAPSHOT).isEmpty()
        && !work.policyIs(Setting.DATA, "cache-only")
        && work.state(work.group()).isPresent()) {
      // CloudWatch is some minutes late: Drain counts again.
      Instant cutOver = Instant.parse(work.now().need(Fact.CUT_OVER_AT));
      LostWrites lost = LostWrites.until(work, cutOver);
      String total = Long.toString(lost.total());
      work.later(c -> c.with(Fact.WRITES_AFTER_SNAPSHOT, total));
      work.note("cut over to " + by + "; writes after the snapshot: at most " + lost);
    }
  }
}
