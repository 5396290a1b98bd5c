package awsemulator.elasticache.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.ClientTarget;
import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.LocalCloud;
import awsemulator.elasticache.modify.GroupReshaping;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.exceptions.JedisDataException;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Writes held by a parameter, as two kinds of clients see it on connections that are open. */
class WritesHeldTest {
  private static final String REFUSED = "NOREPLICAS Not enough good replicas to write.";
  private static final String ABORTED = "EXECABORT Transaction discarded because of";
  private static final String WRITE = "return redis.call('SET', KEYS[1], 'by a script')";
  private static final String READ = "return redis.call('GET', KEYS[1])";

  private final RedisDataPlane plane = new RedisDataPlane();
  private final LocalCloud cloud = new LocalCloud(plane);

  @AfterEach
  void close() {
    plane.close();
  }

  private ReplicationGroup group(boolean clusterMode, boolean tls) {
    cloud.call(
        CreateCacheParameterGroupRequest.builder()
            .cacheParameterGroupName("mine")
            .cacheParameterGroupFamily("redis7")
            .description("a test")
            .build());
    if (clusterMode) {
      set("cluster-enabled", "yes");
    }
    CreateReplicationGroupRequest.Builder request =
        clusterMode ? LocalCloud.sharded("orders") : LocalCloud.small("orders").numCacheClusters(3);
    return cloud.create(
        request
            .transitEncryptionEnabled(tls)
            .cacheSubnetGroupName("default")
            .cacheParameterGroupName("mine"));
  }

  private void set(String name, String value) {
    cloud.call(
        ModifyCacheParameterGroupRequest.builder()
            .cacheParameterGroupName("mine")
            .parameterNameValues(
                ParameterNameValue.builder().parameterName(name).parameterValue(value).build())
            .build());
    cloud.clock.advance(Duration.ofMinutes(1));
  }

  private ClientTarget target(ReplicationGroup group, NodeGroup shard) {
    int port = plane.port(group.arn(), shard.nodeGroupId());
    return Boolean.TRUE.equals(group.transitEncryptionEnabled())
        ? ClientTarget.tls(
            port, cloud.service.view().endpoints(group.arn()).getFirst(), plane.trust())
        : ClientTarget.plaintext(port);
  }

  @ParameterizedTest(name = "cluster mode {0}, TLS {1}")
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void theLibraryIsRefusedOnItsOpenConnectionReadsOnAndWritesAgain(
      boolean clusterMode, boolean tls) {
    ReplicationGroup group = group(clusterMode, tls);
    for (NodeGroup shard : group.nodeGroups()) {
      try (Jedis open = target(group, shard).connect()) {
        open.set("key", "before");
        Transaction begun = open.multi();
        begun.set("key", "in a transaction that was begun before");

        set("min-replicas-to-write", "100");

        assertThatThrownBy(begun::exec)
            .isInstanceOf(JedisDataException.class)
            .hasMessageStartingWith(ABORTED);
        assertRefused(() -> open.set("key", "held"));
        assertRefused(() -> open.del("key"));
        assertRefused(() -> open.expire("key", 100));
        assertThatThrownBy(() -> open.eval(WRITE, 1, "key")).hasMessageContaining(REFUSED);
        try (Transaction held = open.multi()) {
          held.set("key", "held");
          assertThatThrownBy(held::exec).hasMessageStartingWith("EXECABORT");
        }
        assertThat(open.get("key")).isEqualTo("before");
        assertThat(open.eval(READ, 1, "key")).isEqualTo("before");

        set("min-replicas-to-write", "0");

        assertThat(open.set("key", "after")).isEqualTo("OK");
        assertThat(open.eval(WRITE, 1, "key")).isEqualTo("OK");
        assertThat(open.get("key")).isEqualTo("by a script");
      }
    }
  }

  private static void assertRefused(Runnable write) {
    assertThatThrownBy(write::run).isInstanceOf(JedisDataException.class).hasMessage(REFUSED);
  }

