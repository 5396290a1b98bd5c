package remediator.step;

import remediator.ledger.Fact;
import remediator.step.Answer.Done;

/** Publishes the endpoints of now and those to come, before anybody is asked to move. */
final class PublishEndpoints implements Step {
  @Override
  public Answer run(Work work) {
    EndpointParameters parameters = new EndpointParameters(work);
    parameters.put("current", work.now().need(Fact.OLD_ENDPOINTS));
    parameters.put("next", work.now().need(Fact.NEW_ENDPOINTS));
    work.note("endpoints published under " + parameters.path());
    return new Done();
  }
}
