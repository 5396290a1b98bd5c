package remediator.step;

import java.util.List;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.step.Answer.Done;
import remediator.step.Answer.Reachable;

/**
 * Publishes the endpoints of now and those to come, before anybody must move: where people are
 * asked, with the question. Where the same group serves on and the probe can reach it, it says at
 * which nodes the clients are.
 */
final class PublishEndpoints implements Step {
  @Override
  public Answer run(Work work) {
    boolean sameGroup = work.now().newGroup().isEmpty();
    if (!sameGroup || !asked(work)) {
      publish(work);
    }
    List<String> nodes = sameGroup ? Probing.nodes(work) : List.of();
    return nodes.isEmpty() ? new Done() : new Reachable(nodes);
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
