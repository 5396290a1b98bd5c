package remediator.thirdcontrol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import remediator.finding.EventReader;
import remediator.finding.Events;
import remediator.finding.Finding;
import remediator.finding.FindingResult;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.RelatedResources;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.notification.ApprovalRequest;
import remediator.notification.Gate;
import remediator.notification.Messages;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Groups;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.plan.difference.AttributeDifference;
import remediator.workflow.StepBench;
import remediator.workflow.gate.ShownTable;
import remediator.workflow.replace.VerifyControls;
import remediator.workflow.retire.ToldOutcome;

/** From an event to the look at the new group, as the product goes that way; told by words. */
public final class ThirdControlStory implements Callable<Map<String, String>> {
  private static final String ID = "ElastiCache.99";
  private static final Policy POLICY = Policy.of(Map.of(), Map.of());
  private static final AvailableEngineVersions OFFER =
      new AvailableEngineVersions(
          List.of(
              new AvailableEngineVersions.Version(EngineVersion.parse("redis", "7.1"), "redis7")));

  private final Map<String, String> told = new TreeMap<>();

  @Override
  public Map<String, String> call() {
    told.put("controls", Control.all().stream().map(Control::id).collect(Collectors.joining(",")));
    Finding finding = read();
    CacheGroup group = Groups.group().transit(TransitEncryptionMode.REQUIRED).build();
    Plan plan =
        Planner.plan(group, Control.of(finding.control()), POLICY, OFFER, RelatedResources.UNSEEN);
    told.put("decision", plan.decision().name());
    told.put("offer needed", String.valueOf(Planner.needsOffer(group)));
    Set<String> answered =
        Planner.answered(plan, group, POLICY).stream()
            .map(Control::id)
            .collect(Collectors.toUnmodifiableSet());
    told.put("answered", String.join(",", answered));
    ask(Messages.ENGLISH, finding, answered);
    ask(Messages.JAPANESE, finding, answered);
    if (plan instanceof Plan.Replace replace) {
      compare(group, replace);
    }
    choose(group);
    try (StepBench bench = new StepBench()) {
      replace(bench, answered);
    }
    return told;
  }

  /** What an owner may choose, and what comes of it. */
  private void choose(CacheGroup group) {
    told.put("legal", PolicySetting.CONTROLS.legal());
    for (String chosen : List.of("all", ID, "ElastiCache.4", "ElastiCache.98")) {
      Policy policy = Policy.of(Map.of("POLICY_CONTROLS", chosen), Map.of());
      told.put(
          "chosen " + chosen,
          policy.violations().isEmpty()
              ? Planner.plan(group, Control.of(ID), policy, OFFER, RelatedResources.UNSEEN)
                  .decision()
                  .name()
              : policy.violations().toString());
    }
    told.put(
        "tag tightens",
        Policy.of(Map.of(), Map.of(PolicySetting.CONTROLS.tag(), ID)).violations().toString());
    told.put(
        "tag loosens",
        Policy.of(Map.of("POLICY_CONTROLS", ID), Map.of(PolicySetting.CONTROLS.tag(), "all"))
            .violations()
            .toString());
  }

  /** The steps of a replacement, against the local cloud. */
  private void replace(StepBench bench, Set<String> answered) {
    bench.with(
        StepBench.small()
            .atRestEncryptionEnabled(true)
            .transitEncryptionEnabled(true)
            .snapshotRetentionLimit(7),
        Map.of("data", "cache-only"),
        answered);
    told.put("old verified", new VerifyControls().run(bench.work()).toString());
    told.put("table before", rows(bench, Gate.REPLACE));
    told.put("caveats", String.join("; ", ShownTable.caveats(bench.work())));
    bench.run("TakeSnapshot");
    bench.run("CreateGroup");
    keepBackups(bench, 3);
    told.put("spoilt compared", bench.run("CompareGroups").toString());
    keepBackups(bench, 14);
    told.put("compared", bench.run("CompareGroups").getClass().getSimpleName());
    told.put("differences", bench.kept().require(CaseAttribute.DIFFERENCES));
    told.put("table after", rows(bench, Gate.CUT_OVER));
    told.put("new verified", new VerifyControls().run(bench.work()).getClass().getSimpleName());
    bench.given(c -> c.with(CaseAttribute.CUT_OVER_AT, "2026-11-16T10:00:00Z"));
    told.put("outcome", ToldOutcome.of(bench.kept(), Optional.empty()));
  }

  private static void keepBackups(StepBench bench, int days) {
    bench.client.modifyReplicationGroup(
        r -> r.replicationGroupId("orders-enc").snapshotRetentionLimit(days));
    bench.cloud.clock.advance(Duration.ofHours(1));
  }

  private static String rows(StepBench bench, Gate gate) {
    return ShownTable.of(gate, bench.work()).stream()
        .map(
            r -> Messages.ENGLISH.format("row." + r.attribute()) + " " + r.now() + ">" + r.willBe())
        .collect(Collectors.joining("; "));
  }

  private Finding read() {
    byte[] event =
        Events.sample("ec4-one-node-replace").with("Compliance/SecurityControlId", ID).bytes();
    FindingResult result = new EventReader(Control.ids()).read(EventReader.parse(event)).getFirst();
    told.put("read", result.getClass().getSimpleName());
    return ((FindingResult.FailedControl) result).finding();
  }

  private void ask(Messages messages, Finding finding, Set<String> answered) {
    ApprovalRequest request =
        new ApprovalRequest(
            Gate.REPLACE,
            finding.group().toString(),
            "flow-1",
            List.of(finding.group().id()),
            List.copyOf(answered),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            Optional.empty(),
            "2026-11-16T10:00:00Z",
            1,
            "",
            Optional.empty());
    told.put("found " + messages.language(), request.found(messages));
    told.put("otherwise " + messages.language(), request.of("otherwise", messages));
  }

  private void compare(CacheGroup group, Plan.Replace plan) {
    CacheGroup same =
        new CacheGroup(
            group.arn(),
            group.status(),
            plan.targetSpec(),
            group.endpoints(),
            group.members(),
            Map.of(),
            List.of(),
            Optional.empty(),
            false,
            List.of(),
            group.created(),
            group.storageEncryption(),
            group.conditions());
    AttributeDifference.Comparison comparison =
        AttributeDifference.compare(group, plan.targetSpec(), same);
    told.put("planned differences", comparison.planned().toString());
    told.put("other differences", comparison.different().toString());
  }
}
