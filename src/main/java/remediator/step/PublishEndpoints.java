package remediator.step;

import java.util.List;
import remediator.ledger.Fact;
import remediator.step.Answer.Done;
import remediator.step.Answer.Reachable;

/**
 * Publishes the endpoints of now and those to come, before anybody is asked to move. Where the same
 * group serves on and the probe can reach it, it says at which nodes the clients are.
 */
final class PublishEndpoints implements Step {
  @Override
  public Answer run(Work work) {
    EndpointParameters parameters = new EndpointParameters(work);
    parameters.put("current", work.now().need(Fact.OLD_ENDPOINTS));
    parameters.put("next", work.now().need(Fact.NEW_ENDPOINTS));
    work.note("endpoints published under " + parameters.path());
    List<String> nodes = work.now().newGroup().isPresent() ? List.of() : Probing.nodes(work);
    return nodes.isEmpty() ? new Done() : new Reachable(nodes);
  }
}
