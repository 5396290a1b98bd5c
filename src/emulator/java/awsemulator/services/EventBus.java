package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.events.RuleBook;
import awsemulator.json.EmulatorJson;
import awsemulator.json.MalformedJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.DeleteRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.PutRuleRequest;
import software.amazon.awssdk.services.eventbridge.model.PutRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsRequest;
import software.amazon.awssdk.services.eventbridge.model.RemoveTargetsResponse;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternRequest;
import software.amazon.awssdk.services.eventbridge.model.TestEventPatternResponse;

/** EventBridge as far as a sender of own events sees it: what was put can be read back. */
public final class EventBus extends AwsService {
  /** An event as it was put. */
  public record Event(
      String source, String detailType, List<String> resources, Map<String, Object> detail) {}

  private static final Set<String> NEEDED =
      Set.of("id", "account", "source", "time", "region", "resources", "detail-type");

  private final List<Event> events = new ArrayList<>();
  private final RegionalState<RuleBook> rules = new RegionalState<>(RuleBook::new);
  private volatile boolean failing;

  public EventBus() {
    super("events", Protocol.JSON);
    on(PutEventsRequest.class, (c, q) -> needs(c, q), this::put);
    on(
        TestEventPatternRequest.class,
        (c, q) -> List.of(new RequiredRight("events:TestEventPattern", "*")),
        EventBus::test);
    on(PutRuleRequest.class, (c, q) -> onRule(c, "PutRule", q.name()), this::putRule);
    on(PutTargetsRequest.class, (c, q) -> onRule(c, "PutTargets", q.rule()), this::putTargets);
    on(
        RemoveTargetsRequest.class,
        (c, q) -> onRule(c, "RemoveTargets", q.rule()),
        this::removeTargets);
    on(DeleteRuleRequest.class, (c, q) -> onRule(c, "DeleteRule", q.name()), this::deleteRule);
  }

  /** All events so far; read it while holding the clock's monitor. */
  public List<Event> events() {
    return List.copyOf(events);
  }

  /** From now on no entry is accepted, as when EventBridge itself has a failure. */
  public void fail() {
    failing = true;
  }

  /** The rules that somebody has put on the default bus of an account and Region. */
  public RuleBook rules(String account, String region) {
    return rules.of(account, region);
  }

  private static List<RequiredRight> onRule(CallerIdentity caller, String action, String rule) {
    return List.of(
        new RequiredRight("events:" + action, CallerArns.of(caller, "events", "rule/" + rule)));
  }

  /** "The event must include all of these fields": TestEventPattern's own list. */
  private static TestEventPatternResponse test(CallerIdentity caller, TestEventPatternRequest q) {
    try {
      Map<String, Object> event = EmulatorJson.readObject(q.event());
      if (!event.keySet().containsAll(NEEDED)) {
        throw AwsFault.badRequest("ValidationException", "Parameter Event is not valid.");
      }
      return TestEventPatternResponse.builder()
          .result(RuleBook.matches(q.eventPattern(), q.event()))
          .build();
    } catch (MalformedJsonException e) {
      throw AwsFault.badRequest("ValidationException", "Parameter Event is not valid.");
    } catch (IllegalArgumentException e) {
      throw AwsFault.badRequest("InvalidEventPatternException", e.getMessage());
    }
  }

  private PutRuleResponse putRule(CallerIdentity caller, PutRuleRequest q) {
    heeds(q, "Name", "EventPattern", "Tags", "Description");
    try {
      rules.of(caller).put(q.name(), q.eventPattern());
    } catch (IllegalArgumentException e) {
      throw AwsFault.badRequest("InvalidEventPatternException", e.getMessage());
    }
    return PutRuleResponse.builder()
        .ruleArn(CallerArns.of(caller, "events", "rule/" + q.name()))
        .build();
  }

  private PutTargetsResponse putTargets(CallerIdentity caller, PutTargetsRequest q) {
    existing(caller, q.rule());
    q.targets().forEach(t -> rules.of(caller).targets(q.rule()).put(t.id(), t.arn()));
    return PutTargetsResponse.builder().failedEntryCount(0).build();
  }

  private RemoveTargetsResponse removeTargets(CallerIdentity caller, RemoveTargetsRequest q) {
    existing(caller, q.rule());
    rules.of(caller).targets(q.rule()).keySet().removeAll(q.ids());
    return RemoveTargetsResponse.builder().failedEntryCount(0).build();
  }

  /** "Before you can delete the rule, you must remove all targets". */
  private DeleteRuleResponse deleteRule(CallerIdentity caller, DeleteRuleRequest q) {
    RuleBook book = rules.of(caller);
    if (book.has(q.name()) && !book.targets(q.name()).isEmpty()) {
      throw AwsFault.badRequest(
          "ValidationException", "Rule can't be deleted since it has targets.");
    }
    book.remove(q.name());
    return DeleteRuleResponse.builder().build();
  }

  private void existing(CallerIdentity caller, String rule) {
    if (!rules.of(caller).has(rule)) {
      throw AwsFault.badRequest(
          "ResourceNotFoundException", "Rule " + rule + " does not exist on EventBus default.");
    }
  }

  private static List<RequiredRight> needs(CallerIdentity caller, PutEventsRequest q) {
    return q.entries().stream()
        .map(
            e ->
                new RequiredRight(
                    "events:PutEvents",
                    CallerArns.of(caller, "events", "event-bus/default"),
                    Map.of(
                        "events:source", String.valueOf(e.source()),
                        "events:detail-type", String.valueOf(e.detailType()))))
        .toList();
  }

  private PutEventsResponse put(CallerIdentity caller, PutEventsRequest q) {
    List<PutEventsResultEntry> results = q.entries().stream().map(this::put).toList();
    return PutEventsResponse.builder()
        .entries(results)
        .failedEntryCount((int) results.stream().filter(r -> r.errorCode() != null).count())
        .build();
  }

  private PutEventsResultEntry put(PutEventsRequestEntry entry) {
    if (failing) {
      return refused("InternalFailure", "Unexpected error occurred.");
    }
    try {
      events.add(
          new Event(
              entry.source(),
              entry.detailType(),
              entry.resources(),
              EmulatorJson.readObject(entry.detail())));
      return PutEventsResultEntry.builder().eventId(UUID.randomUUID().toString()).build();
    } catch (MalformedJsonException _) {
      return refused("MalformedDetail", "Detail is malformed.");
    }
  }

  private static PutEventsResultEntry refused(String code, String message) {
    return PutEventsResultEntry.builder().errorCode(code).errorMessage(message).build();
  }
}
