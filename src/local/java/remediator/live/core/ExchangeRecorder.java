package remediator.live.core;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Writes down, scrubbed, what was asked of AWS and answered, by the expectation that asked. */
public final class ExchangeRecorder implements ExecutionInterceptor {
  private final ExchangeScrubber scrubber;
  private final Map<String, List<Map<String, Object>>> exchanges = new LinkedHashMap<>();
  private String asking = "";

  public ExchangeRecorder(ExchangeScrubber scrubber) {
    this.scrubber = scrubber;
  }

  public ExchangeScrubber scrubber() {
    return scrubber;
  }

  /** From now on it is this expectation that asks. */
  public synchronized void asking(String expectation) {
    asking = expectation;
  }

  /** What one has exchanged: service, operation, request, and response or error. */
  public synchronized List<Map<String, Object>> of(String expectation) {
    return List.copyOf(exchanges.getOrDefault(expectation, List.of()));
  }

  @Override
  public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
    add(attributes, context.request(), "response", scrubber.plain(context.response()));
  }

  @Override
  public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
    Map<String, Object> error = new LinkedHashMap<>();
    if (context.exception() instanceof AwsServiceException e && e.awsErrorDetails() != null) {
      error.put("code", e.awsErrorDetails().errorCode());
      error.put("message", scrubber.text(String.valueOf(e.awsErrorDetails().errorMessage())));
    } else {
      error.put("code", context.exception().getClass().getSimpleName());
    }
    add(attributes, context.request(), "error", error);
  }

  /** A poll that is answered the same again is written down once. */
  private synchronized void add(
      ExecutionAttributes attributes, SdkPojo request, String kind, Object answer) {
    Map<String, Object> exchange = new LinkedHashMap<>();
    exchange.put(
        "operation",
        attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME)
            + "."
            + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    exchange.put("request", scrubber.plain(request));
    exchange.put(kind, answer);
    List<Map<String, Object>> all = exchanges.computeIfAbsent(asking, a -> new ArrayList<>());
    if (all.isEmpty() || !all.getLast().equals(exchange)) {
      all.add(exchange);
    }
  }
}
