package remediator.scale.measure;

import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.data.NoData;
import awsemulator.services.SnsService;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import awsemulator.template.TemplateFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.LocalCloud;
import remediator.local.report.GateCommand;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * A flow as the product itself ran it in the local cloud, from its first step to its end, under the
 * template's defaults, every gate answered with yes.
 *
 * @param steps in order
 * @param length from the flow's start to its end
 * @param transitions that Step Functions bills
 * @param ended calls of the function that takes findings, when it is told of the end while another
 *     group waits: of looking at the line and starting that group's flow
 */
public record MeasuredFlow(
    List<FlowStep> steps, Duration length, int transitions, List<ServiceCall> ended) {
  /**
   * What a flow does at one instant.
   *
   * @param after the flow's start
   * @param invocations of functions
   */
  public record FlowStep(Duration after, int invocations, List<ServiceCall> calls) {}

  /** As the template has them, where the local cloud has others. */
  private static final Map<String, String> AS_DEPLOYED =
      Map.of("DecisionPage", "console", "MaxFlows", "1");

  private static final int MOST_TASKS = 50_000;

  /**
   * Runs the flows of two groups of a kind, one after the other.
   *
   * @param folder for the estate's files
   * @param answer how long each gate waits for its yes
   */
  public static MeasuredFlow of(GroupKind kind, Path folder, Duration answer) throws IOException {
    GeneratedEstate estate =
        new GeneratedEstate(
            List.of(
                new GeneratedEstate.Group(kind, "300000000000", "cache-0"),
                new GeneratedEstate.Group(kind, "300000000000", "cache-1")));
    try (LocalCloud cloud =
            new LocalCloud(
                estate.fleet(folder), new NoData(), AS_DEPLOYED, FaultPlan.NEVER, _ -> {});
        SfnClient person = person(cloud)) {
      cloud.sns.onPublish(approver(cloud, person, answer));
      List<Integer> ends = new ArrayList<>();
      cloud.machines.onEnd(_ -> ends.add(cloud.calls.size()));
      EventFixtures fixtures = new EventFixtures(cloud, null, null);
      String function =
          cloud.deployment.functions().stream()
              .filter(f -> f.logicalId().equals("FindingFunction"))
              .map(TemplateFunction::name)
              .findFirst()
              .orElseThrow();
      for (GeneratedEstate.Group group : estate.groups()) {
        String event =
            GeneratedFindings.failed(
                group, kind.controls().getFirst(), GeneratedFindings.SHAPES.getFirst());
        fixtures.importFindings(event);
        cloud.lambda.invoke(function, event);
      }
      int begun = cloud.calls.size();
      for (int i = 0; i < MOST_TASKS && (ends.size() < 2 || cloud.clock.busy()); i++) {
        cloud.clock.runNext();
      }
      return read(cloud, function, begun, ends);
    } catch (FunctionFailed e) {
      throw new IllegalStateException(kind + " could not be measured", e);
    }
  }

  private static MeasuredFlow read(LocalCloud cloud, String intake, int begun, List<Integer> ends) {
    ExecutionView first = cloud.machines.executions().getFirst();
    if (ends.size() < 2 || first.stopped() == null) {
      throw new IllegalStateException("the flows did not end: " + first.name());
    }
    List<CallLog.Entry> all = cloud.calls.entries();
    SortedMap<Instant, List<ServiceCall>> byInstant = new TreeMap<>();
    for (CallLog.Entry entry : all.subList(begun, ends.getFirst())) {
      byProduct(entry)
          .ifPresent(
              call -> byInstant.computeIfAbsent(entry.at(), _ -> new ArrayList<>()).add(call));
    }
    Map<Instant, Integer> invocations = new TreeMap<>();
    cloud.lambda.invocations().stream()
        .filter(i -> !i.function().equals(intake))
        .filter(i -> !i.at().isBefore(first.started()) && !i.at().isAfter(first.stopped()))
        .forEach(i -> invocations.merge(i.at(), 1, Integer::sum));
    List<FlowStep> steps = new ArrayList<>();
    byInstant.forEach(
        (at, calls) ->
            steps.add(
                new FlowStep(
                    Duration.between(first.started(), at),
                    invocations.getOrDefault(at, 1),
                    calls)));
    List<ServiceCall> ended = new ArrayList<>();
    boolean started = false;
    for (CallLog.Entry entry : all.subList(ends.getFirst(), all.size())) {
      // What comes after the next flow's start is noted on its finding, and then its own steps.
      if (started && !entry.service().equals("SecurityHub") && !isRole(entry)) {
        break;
      }
      byProduct(entry).ifPresent(ended::add);
      started |= entry.operation().equals("StartExecution");
    }
    return new MeasuredFlow(
        steps, Duration.between(first.started(), first.stopped()), first.transitions(), ended);
  }

  private static boolean isRole(CallLog.Entry entry) {
    return (entry.service() + "." + entry.operation()).equals(ServiceCall.ROLE);
  }

  private static Optional<ServiceCall> byProduct(CallLog.Entry entry) {
    return isRole(entry) || entry.caller().principal().equals(CallerIdentity.OPERATOR)
        ? Optional.empty()
        : Optional.of(MeasuredIntake.call(entry));
  }

  private static Consumer<SnsService.Message> approver(
      LocalCloud cloud, SfnClient person, Duration answer) {
    return message ->
        GateCommand.in(message.message())
            // Gate required is raised anew each time; of the others it is the same question.
            .filter(
                gate ->
                    !message.subject().contains(": reminder ") || gate.gate().equals("required"))
            .ifPresent(
                gate ->
                    cloud.clock.schedule(
                        answer,
                        () -> {
                          String token = gate.token(cloud);
                          person.sendTaskSuccess(
                              r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
                        }));
  }

  private static SfnClient person(LocalCloud cloud) {
    return SfnClient.builder()
        .endpointOverride(cloud.uri())
        .region(Region.of(LocalCloud.REGION))
        .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT))
        .build();
  }
}
