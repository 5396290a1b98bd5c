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
      work.remember(Fact.CUT_OVER_AT, work.instant().toString());
    }
    String by = work.now().need(Fact.NEW_GROUP);
    Optional<Answer> notYet = work.state(work.group()).flatMap(_ -> SwitchEndpoints.tag(work, by));
    if (notYet.isPresent()) {
      return notYet.get();
    }
    work.note(work.group().id() + " gives way; " + by + " stands by until its id is back");
    return new Done();
  }
}
