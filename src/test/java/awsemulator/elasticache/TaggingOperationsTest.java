package awsemulator.elasticache;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.Tag;

class TaggingOperationsTest {
  private static final Tag TEAM = Tag.builder().key("team").value("shop").build();
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String GROUP = LocalCloud.arn("replicationgroup", "orders");
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void tagsAGroupWithItsNodes() {
    cloud.create(LocalCloud.small("orders"));
    AddTagsToResourceResponse added = cloud.call(add(GROUP, TEAM), AddTagsToResourceResponse.class);
    assertThat(added.tagList()).containsExactly(TEAM);
    cloud.clock.advance(LONG);
    assertThat(list(LocalCloud.arn("cluster", "orders-001")).tagList()).containsExactly(TEAM);
    cloud.call(remove("team"));
    cloud.clock.advance(LONG);
    assertThat(list(GROUP).tagList()).isEmpty();
    assertThat(list(LocalCloud.arn("cluster", "orders-001")).tagList()).isEmpty();
  }

  @Test
  void aChangeOfAGroupsTagsMakesItModifyingForAWhile() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(add(GROUP, TEAM));
    cloud.clock.advance(Duration.ofMinutes(1));
    assertThat(cloud.group("orders").status()).isEqualTo("modifying");
    assertThat(cloud.node("orders-001").cacheClusterStatus()).isEqualTo("modifying");
    cloud.clock.advance(LONG);
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    cloud.call(remove("team"));
    cloud.clock.advance(Duration.ofMinutes(1));
    assertThat(cloud.group("orders").status()).isEqualTo("modifying");
  }

  @Test
  void theTagsOfANodeLeaveTheGroupAvailable() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(add(LocalCloud.arn("cluster", "orders-001"), TEAM));
    cloud.clock.advance(Duration.ofMinutes(1));
    assertThat(cloud.group("orders").status()).isEqualTo("available");
  }

  @Test
  void refusesAnotherChangeBeforeTheFirstShows() {
    cloud.create(LocalCloud.small("orders"));
    cloud.call(add(GROUP, TEAM));
    assertThat(cloud.group("orders").status()).isEqualTo("available");
    assertRefused(() -> cloud.call(remove("team")), "InvalidReplicationGroupState");
    assertThat(list(GROUP).tagList()).containsExactly(TEAM);
  }

  @Test
  void refusesAllWhileASnapshotIsTaken() {
    cloud.create(LocalCloud.small("orders"));
    cloud.service.controls().takeAutomaticSnapshot(GROUP);
    assertRefused(() -> list(GROUP), "InvalidReplicationGroupState");
    assertRefused(() -> cloud.call(add(GROUP, TEAM)), "InvalidReplicationGroupState");
    assertRefused(() -> cloud.call(remove("team")), "InvalidReplicationGroupState");
  }

  @Test
  void refusesWhileTheGroupIsNotAvailable() {
    cloud.call(LocalCloud.small("orders").build());
    assertRefused(
        () -> list(GROUP),
        "InvalidReplicationGroupState",
        "Cluster not in available state to perform tagging operations.");
  }

  @Test
  void refusesWhatDoesNotExist() {
    assertRefused(() -> list(GROUP), "ReplicationGroupNotFoundFault");
    assertRefused(() -> list(LocalCloud.arn("cluster", "one")), "CacheClusterNotFound");
    assertRefused(() -> list(LocalCloud.arn("snapshot", "one")), "SnapshotNotFoundFault");
    assertRefused(() -> list(LocalCloud.arn("serverless", "one")), "InvalidARN");
    assertRefused(() -> list("arn:aws:elasticache:eu-west-1:1:replicationgroup:x"), "InvalidARN");
    assertRefused(() -> list(GROUP.replace("eu-west-1", "us-east-1")), "InvalidARN");
  }

  @Test
  void refusesToRemoveATagThatIsNotThere() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.call(remove("team")),
        "TagNotFound",
        "The requested tag was not found on this resource.");
  }

  @Test
  void refusesTheSameKeyTwice() {
    cloud.create(LocalCloud.small("orders"));
    assertRefused(
        () -> cloud.call(add(GROUP, TEAM, TEAM)),
        "InvalidParameterValue",
        "Duplicate tag key: team");
  }

  private ListTagsForResourceResponse list(String arn) {
    return cloud.call(
        ListTagsForResourceRequest.builder().resourceName(arn).build(),
        ListTagsForResourceResponse.class);
  }

  private static RemoveTagsFromResourceRequest remove(String key) {
    return RemoveTagsFromResourceRequest.builder().resourceName(GROUP).tagKeys(key).build();
  }

  private static AddTagsToResourceRequest add(String arn, Tag... tags) {
    return AddTagsToResourceRequest.builder().resourceName(arn).tags(tags).build();
  }
}
