package remediator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import awsemulator.cloud.FaultPlan;
import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.NodeGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Groups in shapes that others have recorded of real ones, and the sample fleet has not. */
class RecordedShapesTest {
  private static final Path SAMPLES = Path.of("src/local/fleet");

  @TempDir private Path folder;
  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  /**
   * The sample fleet, with texts of one group and its nodes replaced.
   *
   * @param texts old and new by turns
   */
  private void fleet(String id, String... texts) throws IOException {
    change("replication-groups.json", "ReplicationGroups", id, texts);
    change("cache-clusters.json", "CacheClusters", id, texts);
    run = new CloudRun(Fleet.load(folder), Map.of(), FaultPlan.NEVER);
  }

  private void change(String file, String list, String id, String... texts) throws IOException {
    Map<String, Object> all = StrictJson.readObject(Files.readAllBytes(SAMPLES.resolve(file)));
    List<Object> changed =
        ((List<?>) all.get(list))
            .stream()
                .map(
                    one ->
                        id.equals(Events.map(one).get("ReplicationGroupId"))
                            ? one(one, texts)
                            : one)
                .map(Object.class::cast)
                .toList();
    Files.writeString(folder.resolve(file), StrictJson.write(Map.of(list, changed)));
  }

  private static Object one(Object json, String... texts) {
    String text = StrictJson.write(json);
    for (int i = 0; i < texts.length; i += 2) {
      text = text.replace(texts[i], texts[i + 1]);
    }
    return StrictJson.readObject(text);
  }

  private ReplicationGroup replaced(String event, String id) {
    byte[] bytes = Events.sample(event).bytes();
    run.importing(bytes).deliver(bytes);
    run.toTheEnd();
    RemediationCase c = run.ledger(Sample.arn(id)).orElseThrow();
    assertThat(c.state()).as("%s", c.history()).isEqualTo(RemediationCase.State.DONE);
    assertThat(c.require(CaseAttribute.DIFFERENCES)).isEmpty();
    assertThat(run.view().group(Sample.arn(id))).isEmpty();
    ReplicationGroup made = run.view().group(Sample.arn(id + "-enc")).orElseThrow();
    assertThat(made.atRestEncryptionEnabled()).isTrue();
    return made;
  }

  /** cloud-custodian's placebos have three such groups: the console makes them. */
  @Test
  void aDescriptionThatIsASingleBlankIsCarriedOverAsItIs() throws IOException {
    fleet("cart-replicas", "Cart, one primary and two replicas", " ");

    assertThat(replaced("ec4-primary-and-two-replicas-replace", "cart-replicas").description())
        .isEqualTo(" ");
  }

  /** hashicorp/terraform-provider-aws #46326. */
  @Test
  void aGroupWithoutAMemberOfTheFirstNumberIsReplaced() throws IOException {
    fleet("cart-replicas", "cart-replicas-001", "cart-replicas-004");

    assertThat(replaced("ec4-primary-and-two-replicas-replace", "cart-replicas").memberClusters())
        .hasSize(3);
  }

  /** As after a resharding. */
  @Test
  void shardsWhoseIdsHaveGapsKeepTheirIdsSlotsAndReplicas() throws IOException {
    fleet(
        "search-sharded",
        "\"NodeGroupId\":\"0003\"",
        "\"NodeGroupId\":\"0004\"",
        "search-sharded-0003-",
        "search-sharded-0004-",
        "\"NodeGroupId\":\"0002\"",
        "\"NodeGroupId\":\"0003\"",
        "search-sharded-0002-",
        "search-sharded-0003-");
    List<NodeGroup> before =
        run.view().group(Sample.arn("search-sharded")).orElseThrow().nodeGroups();

    ReplicationGroup made = replaced("ec4-three-uneven-shards-replace", "search-sharded");

    assertThat(made.nodeGroups())
        .extracting(NodeGroup::nodeGroupId, NodeGroup::slots)
        .containsExactlyElementsOf(
            before.stream().map(s -> tuple(s.nodeGroupId(), s.slots())).toList());
    assertThat(made.nodeGroups())
        .extracting(NodeGroup::nodeGroupId)
        .containsExactly("0001", "0003", "0004");
  }
}
