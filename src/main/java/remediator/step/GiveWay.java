package remediator.step;

import java.util.Optional;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;

/**
 * The point of no return where the old id is wanted again: the old group is marked as replaced,
 * without which it cannot be deleted. Endpoints are switched when the id is back.
 */
final class GiveWay implements Step {
  @Override
  public Answer run(Work work) {
    if (work.now().fact(Fact.CUT_OVER_AT).isEmpty()) {
      Optional<Answer> objection =
          TakeOverCheck.objection(work, work.now().newGroup().orElseThrow());
      if (objection.isPresent()) {
        return objection.get();
      }
      work.remember(Fact.CUT_OVER_AT, work.instant().toString());
    }
    String by = work.now().need(Fact.NEW_GROUP);
    Optional<Answer> busy = TakeOverCheck.markReplaced(work, by);
    if (busy.isPresent()) {
      return busy.get();
    }
    work.note(work.group().id() + " gives way; " + by + " stands by until its id is back");
    return new Done();
  }
}
