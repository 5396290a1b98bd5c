package awsemulator.elasticache.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import awsemulator.elasticache.Faults;
import awsemulator.elasticache.LocalCloud;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.User;

class FleetTest {
  /** What Describe does not tell of a group; a plan turns on it. */
  private static final String ASSUMED =
      "the newest version of each engine is assumed, since cache-clusters.json is not there, which"
          + " tells the versions: write it by aws elasticache describe-cache-clusters"
          + " --show-cache-node-info --output json > cache-clusters.json";

  private static final String GROUP =
      """
      {"ReplicationGroups": [{
        "ReplicationGroupId": "orders", "Status": "available", "CacheNodeType": "cache.t4g.small",
        "ARN": "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders",
        "MemberClusters": ["orders-001"],
        "Durability": "disabled",
        "ReplicationGroupCreateTime": "2024-05-01T10:00:00.123000+00:00",
        "NodeGroups": [{"NodeGroupId": "0001", "Status": "available",
          "PrimaryEndpoint": {"Address": "orders.x9y8z7.ng.0001.euw1.cache.amazonaws.com",
            "Port": 6380},
          "NodeGroupMembers": [{"CacheClusterId": "orders-001", "CacheNodeId": "0001",
            "PreferredAvailabilityZone": "eu-west-1b", "CurrentRole": "primary"}]}]
      }]}
      """;
  private static final String CLUSTER =
      """
      {"CacheClusters": [{
        "CacheClusterId": "orders-001", "Engine": "redis", "EngineVersion": "6.2.6",
        "ARN": "arn:aws:elasticache:eu-west-1:111122223333:cluster:orders-001",
        "CacheSubnetGroupName": "private", "CacheClusterStatus": "available",
        "CacheParameterGroup": {"CacheParameterGroupName": "mine"}
      }]}
      """;
  private static final String TAGS =
      """
      {"arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders":
        [{"Key": "aws:cloudformation:stack-name", "Value": "shop"}]}
      """;
  @TempDir private Path folder;

