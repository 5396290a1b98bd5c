package remediator.live.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.plan.Control;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * AWS Config's periodic rules and Security Hub's findings of them, every twelve hours ("checks run
 * within 12 or 24 hours"): a finding is imported when a group is first seen and whenever its status
 * changes, and archived when the group is gone.
 */
final class PeriodicChecks {
  private static final Duration EVERY = Duration.ofHours(12);
  private static final Path SAMPLE = Path.of("events/ec5-redis-7.1-online-tls.json");
  private static final String SAMPLE_GROUP = "orders-cache";

  private final SandboxCloud cloud;
  private final Map<String, String> told = new HashMap<>();

  PeriodicChecks(SandboxCloud cloud) {
    this.cloud = cloud;
  }

  void begin() {
    cloud.clock.schedule(EVERY, this::check);
  }

  private void check() {
    Map<String, ReplicationGroup> groups = new HashMap<>();
    cloud.elastiCache.view().groups().forEach(g -> groups.put(g.replicationGroupId(), g));
    for (Control control : Control.all()) {
      groups.values().forEach(g -> tell(control.id(), g.replicationGroupId(), status(control, g)));
      List.copyOf(told.keySet()).stream()
          .filter(k -> k.startsWith(control.id() + " "))
          .map(k -> k.substring(control.id().length() + 1))
          .filter(id -> !groups.containsKey(id))
          .forEach(id -> tell(control.id(), id, "ARCHIVED"));
    }
    begin();
  }

  private static String status(Control control, ReplicationGroup group) {
    return control.passesCheck(GroupState.of(group).settings()) ? "PASSED" : "FAILED";
  }

  private void tell(String control, String id, String status) {
    if (status.equals(told.put(control + " " + id, status))) {
      return;
    }
    Map<String, Object> envelope = StrictJson.readObject(sample(control, id));
    Map<?, ?> detail = (Map<?, ?>) envelope.get("detail");
    Map<String, Object> finding = new HashMap<>();
    ((Map<?, ?>) ((List<?>) detail.get("findings")).getFirst())
        .forEach((k, v) -> finding.put((String) k, v));
    Map<String, Object> compliance = new HashMap<>();
    ((Map<?, ?>) finding.get("Compliance")).forEach((k, v) -> compliance.put((String) k, v));
    boolean archived = status.equals("ARCHIVED");
    compliance.put("Status", archived ? "FAILED" : status);
    finding.put("Compliance", compliance);
    finding.put("RecordState", archived ? "ARCHIVED" : "ACTIVE");
    finding.put("Workflow", Map.of("Status", status.equals("PASSED") ? "RESOLVED" : "NEW"));
    finding.put("UpdatedAt", cloud.clock.instant().toString());
    envelope.put("detail", Map.of("findings", List.of(finding)));
    cloud.securityHub.importFinding(finding);
    deliver(StrictJson.write(envelope));
  }

  /** The sample event, as it were of this control and group. */
  private static String sample(String control, String id) {
    try {
      String finding =
          UUID.nameUUIDFromBytes((control + id).getBytes(StandardCharsets.UTF_8)).toString();
      return Files.readString(SAMPLE)
          .replace("ElastiCache.5", control)
          .replace(SAMPLE_GROUP, id)
          .replace("b6fe175a-9322-ab8d-30f7-9f0c3f70789b", finding);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deliver(String event) {
    String account = SandboxCloud.ACCOUNT;
    for (String target : cloud.events.rules(account, SandboxCloud.REGION).targetsFor(event)) {
      String[] arn = target.split(":log-group:", 2);
      if (arn.length == 2) {
        cloud.logs.deliver(account, SandboxCloud.REGION, arn[1], event);
      }
    }
  }
}
