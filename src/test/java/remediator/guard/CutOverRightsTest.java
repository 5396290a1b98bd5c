package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.aws.AccountRegion;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * What makes groups can make encrypted ones only, and can take them out of reach of what deletes.
 * The same for the roles in our own account and for those in another one.
 */
class CutOverRightsTest {
  private static final String PREFIX = "elasticache-encryption:";

  private final CloudRun run = new CloudRun();
  private AccountRegion place;
  private ElastiCacheClient workflow;
  private ElastiCacheClient retire;

  @AfterEach
  void close() {
    run.close();
  }

  private void in(String account, String region, String working, String deleting) {
    place = new AccountRegion("aws", account, region);
    String role = "arn:aws:iam::" + account + ":role/";
    run.controls().addSubnetGroup(account, region, "made-subnets");
    workflow = run.as(role + working, region).elastiCache(place);
    retire = run.as(role + deleting, region).elastiCache(place);
  }

  private String arn() {
    return "arn:aws:elasticache:"
        + place.region()
        + ":"
        + place.account()
        + ":replicationgroup:made";
  }

  private static CreateReplicationGroupRequest.Builder request() {
    return CreateReplicationGroupRequest.builder()
        .replicationGroupId("made")
        .replicationGroupDescription("made by a flow")
        .engine("redis")
        .engineVersion("7.1")
        .cacheNodeType("cache.r6g.large")
        .cacheSubnetGroupName("made-subnets")
        .numCacheClusters(1);
  }

  private static Tag tag(String key) {
    return Tag.builder().key(key).value("x").build();
  }

  private void add(ElastiCacheClient client, String... keys) {
    client.addTagsToResource(
        r ->
            r.resourceName(arn())
                .tags(List.of(keys).stream().map(CutOverRightsTest::tag).toList()));
    run.toTheEnd();
  }

  private static void denied(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(ElastiCacheException.class)
        .hasMessageContaining("is not authorized to perform");
  }

  @ParameterizedTest
  @CsvSource({
    "111122223333, us-east-1, remediator-WorkflowRole, remediator-RetireRole",
    "444455556666, eu-west-1, ElastiCacheEncryptionMember, ElastiCacheEncryptionMemberRetire"
  })
  void onlyEncryptedGroupsAreMadeAndNoneThatServesIsDeleted(
      String account, String region, String working, String deleting) {
    in(account, region, working, deleting);
    Tag flow = tag(PREFIX + "flow");
    Tag owners = tag("team");

    denied(() -> workflow.createReplicationGroup(request().tags(flow).build()));
    denied(
        () ->
            workflow.createReplicationGroup(
                request().tags(flow).atRestEncryptionEnabled(false).build()));
    denied(
        () ->
            workflow.createReplicationGroup(
                request().tags(owners).atRestEncryptionEnabled(true).build()));
    workflow.createReplicationGroup(
        request().tags(flow, owners).atRestEncryptionEnabled(true).build());
    run.toTheEnd();

    denied(() -> add(workflow, "team"));
    denied(() -> add(workflow, PREFIX + "in-service", "team"));
    add(workflow, PREFIX + "in-service");
    denied(() -> delete(retire));
    denied(() -> delete(workflow));
    denied(() -> add(retire, PREFIX + "replaced-by"));
    assertThat(run.view().group(arn())).isPresent();

    // Years later another flow has replaced it.
    add(workflow, PREFIX + "replaced-by");
    denied(
        () ->
            retire.deleteReplicationGroup(
                r -> r.replicationGroupId("made").finalSnapshotIdentifier("made-last")));
    delete(retire);
    run.toTheEnd();
    assertThat(run.view().group(arn())).isEmpty();
    assertThat(retire.describeSnapshots(r -> r.snapshotName("made-final-1")).snapshots())
        .hasSize(1);
    assertThat(tags("made-final-1")).containsKey(PREFIX + "replaced-by");
  }

  private void delete(ElastiCacheClient client) {
    client.deleteReplicationGroup(
        r -> r.replicationGroupId("made").finalSnapshotIdentifier("made-final-1"));
  }

  private Map<String, String> tags(String snapshot) {
    String name =
        "arn:aws:elasticache:" + place.region() + ":" + place.account() + ":snapshot:" + snapshot;
    return retire.listTagsForResource(r -> r.resourceName(name)).tagList().stream()
        .collect(Collectors.toMap(Tag::key, Tag::value));
  }
}
