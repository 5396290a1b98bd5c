package awsemulator.template;

import java.util.List;

/**
 * An SQS queue.
 *
 * @param visibilitySeconds how long a message that was received is hidden: 30 where the template
 *     says nothing, as in SQS
 * @param deadLetterArn the queue that a message goes to which was received too often, or null
 * @param maxReceiveCount how often that is
 * @param policies documents of the AWS::SQS::QueuePolicy resources that name it
 */
public record TemplateQueue(
    String logicalId,
    String name,
    String arn,
    int visibilitySeconds,
    String deadLetterArn,
    int maxReceiveCount,
    List<String> policies) {
  /**
   * What takes its messages ("Creating and configuring an Amazon SQS event source mapping").
   *
   * @param functionArn of a function or of its alias
   * @param batchSize most messages of one invocation: 10 where the template says nothing, as in
   *     Lambda
   * @param reportsItemFailures whether the function's answer names the messages that failed
   */
  public record Mapping(
      String logicalId,
      String queueArn,
      String functionArn,
      int batchSize,
      boolean reportsItemFailures) {}
}
