package remediator.local.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.ClientTarget;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import remediator.local.report.RunOptions;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.sts.StsClient;

/** An SDK client of its own, with keys that nobody made, against the served cloud. */
class ServedCloudTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private ServedCloud cloud;
  private ElastiCacheClient client;

  @BeforeEach
  void serve() {
    cloud =
        new ServedCloud(
            ServeOptions.of("0", "3600", Path.of("src/test/resources/remediator/local/one-group")),
            new PrintStream(printed, true, StandardCharsets.UTF_8));
    client = client("any-key", Region.EU_WEST_1);
  }

  @AfterEach
  void close() {
    client.close();
    cloud.close();
  }

  @Test
  void carriesItsDataThroughTlsSnapshotAndRestore() {
    int port = port("orders");
    try (Jedis plain = ClientTarget.plaintext(port).connect()) {
      plain.set("a", "1");
    }
    switchTls("preferred");
    switchTls("required");
    assertThatThrownBy(() -> get(ClientTarget.plaintext(port)))
        .isInstanceOf(JedisConnectionException.class);
    client.createSnapshot(r -> r.cacheClusterId("orders-001").snapshotName("kept"));
    await(() -> snapshotStatus().equals("available"));
    client.createReplicationGroup(
        r ->
            r.replicationGroupId("orders-2")
                .replicationGroupDescription("the same, encrypted")
                .snapshotName("kept")
                .cacheNodeType("cache.t4g.small")
                .numCacheClusters(1)
                .cacheSubnetGroupName("default")
                .atRestEncryptionEnabled(true)
                .transitEncryptionEnabled(true));
    await(() -> group("orders-2").status().equals("available"));
    await(() -> Pattern.compile("orders-2 +Redis at").matcher(said()).find());
    String host = group("orders-2").nodeGroups().getFirst().primaryEndpoint().address();
    int newPort = port("orders-2");
    assertThat(get(ClientTarget.tls(newPort, host, cloud.trust()))).isEqualTo("1");
  }

  @Test
  void tellsWhoseAnUnknownKeyIs() {
    try (StsClient sts =
            StsClient.builder()
                .endpointOverride(cloud.uri())
                .region(Region.US_EAST_1)
                .credentialsProvider(keys("any-key"))
                .build();
        ElastiCacheClient other = client("444455556666", Region.EU_WEST_1)) {
      assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
      assertThat(other.describeReplicationGroups().replicationGroups()).isEmpty();
    }
    assertThat(client.describeReplicationGroups().replicationGroups()).hasSize(1);
    assertThat(said()).contains("administrator's of account 111122223333");
  }

  @Test
  void saysThatItsPortIsTaken() {
    String taken = String.valueOf(cloud.uri().getPort());
    ServeOptions options = ServeOptions.of(taken, "", Path.of(RunOptions.SAMPLE_FLEET));
    assertThatThrownBy(() -> new ServedCloud(options, new PrintStream(printed)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("-Dserve=" + taken + ": this port cannot be had")
        .hasMessageEndingWith("name another one, or 0 for any that is free.");
  }

  private void switchTls(String mode) {
    client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("orders")
                .transitEncryptionEnabled(true)
                .transitEncryptionMode(mode)
                .applyImmediately(true));
    await(
        () ->
            mode.equals(group("orders").transitEncryptionModeAsString())
                && group("orders").status().equals("available"));
  }

  private ReplicationGroup group(String id) {
    return client
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .getFirst();
  }

  private String snapshotStatus() {
    return client
        .describeSnapshots(r -> r.snapshotName("kept"))
        .snapshots()
        .getFirst()
        .snapshotStatus();
  }

  private static String get(ClientTarget target) {
    try (Jedis redis = target.connect()) {
      return redis.get("a");
    }
  }

  private int port(String group) {
    Matcher matcher = Pattern.compile("\\b" + group + " .*127\\.0\\.0\\.1:(\\d+)").matcher(said());
    assertThat(matcher.find()).as("the port of %s is in:%n%s", group, said()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  private String said() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** Cloud time goes on by itself here, so a client can only look again. */
  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("gave up waiting").isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private ElastiCacheClient client(String key, Region region) {
    return ElastiCacheClient.builder()
        .endpointOverride(cloud.uri())
        .region(region)
        .credentialsProvider(keys(key))
        .build();
  }

  private static StaticCredentialsProvider keys(String id) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, "any"));
  }
}
