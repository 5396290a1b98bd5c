package remediator.local;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.LocalCloud;
import remediator.local.report.EventStory;
import remediator.local.timeline.TimelineRecorder;
import remediator.plan.Control;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Security Hub's next periodic evaluation, half a day on: a control that is met now is reported as
 * PASSED, the finding of a group that is gone is archived, and either comes as an event.
 */
final class PeriodicEvaluation {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private final LocalCloud cloud;
  private final EventStory story;
  private final TimelineRecorder times;

  PeriodicEvaluation(LocalCloud cloud, EventStory story, TimelineRecorder times) {
    this.cloud = cloud;
    this.story = story;
    this.times = times;
  }

  void take(String event, Consumer<String> deliver) {
    for (Map<String, Object> finding : EventFixtures.findings(event)) {
      HubFormat format = HubFormat.of(finding);
      if (format.failed(finding)) {
        look(event, finding, format, deliver);
      }
    }
  }

  private void look(
      String event, Map<String, Object> finding, HubFormat format, Consumer<String> deliver) {
    String arn = format.group(finding);
    String control = format.control(finding);
    Optional<ReplicationGroup> group = cloud.elastiCache.view().group(arn);
    String name = arn.substring(arn.lastIndexOf(':') + 1);
    if (group.isPresent() && !passes(control, group.get())) {
      times.findingStood(control, name);
      return;
    }
    String at = cloud.clock.instant().plus(HALF_A_DAY).toString();
    Map<String, Object> now =
        group.isPresent() ? format.passed(finding, at) : format.archived(finding, at);
    Map<String, Object> envelope = StrictJson.readObject(event);
    envelope.put("detail-type", format.detailType());
    envelope.put("detail", Map.of("findings", List.of(now)));
    cloud.clock.schedule(
        HALF_A_DAY,
        () -> {
          times.findingStood(control, name);
          times.findingBecame(control, group.isPresent() ? "PASSED" : "ARCHIVED");
          story.tell(
              "Security Hub",
              "evaluates %s on %s again: %s"
                  .formatted(
                      control, name, group.isPresent() ? "PASSED" : "the group is gone, ARCHIVED"));
          deliver.accept(StrictJson.write(envelope));
        });
  }

  /** As the control's Config rule judges. */
  private static boolean passes(String control, ReplicationGroup group) {
    return Control.find(control).isPresent()
        && Control.of(control).passesCheck(GroupState.of(group).settings());
  }
}
