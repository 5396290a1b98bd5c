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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.aws.AccountRegion;
import remediator.ledger.CaseAttribute;
import remediator.local.Stage;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The rights that only some replacements need suffice, in our own account and in another one. */
class ReplacementRightsTest {
  private static final String OTHER = "444455556666";

  private static final software.amazon.awssdk.services.secretsmanager.model.Tag SECRET_TAG =
      software.amazon.awssdk.services.secretsmanager.model.Tag.builder()
          .key("elasticache-encryption")
          .value("auth-token")
          .build();

  @TempDir private Path folder;
  private Stage stage;

  @AfterEach
  void close() {
    stage.close();
  }

  /** The sample fleet, all of it in one account. */
  private Stage stage(String account, String id, Map<String, String> parameters)
      throws IOException {
    for (String file : List.of("replication-groups.json", "cache-clusters.json", "tags.json")) {
      String text = Files.readString(Path.of("src/local/fleet", file));
      Files.writeString(folder.resolve(file), text.replace(LocalCloud.ACCOUNT, account));
    }
    String arn = "arn:aws:elasticache:us-east-1:" + account + ":replicationgroup:" + id;
    stage = new Stage(folder, arn, new NoData(), parameters);
    return stage;
  }

  private AccountRegion place() {
    return AccountRegion.of(stage.group());
  }

  private ElastiCacheClient client() {
    return stage.aws().elastiCache(place());
  }

  private void tag(String resource, Map<String, String> tags) {
    client()
        .addTagsToResource(
            r ->
                r.resourceName(resource)
                    .tags(
                        tags.entrySet().stream()
                            .map(
                                t ->
                                    Tag.builder()
                                        .key("elasticache-encryption:" + t.getKey())
                                        .value(t.getValue())
                                        .build())
                            .toList()));
  }

  private String secret() {
    return stage
        .aws()
        .secrets(place())
        .createSecret(
            r ->
                r.name("ledger-auth-token")
                    .secretString("a-token-of-32-characters-or-more")
                    .tags(List.of(SECRET_TAG)))
        .arn();
  }

  private ReplicationGroup made(String id) {
    return client()
        .describeReplicationGroups(r -> r.replicationGroupId(id))
        .replicationGroups()
        .getFirst();
  }

  @ParameterizedTest
  @ValueSource(strings = {LocalCloud.ACCOUNT, OTHER})
  void aGroupWithAnAuthTokenAndAKeyAndNodeTagsOfItsOwnIsReplaced(String account)
      throws IOException {
    stage(account, "ledger-auth", Map.of());
    Tag shift = Tag.builder().key("shift").value("night").build();
    String node = stage.group().resource("cluster", "ledger-auth-001");
    client().addTagsToResource(r -> r.resourceName(node).tags(shift));
    String key = "arn:aws:kms:us-east-1:" + account + ":key/0f1e2d3c";
    tag(stage.group().toString(), Map.of("kms-key", key, "auth-secret", secret()));
    stage.toTheEnd();

    stage.deliver("auth-on-no-secret-refused.json").toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME))
        .as(stage.ledger().history().toString())
        .contains("complete");
    ReplicationGroup made = made("ledger-auth-enc");
    assertThat(made.authTokenEnabled()).isTrue();
    assertThat(made.kmsKeyId()).isEqualTo(key);
    String newNode = stage.group().resource("cluster", "ledger-auth-enc-001");
    assertThat(client().listTagsForResource(r -> r.resourceName(newNode)).tagList())
        .contains(shift);
  }

  @Test
  void inAnotherAccountWhatAFlowMadeIsRemovedAfterANo() throws IOException {
    stage(OTHER, "search-sharded", Map.of()).withSurroundings().rejectingAt("cut-over");

    stage.deliver("ec4-three-uneven-shards-replace.json").toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("rejected");
    assertThat(stage.stands("search-sharded")).isTrue();
    assertThat(stage.stands("search-sharded-enc")).isFalse();
    assertThat(stage.snapshots()).isEmpty();
    assertThat(stage.aws().cloudWatch(place()).describeAlarms().metricAlarms())
        .isNotEmpty()
        .noneMatch(a -> a.alarmName().contains("search-sharded-enc"));
  }

  @Test
  void inAnotherAccountLogsAreCarriedOverAndTheFinalSnapshotGoesAsItsOwnerWants()
      throws IOException {
    stage(OTHER, "cart-replicas", Map.of("FinalSnapshot", "delete"));

    stage.deliver("ec4-primary-and-two-replicas-replace.json").toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(made("cart-replicas-enc").logDeliveryConfigurations()).hasSize(1);
    assertThat(stage.ledger().attribute(CaseAttribute.FINAL_SNAPSHOT_DELETED_AT)).isPresent();
    assertThat(stage.snapshots())
        .noneMatch(s -> s.snapshotName().startsWith("cart-replicas-final"));
  }
}
