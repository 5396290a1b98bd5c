package awsemulator.states.lambda;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.MalformedJsonException;
import awsemulator.states.asl.JsonText;
import awsemulator.states.interpreter.ArnParts;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.template.TemplateFunction;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lambda's queue of events ("Handling errors for an asynchronous invocation"). */
final class AsyncInvocations {
  private final VirtualClock clock;
  private final LambdaHost host;
  private final CallAuthorizer authorizer;
  private final List<DeadLetter> deadLetters = new ArrayList<>();

  private record Event(TemplateFunction function, String requestId, String payload, Instant at) {}

  AsyncInvocations(VirtualClock clock, LambdaHost host, CallAuthorizer authorizer) {
    this.clock = clock;
    this.host = host;
    this.authorizer = authorizer;
  }

  void submit(TemplateFunction function, String payload) {
    Event event = new Event(function, host.nextRequestId(), payload, clock.instant());
    clock.schedule(Duration.ZERO, () -> attempt(event, 1));
  }

  List<DeadLetter> deadLetters() {
    synchronized (clock) {
      return List.copyOf(deadLetters);
    }
  }

  private void attempt(Event event, int count) {
    try {
      host.invoke(event.function().arn(), event.payload());
    } catch (LambdaFunctions.FunctionFailed e) {
      failed(event, count, e);
    }
  }

  /** One minute before the first retry, two before the second. */
  private void failed(Event event, int count, LambdaFunctions.FunctionFailed error) {
    Duration pause = Duration.ofMinutes(count);
    Instant expiry = event.at().plusSeconds(event.function().eventAgeSeconds());
    if (count > event.function().retries()) {
      bury(event, count, error, "RetriesExhausted");
    } else if (clock.instant().plus(pause).isAfter(expiry)) {
      bury(event, count, error, "EventAgeExceeded");
    } else {
      clock.schedule(pause, () -> attempt(event, count + 1));
    }
  }

  /**
   * A function without a destination loses the event, and so does one whose role may not send there
   * ("Capturing records of Lambda asynchronous invocations").
   */
  private void bury(
      Event event, int count, LambdaFunctions.FunctionFailed error, String condition) {
    if (event.function().onFailure() == null || !maySend(event.function())) {
      return;
    }
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("requestId", event.requestId());
    context.put("functionArn", event.function().arn() + ":$LATEST");
    context.put("condition", condition);
    context.put("approximateInvokeCount", count);
    Map<String, Object> response = new LinkedHashMap<>();
    response.put("errorMessage", error.getMessage());
    response.put("errorType", error.errorType());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("version", "1.0");
    body.put("timestamp", clock.instant().toString());
    body.put("requestContext", context);
    body.put("requestPayload", value(event.payload()));
    body.put(
        "responseContext",
        Map.of("statusCode", 200, "executedVersion", "$LATEST", "functionError", "Unhandled"));
    body.put("responsePayload", response);
    String queue = ArnParts.of(event.function().onFailure()).name();
    synchronized (clock) {
      deadLetters.add(new DeadLetter(clock.instant(), queue, JsonText.write(body)));
    }
  }

  private boolean maySend(TemplateFunction function) {
    ArnParts queue = ArnParts.of(function.onFailure());
    try {
      authorizer.check(
          ArnParts.caller(function.roleArn(), queue.region()),
          new RequiredRight("sqs:SendMessage", function.onFailure()));
      return true;
    } catch (AwsFault e) {
      return false;
    }
  }

  /** Lambda takes only JSON. What a test sends all the same must not be lost either. */
  private static Object value(String payload) {
    try {
      return JsonText.read(payload);
    } catch (MalformedJsonException e) {
      return payload;
    }
  }
}
