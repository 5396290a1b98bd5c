package awsemulator.queues;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.iam.ServicePolicy;
import awsemulator.states.interpreter.ArnParts;
import awsemulator.states.interpreter.LambdaFunctions;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateQueue;
import awsemulator.time.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * SQS's standard queues, and Lambda's pollers that hand their messages to functions ("Using Lambda
 * with Amazon SQS"): what fails is hidden for the visibility timeout, and moved to the dead-letter
 * queue when it has been received too often.
 */
public final class MessageQueues {
  /** What a synchronous invocation carries ("Lambda quotas"). */
  private static final int MOST_BYTES = 6 * 1024 * 1024;

  private static final List<String> POLLER_RIGHTS =
      List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

  /**
   * A message in a dead-letter queue.
   *
   * @param queue its name
   * @param id the one that the message had where it came from
   */
  public record Letter(String queue, String id, String body) {}

  private record Queue(
      TemplateQueue template,
      Optional<TemplateQueue.Mapping> mapping,
      List<QueuedMessage> messages) {}

  private final VirtualClock clock;
  private final LambdaHost lambda;
  private final List<TemplateFunction> functions;
  private final CallAuthorizer authorizer;
  private final Map<String, Queue> queues = new LinkedHashMap<>();
  private long sent;

  /**
   * Makes the queues.
   *
   * @param functions of which some take messages
   * @param authorizer asked for the poller's rights, which are those of the function's role
   */
  public MessageQueues(
      VirtualClock clock,
      LambdaHost lambda,
      List<TemplateFunction> functions,
      CallAuthorizer authorizer,
      List<TemplateQueue> declared,
      List<TemplateQueue.Mapping> mappings) {
    this.clock = clock;
    this.lambda = lambda;
    this.functions = functions;
    this.authorizer = authorizer;
    for (TemplateQueue queue : declared) {
      Optional<TemplateQueue.Mapping> mapping =
          mappings.stream().filter(m -> m.queueArn().equals(queue.arn())).findFirst();
      queues.put(queue.arn(), new Queue(queue, mapping, new ArrayList<>()));
    }
  }

  /**
   * Sends a message as a service does.
   *
   * @param service such as {@code events.amazonaws.com}
   * @param context what the queue's policy may ask about
   * @throws AwsFault where there is no such queue, or its policy does not let the service send
   */
  public void send(String service, Map<String, String> context, String arn, String body) {
    synchronized (clock) {
      Queue queue = find(arn);
      RequiredRight right = new RequiredRight("sqs:SendMessage", arn, context);
      if (!new ServicePolicy(queue.template().policies()).allows(service, right)) {
        throw new AwsFault(
            "AccessDenied", 403, service + " may not send to " + arn + " by the queue's policy");
      }
      add(queue, body);
    }
  }

  /**
   * Sends a message of a caller whose rights have been looked at.
   *
   * @return the message's id
   * @throws AwsFault where there is no such queue
   */
  public String send(String arn, String body) {
    synchronized (clock) {
      return add(find(arn), body);
    }
  }

  private String add(Queue queue, String body) {
    String id = new UUID(0x5C5L << 32, ++sent).toString();
    add(queue, new QueuedMessage(id, body, now()));
    return id;
  }

  private void add(Queue queue, QueuedMessage message) {
    queue.messages().add(message);
    queue.mapping().ifPresent(m -> clock.schedule(Duration.ZERO, () -> poll(queue, m)));
  }

  /** What has been moved to a dead-letter queue. */
  public List<Letter> deadLetters() {
    synchronized (clock) {
      return queues.values().stream()
          .filter(this::takesDeadLetters)
          .flatMap(q -> q.messages().stream().map(m -> new Letter(name(q), m.id, m.body)))
          .toList();
    }
  }

  private boolean takesDeadLetters(Queue queue) {
    return queues.values().stream()
        .anyMatch(q -> queue.template().arn().equals(q.template().deadLetterArn()));
  }

  /** Moves dead letters back to where they came from (StartMessageMoveTask). */
  public void redrive() {
    synchronized (clock) {
      for (Queue source : List.copyOf(queues.values())) {
        if (source.template().deadLetterArn() != null) {
          Queue dead = find(source.template().deadLetterArn());
          List<QueuedMessage> letters = List.copyOf(dead.messages());
          dead.messages().clear();
          letters.forEach(m -> add(source, new QueuedMessage(m.id, m.body, m.sent)));
        }
      }
    }
  }

  /** When the oldest message of a queue was sent; empty where it has none. */
  public Optional<Instant> oldest(String name) {
    synchronized (clock) {
      return queues.values().stream()
          .filter(q -> name(q).equals(name))
          .flatMap(q -> q.messages().stream())
          .map(m -> m.sent)
          .min(Instant::compareTo);
    }
  }

  private void poll(Queue queue, TemplateQueue.Mapping mapping) {
    List<QueuedMessage> batch = receive(queue, mapping);
    if (batch.isEmpty()) {
      return;
    }
    Set<String> failed = invoke(queue, mapping, batch);
    synchronized (clock) {
      queue.messages().removeIf(m -> batch.contains(m) && !failed.contains(m.id));
      List<QueuedMessage> again = batch.stream().filter(m -> failed.contains(m.id)).toList();
      if (!again.isEmpty()) {
        clock.schedule(
            Duration.ofSeconds(queue.template().visibilitySeconds()),
            () -> show(queue, mapping, again));
      }
    }
    poll(queue, mapping);
  }

  private List<QueuedMessage> receive(Queue queue, TemplateQueue.Mapping mapping) {
    List<QueuedMessage> batch = new ArrayList<>();
    synchronized (clock) {
      int bytes = 0;
      for (QueuedMessage message : mayPoll(queue, mapping) ? queue.messages() : batch) {
        bytes += message.hidden ? 0 : message.body.getBytes(StandardCharsets.UTF_8).length;
        if (!message.hidden && batch.size() < mapping.batchSize() && bytes < MOST_BYTES) {
          message.hidden = true;
          message.received++;
          batch.add(message);
        }
      }
    }
    return batch;
  }

  /** A poller without its rights takes nothing; the messages stay where they are. */
  private boolean mayPoll(Queue queue, TemplateQueue.Mapping mapping) {
    TemplateFunction function = function(mapping);
    CallerIdentity poller =
        ArnParts.caller(function.roleArn(), ArnParts.of(queue.template().arn()).region());
    try {
      POLLER_RIGHTS.forEach(
          r -> authorizer.check(poller, new RequiredRight(r, queue.template().arn())));
      return true;
    } catch (AwsFault e) {
      return false;
    }
  }

  private TemplateFunction function(TemplateQueue.Mapping mapping) {
    return functions.stream()
        .filter(f -> Set.of(f.arn(), String.valueOf(f.aliasArn())).contains(mapping.functionArn()))
        .findFirst()
        .orElseThrow();
  }

  /** Ids of the messages that failed. */
  private Set<String> invoke(
      Queue queue, TemplateQueue.Mapping mapping, List<QueuedMessage> batch) {
    try {
      String answer =
          lambda.invoke(mapping.functionArn(), BatchEvent.of(queue.template().arn(), batch));
      return mapping.reportsItemFailures() ? BatchEvent.failed(answer, batch) : Set.of();
    } catch (LambdaFunctions.FunctionFailed e) {
      return BatchEvent.ids(batch);
    }
  }

  /** The visibility timeout is over. */
  private void show(Queue queue, TemplateQueue.Mapping mapping, List<QueuedMessage> messages) {
    TemplateQueue template = queue.template();
    synchronized (clock) {
      for (QueuedMessage message : messages) {
        message.hidden = false;
        if (template.deadLetterArn() != null && message.received >= template.maxReceiveCount()) {
          queue.messages().remove(message);
          find(template.deadLetterArn()).messages().add(message);
        }
      }
    }
    poll(queue, mapping);
  }

  private Queue find(String arn) {
    Queue queue = queues.get(arn);
    if (queue == null) {
      throw new AwsFault("QueueDoesNotExist", 400, "there is no queue " + arn);
    }
    return queue;
  }

  private static String name(Queue queue) {
    return queue.template().name();
  }

  private Instant now() {
    return clock.instant();
  }
}
