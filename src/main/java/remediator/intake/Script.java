package remediator.intake;

import java.util.Map;

/** What the services answer in the {@link Rehearsal}: a group of two nodes that needs TLS. */
final class Script {
  private static final String SHARD =
      """
      <NodeGroups><NodeGroup><NodeGroupId>0001</NodeGroupId><Status>available</Status>\
      <PrimaryEndpoint><Address>p</Address><Port>6379</Port></PrimaryEndpoint>\
      <NodeGroupMembers>\
      <NodeGroupMember><CacheClusterId>r-001</CacheClusterId><CacheNodeId>0001</CacheNodeId>\
      <CurrentRole>primary</CurrentRole></NodeGroupMember>\
      <NodeGroupMember><CacheClusterId>r-002</CacheClusterId><CacheNodeId>0001</CacheNodeId>\
      <CurrentRole>replica</CurrentRole></NodeGroupMember>\
      </NodeGroupMembers></NodeGroup></NodeGroups>\
      """;

  private static final String GROUP =
      "<ReplicationGroup><ReplicationGroupId>r</ReplicationGroupId><Status>available</Status>"
          + "<PendingModifiedValues/>"
          + "<MemberClusters><ClusterId>r-001</ClusterId><ClusterId>r-002</ClusterId>"
          + "</MemberClusters>"
          + SHARD
          + "<SnapshotRetentionLimit>1</SnapshotRetentionLimit>"
          + "<AtRestEncryptionEnabled>true</AtRestEncryptionEnabled></ReplicationGroup>";

  /** Bodies by a text that only requests of that kind have. */
  static final Map<String, String> ANSWERS =
      Map.of(
          "Action=DescribeReplicationGroups",
          result(
              "DescribeReplicationGroups", "<ReplicationGroups>" + GROUP + "</ReplicationGroups>"),
          "Action=DescribeCacheClusters",
          result(
              "DescribeCacheClusters",
              "<CacheClusters>" + node("r-001") + node("r-002") + "</CacheClusters>"),
          "Action=ListTagsForResource",
          result(
              "ListTagsForResource", "<TagList><Tag><Key>k</Key><Value>v</Value></Tag></TagList>"),
          "Action=ModifyReplicationGroup",
          result("ModifyReplicationGroup", GROUP),
          "DynamoDB_20120810.GetItem",
          "{}",
          "DynamoDB_20120810.PutItem",
          "{}",
          "AmazonSSM.GetParameter",
          "{\"Parameter\":{\"Name\":\"r\",\"Value\":\"run\"}}",
          "AWSStepFunctions.StartExecution",
          "{\"executionArn\":\"r\",\"startDate\":0}",
          "/findings ",
          "{\"Findings\":[{\"Id\":\"r\",\"ProductArn\":\"r\"}]}",
          "/findings/batchupdate",
          "{\"ProcessedFindings\":[],\"UnprocessedFindings\":[]}");

  private Script() {}

  private static String node(String id) {
    return """
    <CacheCluster><CacheClusterId>%s</CacheClusterId><Engine>redis</Engine>\
    <EngineVersion>7.1.0</EngineVersion><PendingModifiedValues/>\
    <CacheParameterGroup><CacheParameterGroupName>p</CacheParameterGroupName>\
    </CacheParameterGroup><CacheNodes><CacheNode><CacheNodeId>0001</CacheNodeId>\
    <Endpoint><Address>a</Address><Port>6379</Port></Endpoint></CacheNode></CacheNodes>\
    <SecurityGroups><member><SecurityGroupId>s</SecurityGroupId><Status>active</Status>\
    </member></SecurityGroups></CacheCluster>\
    """
        .formatted(id);
  }

  private static String result(String action, String inside) {
    return "<%sResponse><%sResult>%s</%sResult></%sResponse>"
        .formatted(action, action, inside, action, action);
  }
}