  @ParameterizedTest(name = "cluster mode {0}, TLS {1}")
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void aClientWithoutALibrarySeesTheSame(boolean clusterMode, boolean tls) throws IOException {
    ReplicationGroup group = group(clusterMode, tls);
    for (NodeGroup shard : group.nodeGroups()) {
      try (RawClient open = new RawClient(target(group, shard))) {
        assertThat(open.say("SET", "key", "before")).isEqualTo("OK");
        open.say("MULTI");
        assertThat(open.say("SET", "key", "queued before the freeze")).isEqualTo("QUEUED");

        set("min-replicas-to-write", "100");

        assertThat(open.say("EXEC")).startsWith(ABORTED).contains("NOREPLICAS");
        assertThat(open.say("SET", "key", "held")).isEqualTo(REFUSED);
        assertThat(open.say("XADD", "stream", "*", "a", "b")).isEqualTo(REFUSED);
        assertThat(open.say("FLUSHALL")).isEqualTo(REFUSED);
        assertThat(open.say("EVAL", WRITE, "1", "key")).contains(REFUSED);
        assertThat(open.say("MULTI")).isEqualTo("OK");
        assertThat(open.say("SET", "key", "held")).isEqualTo(REFUSED);
        assertThat(open.say("EXEC")).startsWith("EXECABORT");
        assertThat(open.say("GET", "key")).isEqualTo("before");
        assertThat(open.say("EVAL", READ, "1", "key")).isEqualTo("before");
        assertThat(open.say("PUBLISH", "channel", "told")).isEqualTo("0");

        set("min-replicas-to-write", "0");

        assertThat(open.say("SET", "key", "after")).isEqualTo("OK");
        assertThat(open.say("GET", "key")).isEqualTo("after");
      }
    }
  }

  @Test
  void writesThatAreRefusedAreNoWritesOfTheServers() throws IOException {
    ReplicationGroup group = group(false, false);
    try (RawClient open = new RawClient(target(group, group.nodeGroups().getFirst()))) {
      open.say("SET", "key", "before");
      set("min-replicas-to-write", "100");
      long before = plane.writes(group.arn());
      open.say("SET", "key", "held");
      open.say("EVAL", WRITE, "1", "key");
      open.say("MULTI");
      open.say("SET", "key", "held");
      open.say("EXEC");

      assertThat(plane.writes(group.arn())).isEqualTo(before).isOne();
    }
  }

  @Test
  void asManyReplicasAsAskedForLetWritesInAndWithoutOneOfThemTheyAreHeld() throws IOException {
    ReplicationGroup group = group(false, false);
    try (RawClient open = new RawClient(target(group, group.nodeGroups().getFirst()))) {
      set("min-replicas-to-write", "2");
      assertThat(open.say("SET", "key", "two replicas")).isEqualTo("OK");

      cloud.service.controls().reshape(group.arn(), GroupReshaping.REMOVE_REPLICA);
      cloud.clock.advance(Duration.ofMinutes(20));

      assertThat(open.say("SET", "key", "one replica")).isEqualTo(REFUSED);
    }
  }

  @Test
  void aFailoverDoesNotLetWritesIn() throws IOException {
    ReplicationGroup group = group(false, false);
    try (RawClient open = new RawClient(target(group, group.nodeGroups().getFirst()))) {
      set("min-replicas-to-write", "100");
      cloud.service.controls().reshape(group.arn(), GroupReshaping.FAIL_OVER);
      cloud.clock.advance(Duration.ofMinutes(20));

      assertThat(cloud.group("orders").nodeGroups().getFirst().nodeGroupMembers().get(1))
          .satisfies(m -> assertThat(m.currentRole()).isEqualTo("primary"));
      assertThat(open.say("SET", "key", "held")).isEqualTo(REFUSED);
    }
  }

  @ParameterizedTest
  @CsvSource({"default.redis7,OK", "mine," + REFUSED})
  void aGroupRestoredFromTheFrozenOneIsFrozenOnlyWithTheSameParameterGroup(
      String parameterGroup, String answer) throws IOException {
    ReplicationGroup group = group(false, false);
    try (RawClient open = new RawClient(target(group, group.nodeGroups().getFirst()))) {
      open.say("SET", "key", "before");
    }
    set("min-replicas-to-write", "100");
    cloud.call(
        CreateSnapshotRequest.builder().snapshotName("s").cacheClusterId("orders-001").build());
    cloud.clock.advance(Duration.ofMinutes(10));
    ReplicationGroup copy =
        cloud.create(
            LocalCloud.small("copy").snapshotName("s").cacheParameterGroupName(parameterGroup));

    try (RawClient client = new RawClient(target(copy, copy.nodeGroups().getFirst()))) {
      assertThat(client.say("GET", "key")).isEqualTo("before");
      assertThat(client.say("SET", "key", "after")).isEqualTo(answer);
    }
    assertThat(List.of(cloud.snapshot("s").cacheParameterGroupName())).containsExactly("mine");
  }
}
