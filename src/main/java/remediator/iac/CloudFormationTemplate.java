package remediator.iac;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.LogDelivery;
import remediator.group.GroupSpec.Node;
import remediator.group.GroupSpec.Shard;
import remediator.group.TransitEncryptionMode;
import remediator.json.StrictJson;

/**
 * The group as an AWS::ElastiCache::ReplicationGroup that CloudFormation can import ("Bringing
 * existing resources into CloudFormation management"): with a DeletionPolicy, and every property as
 * it is, so that the import finds no drift.
 */
final class CloudFormationTemplate {
  private static final String TYPE = "AWS::ElastiCache::ReplicationGroup";

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
          .build();

  private final CacheGroup group;
  private final Map<String, Object> properties = new LinkedHashMap<>();

  CloudFormationTemplate(CacheGroup group) {
    this.group = group;
  }

  String template() {
    Map<String, Object> resource = new LinkedHashMap<>();
    resource.put("Type", TYPE);
    resource.put("DeletionPolicy", "Retain");
    resource.put("UpdateReplacePolicy", "Retain");
    resource.put("Properties", properties());
    Map<String, Object> template = new LinkedHashMap<>();
    template.put("AWSTemplateFormatVersion", "2010-09-09");
    template.put("Resources", Map.of(logicalId(group.arn().id()), resource));
    try {
      return YAML.writeValueAsString(template);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps, lists, texts and numbers can be written", e);
    }
  }

  /** What create-change-set --change-set-type IMPORT wants in --resources-to-import. */
  static String toImport(CacheGroup group) {
    String id = group.arn().id();
    Map<String, Object> resource =
        ordered("ResourceType", TYPE, "LogicalResourceId", logicalId(id));
    resource.put("ResourceIdentifier", Map.of("ReplicationGroupId", id));
    return StrictJson.write(List.of(resource));
  }

  static String logicalId(String id) {
    StringBuilder name = new StringBuilder();
    for (String word : id.split("-", -1)) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }

  private Map<String, Object> properties() {
    GroupSpec s = group.spec();
    properties.put("ReplicationGroupId", group.arn().id());
    properties.put("ReplicationGroupDescription", s.description());
    properties.put("Engine", s.engine().version().engine());
    properties.put("EngineVersion", s.engine().version().toApiVersion());
    properties.put("CacheParameterGroupName", s.engine().parameterGroup());
    properties.put("CacheNodeType", s.layout().nodeType());
    text("ClusterMode", s.clusterModeToSend());
    properties.put("AutomaticFailoverEnabled", s.layout().automaticFailover());
    properties.put("MultiAZEnabled", s.layout().multiAz());
    if (s.layout().dataTiering()) {
      properties.put("DataTieringEnabled", true);
    }
    shape();
    properties.put("CacheSubnetGroupName", s.network().subnetGroup());
    list("SecurityGroupIds", s.network().securityGroups());
    properties.put("Port", s.network().port());
    text("NetworkType", s.networkTypeToSend());
    text("IpDiscovery", s.ipDiscoveryToSend());
    properties.put("AtRestEncryptionEnabled", s.encryption().atRest());
    text("KmsKeyId", s.encryption().kmsKey());
    boolean tls = s.encryption().transit() != TransitEncryptionMode.NONE;
    properties.put("TransitEncryptionEnabled", tls);
    if (tls && s.engine().version().canSwitchTlsOnline()) {
      properties.put("TransitEncryptionMode", s.encryption().transit().apiValue());
    }
    list("UserGroupIds", s.access().userGroups());
    properties.put("SnapshotRetentionLimit", s.backup().days());
    text("SnapshotWindow", s.backup().window());
    text("PreferredMaintenanceWindow", s.maintenance().window());
    properties.put("AutoMinorVersionUpgrade", s.maintenance().minorVersionUpgrade());
    text("NotificationTopicArn", s.maintenance().topic());
    list(
        "LogDeliveryConfigurations",
        s.maintenance().logs().stream().map(CloudFormationTemplate::log).toList());
    list(
        "Tags",
        new TreeMap<>(s.tags())
            .entrySet().stream()
                .map(t -> ordered("Key", t.getKey(), "Value", t.getValue()))
                .toList());
    return properties;
  }

  private void shape() {
    List<Shard> shards = group.spec().layout().shards();
    List<Node> nodes = shards.stream().flatMap(s -> s.nodes().stream()).toList();
    if (group.spec().layout().sharded()) {
      properties.put("NumNodeGroups", shards.size());
      properties.put(
          "NodeGroupConfiguration", shards.stream().map(CloudFormationTemplate::shard).toList());
      return;
    }
    properties.put("NumCacheClusters", nodes.size());
    if (nodes.stream().noneMatch(n -> n.zone().isEmpty())) {
      properties.put("PreferredCacheClusterAZs", nodes.stream().map(Node::zone).toList());
    }
  }

  private static Map<String, Object> shard(Shard shard) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("NodeGroupId", shard.id());
    if (!shard.slots().isEmpty()) {
      map.put("Slots", shard.slots());
    }
    map.put("ReplicaCount", shard.nodes().size() - 1);
    if (shard.nodes().stream().noneMatch(n -> n.zone().isEmpty())) {
      map.put("PrimaryAvailabilityZone", shard.nodes().getFirst().zone());
      List<String> others = new ArrayList<>(shard.nodes().stream().map(Node::zone).toList());
      others.removeFirst();
      if (!others.isEmpty()) {
        map.put("ReplicaAvailabilityZones", others);
      }
    }
    return map;
  }

  private static Map<String, Object> log(LogDelivery log) {
    boolean logs = log.destinationType().equals("cloudwatch-logs");
    Map<String, Object> details =
        logs
            ? Map.of("CloudWatchLogsDetails", Map.of("LogGroup", log.destination()))
            : Map.of("KinesisFirehoseDetails", Map.of("DeliveryStream", log.destination()));
    Map<String, Object> map = ordered("LogType", log.type(), "LogFormat", log.format());
    map.put("DestinationType", log.destinationType());
    map.put("DestinationDetails", details);
    return map;
  }

  private static Map<String, Object> ordered(String k, Object v, String k2, Object v2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(k, v);
    map.put(k2, v2);
    return map;
  }

  private void text(String name, String value) {
    if (!value.isEmpty()) {
      properties.put(name, value);
    }
  }

  private void list(String name, List<?> values) {
    if (!values.isEmpty()) {
      properties.put(name, values);
    }
  }
}
