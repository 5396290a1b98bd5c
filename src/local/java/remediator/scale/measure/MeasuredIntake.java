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
    function =
        cloud.deployment.functions().stream()
            .filter(f -> f.logicalId().equals("FindingFunction"))
            .map(TemplateFunction::name)
            .findFirst()
            .orElseThrow();
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
   * One event for each finding of the estate.
   *
   * @param pause between two events
   */
  public List<Taken> deliverAll(Duration pause) throws FunctionFailed {
    List<Taken> all = new ArrayList<>();
    for (int i = 0; i < estate.groups().size(); i++) {
      for (String control : estate.groups().get(i).kind().controls()) {
        all.add(deliver(i, control, pause));
      }
    }
    return all;
  }

  private Taken deliver(int group, String control, Duration pause) throws FunctionFailed {
    cloud.clock.pass(pause);
    List<ServiceCall> calls = invoke(text(group, control));
    int visit = visits.merge(group, 1, Integer::sum) - 1;
    return new Taken(new FindingEvent(group, control, visit), calls);
  }

  /** The calls of an event that says that a control passes, of the first group of a kind. */
  public List<ServiceCall> deliverPassed(GroupKind kind) throws FunctionFailed {
    List<GroupKind> kinds = estate.groups().stream().map(GeneratedEstate.Group::kind).toList();
    int group = kinds.indexOf(kind);
    String control = kind.controls().getFirst();
    return invoke(text(group, control).replace("\"Status\": \"FAILED\"", "\"Status\": \"PASSED\""));
  }

  private List<ServiceCall> invoke(String event) throws FunctionFailed {
    int before = cloud.calls.size();
    cloud.lambda.invoke(function, event);
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
