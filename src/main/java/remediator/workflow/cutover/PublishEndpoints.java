package remediator.workflow.cutover;

import remediator.ledger.CaseAttribute;
import remediator.workflow.core.EndpointParameters;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.tls.EnableTls;

/**
 * Publishes the endpoints of now and those to come, before anybody must move: where people are
 * asked, with the question.
 */
public final class PublishEndpoints implements Step {
  @Override
  public StepResult run(StepContext context) {
    if (!EnableTls.asksBeforeRequired(context)) {
      publish(context);
    }
    return new Done();
  }

  public static void publish(StepContext context) {
    EndpointParameters parameters = new EndpointParameters(context);
    parameters.put("current", context.now().require(CaseAttribute.OLD_ENDPOINTS));
    parameters.put("next", context.now().require(CaseAttribute.NEW_ENDPOINTS));
    context.note("endpoints published under " + parameters.path());
  }
}
