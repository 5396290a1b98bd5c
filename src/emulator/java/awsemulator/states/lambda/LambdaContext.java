package awsemulator.states.lambda;

import awsemulator.template.TemplateFunction;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** What a handler is told about its invocation; its time runs as the cloud's. */
final class LambdaContext implements Context {
  private final TemplateFunction function;
  private final String requestId;
  private final InstantSource clock;
  private final Instant end;
  private final LambdaLogger logger;

  LambdaContext(
      TemplateFunction function, String requestId, InstantSource clock, Consumer<LogLine> log) {
    this.function = function;
    this.requestId = requestId;
    this.clock = clock;
    this.end = clock.instant().plusSeconds(function.timeoutSeconds());
    this.logger = new Logger(function.name(), log);
  }

  private record Logger(String function, Consumer<LogLine> log) implements LambdaLogger {
    @Override
    public void log(String message) {
      log.accept(new LogLine(function, message.stripTrailing()));
    }

    @Override
    public void log(byte[] message) {
      log(new String(message, StandardCharsets.UTF_8));
    }
  }

  boolean timedOut() {
    return clock.instant().isAfter(end);
  }

  @Override
  public String getAwsRequestId() {
    return requestId;
  }

  @Override
  public String getLogGroupName() {
    return "/aws/lambda/" + function.name();
  }

  @Override
  public String getLogStreamName() {
    return "local";
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getFunctionVersion() {
    return "$LATEST";
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public CognitoIdentity getIdentity() {
    return null;
  }

  @Override
  public ClientContext getClientContext() {
    return null;
  }

  @Override
  public int getRemainingTimeInMillis() {
    return (int) Math.max(0, Duration.between(clock.instant(), end).toMillis());
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public LambdaLogger getLogger() {
    return logger;
  }
}
