package remediator.local;

import awsemulator.cloud.CallerIdentity;
import awsemulator.data.PortProbe;
import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.state.VisibleChange;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.StateEntered;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.LocalCloud;
import remediator.local.report.AroundReport;
import remediator.local.report.CloneReport;
import remediator.local.report.EventReport.FindingReport;
import remediator.local.report.EventStory;
import remediator.local.report.GateOutcome;
import remediator.local.report.GroupPicture;
import remediator.local.report.OutcomeWord;
import remediator.local.timeline.TimelineRecorder;
import remediator.workflow.core.WriteHold;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;

/** Watches a run from outside the product, and says what has become of each finding. */
final class RunObserver {
  private final LocalCloud cloud;
  private final ObservedData data;
  private final RedisDataPlane redis;
  private final EventStory story;
  private final TimelineRecorder times;
  private final Map<String, GroupPicture> before = new HashMap<>();
  private final Map<String, Long> keysBefore = new HashMap<>();
  private final Map<String, StateEntered> gates = new HashMap<>();
  private final Map<String, List<Instant[]>> gateTimes = new HashMap<>();
  private final PeriodicEvaluation secondLook;

  RunObserver(
      LocalCloud cloud,
      ObservedData data,
      RedisDataPlane redis,
      EventStory story,
      TimelineRecorder times,
      Set<String> groups) {
    this.cloud = cloud;
    this.data = data;
    this.redis = redis;
    this.story = story;
    this.times = times;
    this.secondLook = new PeriodicEvaluation(cloud, story, times);
    for (String arn : groups) {
      GroupPicture picture = GroupPicture.of(cloud.elastiCache.view(), arn);
      if (picture != null) {
        before.put(arn, picture);
        keysBefore.put(arn, data.keys(arn));
      }
    }
    cloud.elastiCache.onChange(this::changed);
    cloud.machines.onState(this::entered);
    cloud.securityHub.onUpdate(f -> noted(note(f)));
    cloud.securityHub.onUpdateV2(f -> noted(String.valueOf(f.get("comment"))));
  }

  private void noted(String text) {
    story.tell("remediator", "notes on the finding: " + text);
  }

  private static String note(Map<String, Object> finding) {
    return finding.get("Note") instanceof Map<?, ?> note
        ? String.valueOf(note.get("Text"))
        : "updated";
  }

  private void changed(VisibleChange change) {
    String name = change.arn().substring(change.arn().lastIndexOf(':') + 1);
    story.tell("ElastiCache", name + ": " + change.text());
  }

  private void entered(StateEntered entered) {
    times.entered(entered);
    String execution = entered.execution().arn();
    StateEntered gate = gates.remove(execution);
    if (gate != null) {
      gateTimes
          .computeIfAbsent(execution, _ -> new java.util.ArrayList<>())
          .add(new Instant[] {gate.at(), entered.at()});
    }
    if (entered.state().equals("CopyKeys")) {
      data.copying(groupOf(entered.execution()));
    }
    if (entered.state().equals("SwitchEndpoints")) {
      data.cutOver(groupOf(entered.execution()));
    }
    if (entered.state().startsWith("Ask")) {
      gates.put(execution, entered);
    }
  }

  private static String groupOf(ExecutionView execution) {
    return String.valueOf(StrictJson.readObject(execution.input()).get("group"));
  }

  /** Half a day later Security Hub evaluates the controls again and tells by an event. */
  void securityHubLooksAgain(String event, Consumer<String> deliver) {
    secondLook.take(event, deliver);
  }

  /** What became of a finding, given what the handler logged of it. */
  FindingReport report(Map<String, Object> verdict) {
    String arn = text(verdict, "group");
    Optional<ExecutionView> execution =
        cloud.machines.executions().stream()
            .filter(e -> e.name().equals(text(verdict, "flow")))
            .findFirst();
    Optional<RemediationCase> flow = execution.flatMap(_ -> ledger().find(GroupArn.parse(arn)));
    GroupPicture old = GroupPicture.of(cloud.elastiCache.view(), arn);
    String serving = serving(flow, arn);
    GroupPicture after = GroupPicture.of(cloud.elastiCache.view(), serving);
    Map<String, Object> keys = keys(arn, serving, flow);
    boolean whole =
        keys.isEmpty()
            || (keys.get("keysBefore").equals(keys.get("keysAfter")) && isAsHeld(arn, flow));
    flow.ifPresent(this::seenByPeople);
    String outcome =
        OutcomeWord.of(
            flow, text(verdict, "control"), worksOn(arn), before.get(arn), old, after, whole);
    Instant end = execution.map(ExecutionView::stopped).orElse(story.start());
    end = end == null ? cloud.clock.instant() : end;
    return new FindingReport(
        text(verdict, "finding"),
        text(verdict, "control"),
        arn,
        text(verdict, "decision"),
        strings(verdict.get("reasons")),
        outcome,
        flow.map(GateOutcome::of).orElse(List.of()),
        execution.map(ExecutionView::transitions).orElse(0),
        cloud.shares.of(arn),
        end.getEpochSecond() - story.start().getEpochSecond(),
        serviceSeconds(execution, made(arn, flow), end),
        before.get(arn),
        after,
        keys,
        flow.isPresent() && after != null ? probe(serving) : Map.of(),
        flow.filter(f -> f.attribute(CaseAttribute.VERIFIED_AT).isPresent())
            .map(f -> CloneReport.of(f, new AroundReport(cloud).of(GroupArn.parse(serving), f)))
            .orElse(Map.of()));
  }

