package remediator.local.run;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import remediator.json.Json;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Security Hub's next periodic evaluation, half a day on: a control that is met now is reported as
 * PASSED, the finding of a group that is gone is archived, and either comes as an event.
 */
final class SecondLook {
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private final LocalCloud cloud;
  private final Story story;

  SecondLook(LocalCloud cloud, Story story) {
    this.cloud = cloud;
    this.story = story;
  }

  void take(String event, Consumer<String> deliver) {
    for (Map<String, Object> finding : Fixtures.findings(event)) {
      // OCSF findings are looked at through their ASFF twins in AWS; here only ASFF ones are.
      if (finding.get("Compliance") instanceof Map<?, ?> compliance
          && "FAILED".equals(compliance.get("Status"))
          && finding.get("Resources") instanceof List<?> resources
          && resources.size() == 1
          && resources.getFirst() instanceof Map<?, ?> resource
          && String.valueOf(resource.get("Id")).contains(":replicationgroup:")) {
        String arn = String.valueOf(resource.get("Id"));
        String control = String.valueOf(compliance.get("SecurityControlId"));
        look(event, finding, arn, control, deliver);
      }
    }
  }

  private void look(
      String event,
      Map<String, Object> finding,
      String arn,
      String control,
      Consumer<String> deliver) {
    var group = cloud.elastiCache.view().group(arn);
    Map<String, Object> now = new HashMap<>(finding);
    if (group.isEmpty()) {
      now.put("RecordState", "ARCHIVED");
    } else if (passes(control, group.get())) {
      Map<String, Object> compliance =
          new HashMap<>(Fixtures.castToObject(finding.get("Compliance")));
      compliance.put("Status", "PASSED");
      now.put("Compliance", compliance);
      now.put("Workflow", Map.of("Status", "RESOLVED"));
    } else {
      return;
    }
    now.put("UpdatedAt", cloud.clock.instant().plus(HALF_A_DAY).toString());
    Map<String, Object> envelope = envelope(event);
    envelope.put("detail-type", "Security Hub Findings - Imported");
    envelope.put("detail", Map.of("findings", List.of(now)));
    cloud.clock.schedule(
        HALF_A_DAY,
        () -> {
          story.tell(
              "Security Hub",
              control + " on " + arn + ": " + (group.isEmpty() ? "ARCHIVED" : "PASSED"));
          deliver.accept(Json.write(envelope));
        });
  }

  private static Map<String, Object> envelope(String event) {
    try {
      return Json.readObject(event.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** As the two Config rules judge: TLS on, in whatever mode. */
  private static boolean passes(String control, ReplicationGroup group) {
    return Boolean.TRUE.equals(
        control.equals("ElastiCache.4")
            ? group.atRestEncryptionEnabled()
            : group.transitEncryptionEnabled());
  }
}
