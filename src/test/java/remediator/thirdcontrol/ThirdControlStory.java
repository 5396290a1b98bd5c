package remediator.thirdcontrol;

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
import remediator.group.GroupState;
import remediator.group.TransitEncryptionMode;
import remediator.notification.ApprovalRequest;
import remediator.notification.Gate;
import remediator.notification.Messages;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Groups;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.difference.AttributeDifference;
import remediator.workflow.replace.CreateGroupRequestFactory;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

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
    Plan plan = Planner.plan(group, Control.of(finding.control()), POLICY, OFFER);
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
      look(group, replace, answered);
    }
    return told;
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
            "");
    told.put("found " + messages.language(), request.found(messages));
    told.put("otherwise " + messages.language(), request.of("otherwise", messages));
  }

  /** What ElastiCache is asked for, and how the new group is looked at. */
  private void look(CacheGroup group, Plan.Replace plan, Set<String> answered) {
    CreateReplicationGroupRequest request =
        CreateGroupRequestFactory.of(plan.targetSpec(), "new", "snapshot", Map.of()).build();
    ReplicationGroup made =
        ReplicationGroup.builder()
            .status("available")
            .transitEncryptionEnabled(request.transitEncryptionEnabled())
            .atRestEncryptionEnabled(request.atRestEncryptionEnabled())
            .snapshotRetentionLimit(request.snapshotRetentionLimit())
            .build();
    told.put("old verified", verified(group.state(), answered));
    told.put("new verified", verified(GroupState.of(made), answered));
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
            group.created());
    AttributeDifference.Comparison comparison =
        AttributeDifference.compare(group, plan.targetSpec(), same);
    told.put("planned differences", comparison.planned().toString());
    told.put("other differences", comparison.different().toString());
  }

  private static String verified(GroupState state, Set<String> controls) {
    return String.valueOf(Control.areSatisfiedBy(controls, state.settings()));
  }
}
