package awsemulator.elasticache.modify;

import awsemulator.elasticache.rules.SecurityGroups;
import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NotificationConfiguration;

/** The settings of ModifyReplicationGroup that touch no process. */
final class SettingsRules {
  private final StoredGroup group;
  private final ModifyReplicationGroupRequest request;
  private final List<GroupEdit> edits = new ArrayList<>();

  private SettingsRules(StoredGroup group, ModifyReplicationGroupRequest request) {
    this.group = group;
    this.request = request;
  }

  static List<GroupEdit> edits(StoredGroup group, ModifyReplicationGroupRequest request) {
    SettingsRules rules = new SettingsRules(group, request);
    rules.groupSettings();
    rules.nodeSettings();
    rules.topic();
    return rules.edits;
  }

  private void groupSettings() {
    String description = request.replicationGroupDescription();
    if (changes(description, group.group().description())) {
      ValueRules.description(description);
      edits.add(SettingsEdit.ofGroup("description", b -> b.description(description)));
    }
    String discovery = request.ipDiscoveryAsString();
    if (changes(discovery, group.group().ipDiscoveryAsString())) {
      ValueRules.ipDiscovery(discovery, group.group().networkTypeAsString());
      edits.add(
          new SettingsEdit(
              "IP discovery " + discovery,
              b -> b.ipDiscovery(discovery),
              b -> b.ipDiscovery(discovery)));
    }
    Boolean minor = request.autoMinorVersionUpgrade();
    if (changes(minor, group.group().autoMinorVersionUpgrade())) {
      edits.add(
          new SettingsEdit(
              "automatic minor version upgrade " + minor,
              b -> b.autoMinorVersionUpgrade(minor),
              b -> b.autoMinorVersionUpgrade(minor)));
    }
  }

  private void nodeSettings() {
    String window = NameRules.lower(request.preferredMaintenanceWindow());
    if (changes(window, group.anyNode().preferredMaintenanceWindow())) {
      ValueRules.maintenanceWindow(window);
      edits.add(
          SettingsEdit.ofNodes(
              "maintenance window " + window, b -> b.preferredMaintenanceWindow(window)));
    }
    List<String> securityGroups = request.securityGroupIds();
    if (!securityGroups.isEmpty()
        && !securityGroups.equals(SecurityGroups.ids(group.anyNode().securityGroups()))) {
      SecurityGroups.check(securityGroups);
      edits.add(
          SettingsEdit.ofNodes(
              "security groups " + securityGroups,
              b -> b.securityGroups(SecurityGroups.active(securityGroups))));
    }
  }

  private void topic() {
    NotificationConfiguration now = group.anyNode().notificationConfiguration();
    String topicNow = now == null ? null : now.topicArn();
    String statusNow = now == null ? null : now.topicStatus();
    String topic =
        Objects.requireNonNullElse(
            request.notificationTopicArn(), topicNow == null ? "" : topicNow);
    String status = request.notificationTopicStatus();
    if (!changes(request.notificationTopicArn(), topicNow) && !changes(status, statusNow)) {
      return;
    }
    if (topic.isEmpty()) {
      throw ElastiCacheError.combination(
          "The replication group has no notification topic whose status could change.");
    }
    ValueRules.topic(topic, group.place());
    ValueRules.oneOf("NotificationTopicStatus", status, "active", "inactive");
    String target = Objects.requireNonNullElse(status, "active");
    edits.add(
        SettingsEdit.ofNodes(
            "notification topic " + target,
            b -> b.notificationConfiguration(t -> t.topicArn(topic).topicStatus(target))));
  }

  static boolean changes(Object asked, Object now) {
    return asked != null && !asked.equals(now);
  }
}
