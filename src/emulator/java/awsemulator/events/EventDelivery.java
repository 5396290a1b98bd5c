package awsemulator.events;

import awsemulator.queues.MessageQueues;
import awsemulator.states.interpreter.ArnParts;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.template.TemplateRule;
import java.util.List;
import java.util.Map;

/** The default event bus of a deployment: hands events to the targets of the rules they match. */
public final class EventDelivery {
  private final List<TemplateRule> rules;
  private final EventRules patterns;
  private final LambdaHost lambda;
  private final MessageQueues queues;

  public EventDelivery(List<TemplateRule> rules, LambdaHost lambda, MessageQueues queues) {
    this.rules = rules;
    this.patterns = new EventRules(rules);
    this.lambda = lambda;
    this.queues = queues;
  }

  /** The names of the enabled rules that an event matches. */
  public List<String> matching(String event) {
    return patterns.matching(event);
  }

  /** Delivers to the targets of all rules that match; answers their names. */
  public List<String> deliver(String event) {
    List<String> matching = matching(event);
    for (TemplateRule rule : rules) {
      if (matching.contains(rule.name())) {
        rule.targets().forEach(target -> send(rule, target, event));
      }
    }
    return matching;
  }

  private void send(TemplateRule rule, String target, String event) {
    ArnParts arn = ArnParts.of(target);
    if (!arn.service().equals("sqs")) {
      lambda.invokeAsync(target, event);
      return;
    }
    String source =
        String.join(":", "arn", arn.partition(), "events", arn.region(), arn.account())
            + ":rule/"
            + rule.name();
    queues.send(
        "events.amazonaws.com",
        Map.of("aws:SourceArn", source, "aws:SourceAccount", arn.account()),
        target,
        event);
  }
}
