package remediator.local.elasticache;

import static org.assertj.core.api.Assertions.assertThat;
import static remediator.local.elasticache.Faults.assertRefused;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.Tag;

class TaggingTest {
  private static final Tag TEAM = Tag.builder().key("team").value("shop").build();
  private static final String GROUP = LocalCloud.arn("replicationgroup", "orders");
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void tagsAGroupWithItsNodes() {
    cloud.create(LocalCloud.small("orders"));
    AddTagsToResourceResponse added = cloud.call(add(GROUP, TEAM), AddTagsToResourceResponse.class);
    assertThat(added.tagList()).containsExactly(TEAM);
    assertThat(list(LocalCloud.arn("cluster", "orders-001")).tagList()).containsExactly(TEAM);
    cloud.call(RemoveTagsFromResourceRequest.builder().resourceName(GROUP).tagKeys("team").build());
    assertThat(list(GROUP).tagList()).isEmpty();
    assertThat(list(LocalCloud.arn("cluster", "orders-001")).tagList()).isEmpty();
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
        () ->
            cloud.call(
                RemoveTagsFromResourceRequest.builder()
                    .resourceName(GROUP)
                    .tagKeys("team")
                    .build()),
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

  private static AddTagsToResourceRequest add(String arn, Tag... tags) {
    return AddTagsToResourceRequest.builder().resourceName(arn).tags(tags).build();
  }
}
