package remediator.scale.model;

import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import remediator.policy.PolicyReader;

/**
 * How events come to the function that takes findings.
 *
 * @param queue empty where EventBridge invokes the function itself
 * @param operatorKept how long an environment keeps what operators have set for an account
 * @param timeoutSeconds of the function
 * @param retries of an asynchronous invocation that failed
 */
public record IntakeShape(
    Optional<QueueShape> queue, Duration operatorKept, int timeoutSeconds, int retries) {
  /**
   * The queue between rules and function.
   *
   * @param batch most messages of an invocation
   * @param concurrency most invocations at once; 0 for as many as Lambda makes
   * @param visibilitySeconds until a message that failed comes again
   * @param receives how often it comes before it is a dead letter
   */
  public record QueueShape(int batch, int concurrency, int visibilitySeconds, int receives) {}

  /** As the template deploys it. */
  public static IntakeShape deployed(StackDeployment deployment) {
    TemplateFunction function =
        deployment.functions().stream()
            .filter(f -> f.logicalId().equals("FindingFunction"))
            .findFirst()
            .orElseThrow();
    return new IntakeShape(
        deployment.ofType("AWS::Lambda::EventSourceMapping").stream()
            .filter(
                m -> String.valueOf(m.properties().get("FunctionName")).contains(function.name()))
            .findFirst()
            .map(m -> queue(deployment, m)),
        PolicyReader.FRESH,
        function.timeoutSeconds(),
        function.retries());
  }

  private static QueueShape queue(StackDeployment deployment, DeployedResource mapping) {
    Object source = mapping.properties().get("EventSourceArn");
    DeployedResource queue =
        deployment.ofType("AWS::SQS::Queue").stream()
            .filter(q -> q.arn().equals(source))
            .findFirst()
            .orElseThrow();
    return new QueueShape(
        number(mapping.properties(), "BatchSize"),
        number((Map<?, ?>) mapping.properties().get("ScalingConfig"), "MaximumConcurrency"),
        number(queue.properties(), "VisibilityTimeout"),
        number((Map<?, ?>) queue.properties().get("RedrivePolicy"), "maxReceiveCount"));
  }

  private static int number(Map<?, ?> properties, String name) {
    return Integer.parseInt(String.valueOf(properties.get(name)));
  }

  /** The same, but for how many invocations there may be at once. */
  public IntakeShape withConcurrency(int most) {
    return new IntakeShape(
        queue.map(q -> new QueueShape(q.batch(), most, q.visibilitySeconds(), q.receives())),
        operatorKept,
        timeoutSeconds,
        retries);
  }

  /** The same without the queue: each event an invocation. */
  public IntakeShape direct() {
    return new IntakeShape(Optional.empty(), operatorKept, timeoutSeconds, retries);
  }

  /** The same, but what operators have set is read anew each time. */
  public IntakeShape withoutCache() {
    return new IntakeShape(queue, Duration.ZERO, timeoutSeconds, retries);
  }
}
