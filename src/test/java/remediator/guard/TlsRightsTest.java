package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.aws.AccountRegion;
import remediator.ledger.CaseAttribute;
import remediator.local.Stage;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The rights that only some ways to TLS need suffice in another account. */
class TlsRightsTest {
  private static final String OTHER = "444455556666";

  @TempDir private Path folder;
  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  private ElastiCacheClient stage(String id, Map<String, String> parameters) throws IOException {
    for (String file :
        List.of(
            "replication-groups.json",
            "cache-clusters.json",
            "tags.json",
            "user-groups.json",
            "users.json")) {
      String text = Files.readString(Path.of("src/local/fleet", file));
      Files.writeString(folder.resolve(file), text.replace(LocalCloud.ACCOUNT, OTHER));
    }
    String arn = "arn:aws:elasticache:us-east-1:" + OTHER + ":replicationgroup:" + id;
    stage = new Stage(folder, arn, new NoData(), parameters);
    return stage.aws().elastiCache(AccountRegion.of(stage.group()));
  }

  private void completes(String event) {
    stage.deliver(event).toTheEnd();
    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME))
        .as("%s", stage.ledger().history())
        .contains("complete");
  }

  /** A group with a parameter group of its owner's. */
  private ElastiCacheClient profiles() throws IOException {
    ElastiCacheClient client = stage("profiles-62", Map.of());
    client.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("profiles-own")
                .cacheParameterGroupFamily("redis6.x")
                .description("Profiles"));
    client.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("profiles-own")
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName("maxmemory-policy")
                        .parameterValue("allkeys-lfu")
                        .build()));
    client.modifyReplicationGroup(
        r ->
            r.replicationGroupId("profiles-62")
                .cacheParameterGroupName("profiles-own")
                .applyImmediately(true));
    stage.toTheEnd();
    return client;
  }

  @Test
  void theOwnersParametersAreCopiedForAnUpgrade() throws IOException {
    ElastiCacheClient client = profiles();

    completes("ec5-redis-6.2-upgrade-then-tls.json");

    assertThat(client.describeCacheClusters().cacheClusters())
        .filteredOn(c -> "profiles-62".equals(c.replicationGroupId()))
        .extracting(CacheCluster::cacheParameterGroup)
        .allMatch(p -> p.cacheParameterGroupName().startsWith("elasticache-encryption-"));
  }

  @Test
  void aCopyThatIsSomebodyElsesIsLeftAloneAndAnotherIsMade() throws IOException {
    ElastiCacheClient client = profiles();
    client.createCacheParameterGroup(
        r ->
            r.cacheParameterGroupName("elasticache-encryption-profiles-62-redis7")
                .cacheParameterGroupFamily("redis7")
                .description("Not ours"));

    completes("ec5-redis-6.2-upgrade-then-tls.json");

    assertThat(client.describeCacheClusters().cacheClusters())
        .filteredOn(c -> "profiles-62".equals(c.replicationGroupId()))
        .extracting(c -> c.cacheParameterGroup().cacheParameterGroupName())
        .containsOnly("elasticache-encryption-" + stage.ledger().flow() + "-redis7");
  }

  @Test
  void anAuthTokenIsMadeAndSet() throws IOException {
    ElastiCacheClient client = stage("orders-cache", Map.of("Auth", "token"));

    completes("ec5-redis-7.1-online-tls.json");

    assertThat(
            client
                .describeReplicationGroups(r -> r.replicationGroupId("orders-cache"))
                .replicationGroups()
                .getFirst()
                .authTokenEnabled())
        .isTrue();
  }

  @Test
  void aUserGroupIsLookedAtAndAttached() throws IOException {
    ElastiCacheClient client =
        stage("orders-cache", Map.of("Auth", "user-group", "UserGroup", "shop-users"));

    completes("ec5-redis-7.1-online-tls.json");

    assertThat(
            client
                .describeReplicationGroups(r -> r.replicationGroupId("orders-cache"))
                .replicationGroups()
                .getFirst()
                .userGroupIds())
        .containsExactly("shop-users");
    assertThat(stage.message(": auth (")).contains("its user default is off");
  }

  @Test
  void aSecretThatIsSomebodyElsesIsLeftAloneAndAnotherIsMade() throws IOException {
    stage("orders-cache", Map.of("Auth", "token"));
    String name = "elasticache-encryption/orders-cache/auth-token";
    SecretsManagerClient secrets = stage.aws().secrets(AccountRegion.of(stage.group()));
    secrets.createSecret(r -> r.name(name).secretString("somebody else's"));

    completes("ec5-redis-7.1-online-tls.json");

    assertThat(secrets.getSecretValue(r -> r.secretId(name)).secretString())
        .isEqualTo("somebody else's");
    assertThat(stage.ledger().attribute(CaseAttribute.AUTH_SECRET_ARN).orElseThrow())
        .contains("orders-cache/" + stage.ledger().flow() + "/auth-token");
  }
}