  @Test
  void putsGroupsWhereTheirArnsSay() throws IOException {
    write("replication-groups.json", GROUP);
    write("cache-clusters.json", CLUSTER);
    write("tags.json", TAGS);
    LocalCloud cloud = new LocalCloud();
    cloud.service.add(Fleet.load(folder));
    ReplicationGroup group = cloud.group("orders");
    assertThat(group.nodeGroups().getFirst().primaryEndpoint().port()).isEqualTo(6380);
    assertThat(group.replicationGroupCreateTime()).isEqualTo("2024-05-01T10:00:00.123Z");
    assertThat(group.atRestEncryptionEnabled()).isFalse();
    assertThat(group.engine()).isEqualTo("redis");
    assertThat(cloud.node("orders-001").engineVersion()).isEqualTo("6.2.6");
    assertThat(cloud.service.view().tags(LocalCloud.arn("replicationgroup", "orders")))
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("shop"));
  }

  @Test
  void takesAwsDefaultsForWhatMissingFilesWouldHaveTold() throws IOException {
    write("replication-groups.json", GROUP);
    LocalCloud cloud = new LocalCloud();
    cloud.service.add(Fleet.load(folder));
    CacheCluster node = cloud.node("orders-001");
    assertThat(node.engine() + " " + node.engineVersion()).isEqualTo("redis 7.1.0");
    assertThat(node.cacheParameterGroup().cacheParameterGroupName()).isEqualTo("default.redis7");
    assertThat(node.cacheSubnetGroupName()).isEqualTo("default");
    assertThat(node.preferredAvailabilityZone()).isEqualTo("eu-west-1b");
  }

  @Test
  void keepsHashAndPortWhenTlsRenamesEndpoints() throws IOException {
    write("replication-groups.json", GROUP);
    LocalCloud cloud = new LocalCloud();
    cloud.service.add(Fleet.load(folder));
    ReplicationGroup after =
        cloud.modified(
            "orders", r -> r.transitEncryptionEnabled(true).transitEncryptionMode("preferred"));
    assertThat(after.nodeGroups().getFirst().primaryEndpoint().address())
        .isEqualTo("master.orders.x9y8z7.euw1.cache.amazonaws.com");
    assertThat(after.nodeGroups().getFirst().primaryEndpoint().port()).isEqualTo(6380);
  }

  @Test
  void givesNewGroupsTheHashOfTheLoadedOnes() throws IOException {
    write("replication-groups.json", GROUP);
    write("cache-clusters.json", CLUSTER);
    LocalCloud cloud = new LocalCloud();
    cloud.service.add(Fleet.load(folder));
    assertThat(
            cloud
                .create(
                    LocalCloud.small("orders-2")
                        .engineVersion("6.2")
                        .cacheParameterGroupName("mine")
                        .cacheSubnetGroupName("private"))
                .nodeGroups()
                .getFirst()
                .primaryEndpoint()
                .address())
        .startsWith("orders-2.x9y8z7.");
  }

  @Test
  void showsLoadedPendingChangesAndDoesNotPretendToApplyThem() throws IOException {
    write(
        "replication-groups.json",
        GROUP.replace(
            "\"MemberClusters\"",
            "\"PendingModifiedValues\": {\"AutomaticFailoverStatus\": \"enabled\"},"
                + " \"MemberClusters\""));
    LocalCloud cloud = new LocalCloud();
    cloud.service.add(Fleet.load(folder));
    ReplicationGroup after =
        cloud.modified(
            "orders", r -> r.replicationGroupDescription("another").applyImmediately(false));
    assertThat(after.pendingModifiedValues().automaticFailoverStatusAsString())
        .isEqualTo("enabled");
    Faults.assertRefused(
        () -> cloud.modify("orders", r -> r.replicationGroupDescription("third")),
        "InvalidParameterValue",
        "The local ElastiCache does not support applying changes that were loaded in"
            + " ModifyReplicationGroup.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "CacheNodeType|CacheNodTyp|replication-groups.json: group \"orders\".CacheNodeType is"
            + " missing",
        "6380|\"6380\"|replication-groups.json: group \"orders\".NodeGroups[0].PrimaryEndpoint.Port"
            + " should be of the type integer, but is \"6380\"",
        "[\"orders-001\"]|\"orders-001\"|replication-groups.json: group"
            + " \"orders\".MemberClusters should be of the type list, but is \"orders-001\"",
        "[\"orders-001\"]|[]|replication-groups.json: group \"orders\".MemberClusters is missing or"
            + " empty",
        "replicationgroup:orders|replicationgroup:carts|replication-groups.json: group"
            + " \"orders\".ARN is that of another group:"
            + " arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:carts",
        "elasticache:eu-west-1|rds:eu-west-1|replication-groups.json: group \"orders\".ARN:"
            + " \"arn:aws:rds:eu-west-1:111122223333:replicationgroup:orders\" is not an ARN of"
            + " ElastiCache",
        "arn:aws:|arn:aws-cn:|replication-groups.json: group \"orders\".ARN: the Region eu-west-1"
            + " is not in the partition aws-cn",
        "ReplicationGroups|Groups|replication-groups.json has a member \"Groups\"; it should have"
            + " ReplicationGroups only: write it by aws elasticache describe-replication-groups"
            + " --output json > replication-groups.json",
        "2024-05-01T|yesterday|replication-groups.json: group"
            + " \"orders\".ReplicationGroupCreateTime is not a time:"
            + " \"yesterday10:00:00.123000+00:00\""
      })
  void namesFileGroupAndFieldOfWhatIsWrong(String right, String wrong, String message)
      throws IOException {
    write("replication-groups.json", GROUP.replace(right, wrong));
    assertThatThrownBy(() -> Fleet.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** The owner's CLI may be newer than this SDK; what it printed is no mistake. */
  @Test
  void leavesOutMembersThatAreNewerAndSaysSo() throws IOException {
    write(
        "replication-groups.json",
        GROUP
            .replace("\"Durability\"", "\"Sturdiness\": {\"Level\": 3}, \"Durability\"")
            .replace("\"Port\"", "\"Quic\": true, \"Port\""));

    Fleet fleet = Fleet.load(folder);

    assertThat(fleet.groups()).hasSize(1);
    assertThat(fleet.warnings())
        .containsExactly(
            ASSUMED, "left out, since this version does not know them: Quic, Sturdiness");
  }

  /** Of a user the user groups tell whose member he is. */
  @Test
  void takesUserGroupsAndTheirUsers() throws IOException {
    String arn = "\"arn:aws:elasticache:eu-west-1:111122223333:";
    write("replication-groups.json", GROUP);
    write(
        "user-groups.json",
        "{\"UserGroups\": [{\"UserGroupId\": \"shop\", \"Status\": \"active\", \"Engine\":"
            + " \"redis\", \"UserIds\": [\"default\", \"app\"], \"ARN\": "
            + arn
            + "usergroup:shop\"}]}");
    write(
        "users.json",
        "{\"Users\": [{\"UserId\": \"app\", \"UserName\": \"orders\", \"ARN\": "
            + arn
            + "user:app\"}]}");
    LocalCloud cloud = new LocalCloud();
    cloud.service.add(Fleet.load(folder));

    assertThat(
            cloud.call(DescribeUsersRequest.builder().build(), DescribeUsersResponse.class).users())
        .extracting(User::userName, User::userGroupIds)
        .containsExactly(tuple("orders", List.of("shop")), tuple("default", List.of("shop")));
    write("users.json", "{\"Users\": [{\"UserId\": \"app\", \"ARN\": " + arn + "user:other\"}]}");
    assertThatThrownBy(() -> Fleet.load(folder))
        .hasMessageStartingWith("users.json: user \"app\".ARN is that of another one");
  }

  @Test
  void saysThatAnAnswerIsAPartOnly() throws IOException {
    write("replication-groups.json", GROUP.replaceFirst("\\{", "{\"NextToken\": \"abc\", "));
    write("cache-clusters.json", CLUSTER);

    assertThat(Fleet.load(folder).warnings())
        .singleElement()
        .asString()
        .startsWith("replication-groups.json is a part only (it has a NextToken or Marker)");
  }

  /** A page may end between two nodes of one group. */
  @Test
  void takesNodesThatAPartDoesNotTellToBeLikeTheirSiblings() throws IOException {
    write(
        "replication-groups.json",
        GROUP.replace("[\"orders-001\"]", "[\"orders-001\", \"orders-002\"]"));
    write("cache-clusters.json", CLUSTER.replaceFirst("\\{", "{\"NextToken\": \"abc\", "));
    LocalCloud cloud = new LocalCloud();
    Fleet fleet = Fleet.load(folder);

    cloud.service.add(fleet);

    assertThat(cloud.node("orders-002").engineVersion()).isEqualTo("6.2.6");
    assertThat(fleet.warnings())
        .contains(
            "cache-clusters.json lacks orders-002 of group \"orders\", taken to be like"
                + " orders-001");
  }

  @Test
  void readsTheFoldersOfSeveralAccountsAndRegions() throws IOException {
    write("replication-groups.json", GROUP);
    for (String one : List.of("eu-west-1", "us-east-1")) {
      Path inside = Files.createDirectory(folder.resolve(one));
      Files.writeString(
          inside.resolve("replication-groups.json"),
          GROUP.replace("eu-west-1", one).replace("111122223333", "444455556666"));
    }

    Fleet fleet = Fleet.load(folder);

    assertThat(fleet.groups())
        .extracting(g -> g.arn().substring(20, 42))
        .containsExactly(
            "eu-west-1:111122223333", "eu-west-1:444455556666", "us-east-1:444455556666");
    assertThat(fleet.warnings()).anyMatch(w -> w.contains("us-east-1/cache-clusters.json is not"));
  }

  @Test
  void leavesOutAGroupThatIsBeingDeletedAndTellsNothing() throws IOException {
    String deleted =
        "{\"ReplicationGroupId\": \"old\", \"Status\": \"deleting\", \"ARN\":"
            + " \"arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:old\"}";
    write(
        "replication-groups.json",
        GROUP.replace("onGroups\": [", "onGroups\": [" + deleted + ", "));
    write("tags.json", TAGS.replace(":orders", ":old"));

    Fleet fleet = Fleet.load(folder);

    assertThat(fleet.groups()).hasSize(1);
    assertThat(fleet.warnings())
        .containsExactly(
            "replication-groups.json: group \"old\" is left out: it is deleting, and tells no"
                + " nodes",
            ASSUMED);
  }

  /** describe-cache-clusters prints Memcached clusters and single nodes too. */
  @Test
  void takesEntriesOfOtherClustersAmongTheNodes() throws IOException {
    write("replication-groups.json", GROUP);
    String memcached =
        """
        {"CacheClusterId": "pages", "Engine": "memcached", "EngineVersion": "1.6.22",
          "ARN": "arn:aws:elasticache:eu-west-1:111122223333:cluster:pages",
          "ConfigurationEndpoint": {"Address": "pages.x9y8z7.cfg.euw1.cache.amazonaws.com",
            "Port": 11211},
          "CacheNodes": [{"CacheNodeId": "0001", "CacheNodeStatus": "available"}],
          "NumCacheNodes": 1, "CacheClusterStatus": "available"},
        """;
    write("cache-clusters.json", CLUSTER.replace("Clusters\": [", "Clusters\": [" + memcached));
    LocalCloud cloud = new LocalCloud();

    cloud.service.add(Fleet.load(folder));

    assertThat(cloud.node("orders-001").engineVersion()).isEqualTo("6.2.6");
    assertThat(cloud.node("pages").engine()).isEqualTo("memcached");
  }

  @Test
  void refusesAGroupThatIsThereTwice() throws IOException {
    String one = GROUP.substring(GROUP.indexOf('[') + 1, GROUP.lastIndexOf(']'));
    write("replication-groups.json", "{\"ReplicationGroups\": [" + one + "," + one + "]}");
    assertThatThrownBy(() -> Fleet.load(folder))
        .hasMessage(
            "replication-groups.json: group \"orders\" is there twice:"
                + " arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders");
  }

  @Test
  void refusesOtherFilesThatAreWrong() throws IOException {
    write("replication-groups.json", GROUP);
    write("tags.json", TAGS.replace("\"Value\"", "\"Val\""));
    assertThatThrownBy(() -> Fleet.load(folder))
        .hasMessageStartingWith("tags.json: ")
        .hasMessageEndingWith("has a tag without Key or Value");
    write("tags.json", TAGS);
    write("cache-clusters.json", CLUSTER.replace("6.2.6", "latest"));
    assertThatThrownBy(() -> Fleet.load(folder))
        .hasMessage(
            "cache-clusters.json: cluster \"orders-001\".EngineVersion is not a version: latest");
  }

  @Test
  void refusesAFolderWithoutGroups() throws IOException {
    assertThatThrownBy(() -> Fleet.load(folder))
        .hasMessage(folder.resolve("replication-groups.json") + " does not exist");
    write("replication-groups.json", "{\"ReplicationGroups\": [}");
    assertThatThrownBy(() -> Fleet.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "replication-groups.json is not one whole JSON object: write it by aws elasticache"
                + " describe-");
  }

  @Test
  void refusesAGroupOfWhichOnlySomeNodesAreTold() throws IOException {
    write(
        "replication-groups.json",
        GROUP.replace("[\"orders-001\"]", "[\"orders-001\", \"orders-002\"]"));
    write("cache-clusters.json", CLUSTER);
    assertThatThrownBy(() -> new LocalCloud().service.add(Fleet.load(folder)))
        .hasMessage(
            "cache-clusters.json: it lacks [orders-002], members of group \"orders\": call"
                + " describe-cache-clusters again, for all of them");
  }

  @Test
  void refusesTagsOfNobody() throws IOException {
    write("replication-groups.json", GROUP);
    write("tags.json", TAGS.replace(":orders", ":carts"));
    assertThatThrownBy(() -> Fleet.load(folder))
        .hasMessage(
            "tags.json: \"arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:carts\" is no"
                + " group or cluster of this fleet: correct the ARN, or leave it out");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }
}
