package remediator.step;

import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.step.Answer.Done;

/**
 * Publishes the endpoints of now and those to come, before anybody must move: where people are
 * asked, with the question.
 */
final class PublishEndpoints implements Step {
  @Override
  public Answer run(Work work) {
    if (!asked(work)) {
      publish(work);
    }
    return new Done();
  }

  /** Whether the gate before plaintext is refused is one that people answer. */
  static boolean asked(Work work) {
    return work.policyIs(Gate.REQUIRED.setting(), "ask");
  }

  static void publish(Work work) {
    EndpointParameters parameters = new EndpointParameters(work);
    parameters.put("current", work.now().need(Fact.OLD_ENDPOINTS));
    parameters.put("next", work.now().need(Fact.NEW_ENDPOINTS));
    work.note("endpoints published under " + parameters.path());
  }
}