  /** What the ledger alone knows the times of. */
  private void seenByPeople(RemediationCase flow) {
    WriteHold.pause(flow)
        .ifPresent(
            pause ->
                times.paused(Instant.parse(flow.require(CaseAttribute.WRITES_HELD_AT)), pause));
    flow.newGroup()
        .flatMap(_ -> flow.attribute(CaseAttribute.CUT_OVER_AT))
        .map(Instant::parse)
        .ifPresent(times::cutOver);
    GateOutcome.of(flow).forEach(g -> times.decided(g.gate(), g.at(), g.answer()));
  }

  /** Where the policy has writes held, the data was taken while the servers refused them. */
  private boolean isAsHeld(String arn, Optional<RemediationCase> flow) {
    return flow.filter(WriteHold::isEnforced)
            .flatMap(f -> f.attribute(CaseAttribute.CUT_OVER_AT))
            .isEmpty()
        || data.refusedAtSnapshot(arn);
  }

  private boolean worksOn(String arn) {
    return cloud.machines.executions().stream()
        .anyMatch(e -> groupOf(e).equals(arn) && before.containsKey(arn));
  }

  private Ledger ledger() {
    AwsClients aws =
        new AwsClients(
            cloud.as(CallerIdentity.OPERATOR, cloud.home.account()), cloud.home, Optional.empty());
    return new Ledger(
        aws.dynamoDb(),
        cloud.deployment.tables().getFirst().name(),
        new ExecutionNames("10ca1000"));
  }

  private static String serving(Optional<RemediationCase> flow, String arn) {
    return flow.filter(f -> f.attribute(CaseAttribute.CUT_OVER_AT).isPresent())
        .flatMap(RemediationCase::newGroup)
        .map(GroupArn::toString)
        .orElse(arn);
  }

  /** The group and all that the flow made of it, also what a roll-back has removed. */
  private static Set<String> made(String arn, Optional<RemediationCase> flow) {
    return Stream.of(
            Stream.of(arn),
            flow.flatMap(RemediationCase::newGroup).stream().map(GroupArn::toString),
            flow.map(RemediationCase::source).stream().map(GroupArn::toString))
        .flatMap(arns -> arns)
        .collect(Collectors.toSet());
  }

  private Map<String, Object> keys(String arn, String serving, Optional<RemediationCase> flow) {
    if (!keysBefore.containsKey(arn)) {
      return Map.of();
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("keysBefore", keysBefore.get(arn));
    map.put("keysAfter", data.running(serving) ? data.keys(serving) : 0L);
    map.put("lostWrites", serving.equals(arn) ? 0L : data.writesAfterSnapshot(arn));
    flow.flatMap(WriteHold::pause)
        .ifPresent(
            pause -> {
              map.put("pauseFrom", WriteHold.refusedFrom(flow.get()).orElseThrow().toString());
              map.put("pauseSeconds", pause.toSeconds());
            });
    flow.flatMap(f -> f.attribute(CaseAttribute.COMPARED_ITEMS))
        .ifPresent(keys -> map.put("keysCompared", Long.parseLong(keys)));
    return map;
  }

  /** What a real client sees at every shard of the group that serves. */
  private Map<String, Object> probe(String arn) {
    PortProbe probe = new PortProbe(redis.trust());
    String host = cloud.elastiCache.view().endpoints(arn).getFirst();
    boolean refused = true;
    boolean accepted = true;
    for (NodeGroup shard : cloud.elastiCache.view().group(arn).orElseThrow().nodeGroups()) {
      int port = data.port(arn, shard.nodeGroupId());
      refused &= probe.plaintextRefused(port);
      accepted &= probe.tlsAccepted(port, host);
    }
    return Map.of("plaintextRefused", refused, "tlsAccepted", accepted);
  }

  private long serviceSeconds(Optional<ExecutionView> execution, Set<String> arns, Instant end) {
    ServiceTime time = new ServiceTime(story.start(), end);
    cloud.elastiCache.view().busy().stream()
        .filter(i -> i.arn().contains(":snapshot:") || arns.contains(i.arn()))
        .forEach(i -> time.add(i.from(), i.to()));
    execution
        .map(e -> gateTimes.getOrDefault(e.arn(), List.of()))
        .orElse(List.of())
        .forEach(t -> time.add(t[0], t[1]));
    return time.total().toSeconds();
  }

  private static String text(Map<String, Object> map, String key) {
    return String.valueOf(map.getOrDefault(key, ""));
  }

  private static List<String> strings(Object value) {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
