package awsemulator.template;

import java.util.Map;

/**
 * A Lambda function.
 *
 * @param aliasArn the alias that SAM keeps at the newest version, or null
 * @param handler such as {@code com.example.OrderHandler::handleRequest}
 * @param timeoutSeconds 3 where the template says nothing, as in Lambda
 * @param memoryMegabytes 128 where the template says nothing, as in Lambda
 * @param retries how often a failed asynchronous invocation is tried again: 2 where the template
 *     says nothing, as in Lambda
 * @param eventAgeSeconds how old an asynchronous event may become: 21600 where the template says
 *     nothing, as in Lambda
 * @param onFailure the ARN that records of failed asynchronous invocations go to, or null
 */
public record TemplateFunction(
    String logicalId,
    String name,
    String arn,
    String aliasArn,
    String handler,
    Map<String, String> environment,
    String roleArn,
    int timeoutSeconds,
    int memoryMegabytes,
    int retries,
    int eventAgeSeconds,
    String onFailure) {}
