package remediator.scale.measure;

import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import awsemulator.data.NoData;
import awsemulator.quota.QuotaFaults;
import awsemulator.quota.QuotaMeter;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import awsemulator.template.TemplateFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import remediator.json.StrictJson;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.LocalCloud;

/**
 * The product itself in the local cloud: one warm function, one event after the other, each call
 * under the published quotas. The clock goes on with each call. Flows are started; none of their
 * steps runs.
 */
public final class MeasuredIntake implements AutoCloseable {
  private final GeneratedEstate estate;
  private final Pace pace;
  private final LocalCloud cloud;
  private final String function;
  private final Map<Integer, Integer> visits = new HashMap<>();

  /**
   * What an event led to.
   *
   * @param calls of the function, in order
   */
  public record Taken(FindingEvent event, List<ServiceCall> calls) {}

  /** Moves the clock on with each call of a function, then throttles what is over a quota. */
  private static final class Pace implements FaultPlan {
    private final Duration perCall;
    private LocalCloud cloud;
    private QuotaFaults quotas;

    private Pace(Duration perCall) {
      this.perCall = perCall;
    }

    private void begin(LocalCloud begun) {
      cloud = begun;
      quotas = new QuotaFaults(begun.clock::instant);
    }

    @Override
    public InjectedFault decide(CallerIdentity caller, String service, String operation) {
      if (quotas == null || caller.principal().equals(CallerIdentity.OPERATOR)) {
        return InjectedFault.NONE;
      }
      cloud.clock.pass(perCall);
      return quotas.decide(caller, service, operation);
    }
  }

  /**
   * Deploys.
   *
   * @param folder for the estate's files
   * @param parameters of the template
   * @param perCall how long a call takes
   */
  public MeasuredIntake(
      GeneratedEstate estate, Path folder, Map<String, String> parameters, Duration perCall)
      throws IOException {
    this.estate = estate;
    pace = new Pace(perCall);
    cloud = new LocalCloud(estate.fleet(folder), new NoData(), parameters, pace, _ -> {});
    pace.begin(cloud);
    function = name("FindingFunction");
    EventFixtures fixtures = new EventFixtures(cloud, null, null);
    for (int i = 0; i < estate.groups().size(); i++) {
      for (String control : estate.groups().get(i).kind().controls()) {
        fixtures.importFindings(text(i, control));
      }
    }
  }

  private String text(int group, String control) {
    return GeneratedFindings.failed(
        estate.groups().get(group), control, GeneratedFindings.SHAPES.getFirst());
  }

  /**
   * One event for each finding of the estate, in batches as the queue hands them over.
   *
   * @param batch events in an invocation
   */
  public int deliverBatches(int batch) throws FunctionFailed {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < estate.groups().size(); i++) {
      for (String control : estate.groups().get(i).kind().controls()) {
        events.add(text(i, control));
      }
    }
    for (List<String> some : events.stream().gather(Gatherers.windowFixed(batch)).toList()) {
      invoke(messages(some));
    }
    return events.size();
  }

  /**
   * The findings of each group of the estate.
   *
   * @param pause between two events
   * @param atOnce most findings of a group that come with one batch
   */
  public List<Taken> deliverAll(Duration pause, int atOnce) throws FunctionFailed {
    List<Taken> all = new ArrayList<>();
    for (int i = 0; i < estate.groups().size(); i++) {
      for (List<String> some :
          estate.groups().get(i).kind().controls().stream()
              .gather(Gatherers.windowFixed(atOnce))
              .toList()) {
        all.add(deliver(i, some, pause));
      }
    }
    return all;
  }

  private Taken deliver(int group, List<String> controls, Duration pause) throws FunctionFailed {
    cloud.clock.pass(pause);
    List<String> events = controls.stream().map(control -> text(group, control)).toList();
    List<ServiceCall> calls = invoke(events.size() == 1 ? events.getFirst() : messages(events));
    int visit = visits.merge(group, controls.size(), Integer::sum) - controls.size();
    return new Taken(new FindingEvent(group, controls.getFirst(), visit), calls);
  }

  /** As Lambda hands messages of a queue to a function. */
  private static String messages(List<String> events) {
    List<Map<String, Object>> records = new ArrayList<>();
    for (String event : events) {
      records.add(
          Map.of("eventSource", "aws:sqs", "messageId", "m-" + records.size(), "body", event));
    }
    return StrictJson.write(Map.of("Records", records));
  }

  /** The calls of an event that says that a control passes, of the first group of a kind. */
  public List<ServiceCall> deliverPassed(GroupKind kind) throws FunctionFailed {
    List<GroupKind> kinds = estate.groups().stream().map(GeneratedEstate.Group::kind).toList();
    int group = kinds.indexOf(kind);
    String control = kind.controls().getFirst();
    return invoke(text(group, control).replace("\"Status\": \"FAILED\"", "\"Status\": \"PASSED\""));
  }

  /**
   * What a reconciliation asks for: of the ledger, then of each account by the function's parts.
   *
   * @return what was asked for, one list a part
   */
  List<List<CallLog.Entry>> reconcile() throws FunctionFailed {
    String reconciler = name("ReconcileFunction");
    List<List<CallLog.Entry>> parts = new ArrayList<>();
    String request = "{\"part\":\"ledger\"}";
    String answer;
    do {
      int before = cloud.calls.size();
      answer = cloud.lambda.invoke(reconciler, request);
      parts.add(
          cloud.calls.since(before).stream()
              .filter(e -> !e.caller().principal().equals(CallerIdentity.OPERATOR))
              .filter(e -> !e.name().equals(ServiceCall.ROLE))
              .toList());
      request = "{\"part\":\"places\",\"last\":" + answer + "}";
    } while (answer.contains("\"pending\""));
    if (!answer.contains("\"done\"")) {
      throw new IllegalStateException("the reconciliation ended as " + answer);
    }
    return parts;
  }

  private List<ServiceCall> invoke(String event) throws FunctionFailed {
    int before = cloud.calls.size();
    String answer = cloud.lambda.invoke(function, event);
    if (answer.contains("itemIdentifier")) {
      throw new IllegalStateException("messages failed: " + answer);
    }
    List<ServiceCall> calls = new ArrayList<>();
    for (CallLog.Entry entry : cloud.calls.since(before)) {
      if (!entry.caller().principal().equals(CallerIdentity.OPERATOR)) {
        calls.add(call(entry));
      }
    }
    return calls;
  }

  static ServiceCall call(CallLog.Entry entry) {
    return new ServiceCall(
        entry.service(), entry.operation(), !entry.caller().account().equals(LocalCloud.ACCOUNT));
  }

  private String name(String logicalId) {
    return cloud.deployment.functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .map(TemplateFunction::name)
        .findFirst()
        .orElseThrow();
  }

  /** What was asked of AWS so far. */
  public QuotaMeter meter() {
    return pace.quotas.meter();
  }

  /** By the cloud's clock. */
  public Instant now() {
    return cloud.clock.instant();
  }

  @Override
  public void close() {
    cloud.close();
  }
}
