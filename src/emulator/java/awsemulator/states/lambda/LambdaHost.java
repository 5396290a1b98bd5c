package awsemulator.states.lambda;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.template.TemplateFunction;
import awsemulator.time.VirtualClock;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Lambda: runs the very handlers, in this JVM. An invocation takes no cloud time by itself. */
public final class LambdaHost implements LambdaFunctions {
  /**
   * One invocation, as CloudWatch counts it.
   *
   * @param function its name
   */
  public record Invocation(String function, Instant at, boolean failed) {}

  private final VirtualClock clock;
  private final BiFunction<TemplateFunction, Class<?>, RequestStreamHandler> factory;
  private final Consumer<LogLine> log;

  /** By name, by ARN, and by the ARN of the alias. */
  private final Map<String, TemplateFunction> functions = new HashMap<>();

  private final Map<String, RequestStreamHandler> warm = new HashMap<>();
  private final AsyncInvocations async;
  private final AtomicLong requests = new AtomicLong();
  private final List<Exception> thrown = new CopyOnWriteArrayList<>();
  private final Queue<Invocation> invocations = new ConcurrentLinkedQueue<>();

  /**
   * @param factory makes a function's handler of the class that the template names; called once a
   *     function, at its first invocation
   * @param log gets what handlers write to their logger
   * @param authorizer asked for {@code sqs:SendMessage} as a function's role, for its destination
   */
  public LambdaHost(
      VirtualClock clock,
      List<TemplateFunction> functions,
      BiFunction<TemplateFunction, Class<?>, RequestStreamHandler> factory,
      Consumer<LogLine> log,
      CallAuthorizer authorizer) {
    this.clock = clock;
    this.factory = factory;
    this.log = log;
    this.async = new AsyncInvocations(clock, this, authorizer);
    for (TemplateFunction function : functions) {
      Stream.of(function.name(), function.arn(), function.aliasArn())
          .filter(Objects::nonNull)
          .forEach(name -> this.functions.put(name, function));
    }
  }

  /**
   * Invokes and waits (RequestResponse).
   *
   * @throws AwsFault ResourceNotFoundException, where there is no such function
   * @throws FunctionFailed where the handler threw, or took longer than the function's Timeout
   */
  @Override
  public String invoke(String function, String payload) throws FunctionFailed {
    TemplateFunction found = find(function);
    boolean failed = true;
    try {
      String answer = run(found, payload);
      failed = false;
      return answer;
    } finally {
      invocations.add(new Invocation(found.name(), clock.instant(), failed));
    }
  }

  private String run(TemplateFunction found, String payload) throws FunctionFailed {
    LambdaContext context = new LambdaContext(found, nextRequestId(), clock, log);
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      byte[] request = payload.getBytes(StandardCharsets.UTF_8);
      handler(found).handleRequest(new ByteArrayInputStream(request), answer, context);
    } catch (Exception e) {
      thrown.add(e);
      throw new FunctionFailed(e.getClass().getName(), e.getMessage());
    }
    if (context.timedOut()) {
      throw new FunctionFailed(
          "Sandbox.Timedout",
          "RequestId: %s Error: Task timed out after %d.00 seconds"
              .formatted(context.getAwsRequestId(), found.timeoutSeconds()));
    }
    return answer.toString(StandardCharsets.UTF_8);
  }

  /**
   * Queues an event (InvocationType Event), as EventBridge does. A failure is tried again after one
   * and two minutes; then its record goes to the function's OnFailure destination.
   */
  public void invokeAsync(String function, String payload) {
    async.submit(find(function), payload);
  }

  /** All invocations so far. */
  public List<Invocation> invocations() {
    return List.copyOf(invocations);
  }

  /** The records of asynchronous invocations that failed for good. */
  public List<DeadLetter> deadLetters() {
    return async.deadLetters();
  }

  /** What Lambda itself logs of exceptions that handlers threw: all of it, with the causes. */
  public List<String> stackTraces() {
    return thrown.stream().map(LambdaHost::stackTrace).toList();
  }

  private static String stackTrace(Exception e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  String nextRequestId() {
    return new UUID(0x10CA1L << 32, requests.incrementAndGet()).toString();
  }

  private TemplateFunction find(String function) {
    TemplateFunction found = functions.get(function);
    if (found == null) {
      throw new AwsFault("ResourceNotFoundException", 404, "Function not found: " + function);
    }
    return found;
  }

  private RequestStreamHandler handler(TemplateFunction function) throws ClassNotFoundException {
    synchronized (warm) {
      RequestStreamHandler handler = warm.get(function.name());
      if (handler == null) {
        handler = factory.apply(function, Class.forName(className(function)));
        warm.put(function.name(), handler);
      }
      return handler;
    }
  }

  private static String className(TemplateFunction function) {
    String[] parts = function.handler().split("::", 2);
    if (parts.length == 2 && !parts[1].equals("handleRequest")) {
      throw new IllegalArgumentException(function.handler() + ": only handleRequest is known");
    }
    return parts[0];
  }
}
