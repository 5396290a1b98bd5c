package awsemulator.elasticache.parameters;

import static awsemulator.elasticache.Faults.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.LocalCloud;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

class ParameterGroupsTest {
  private final LocalCloud cloud = new LocalCloud();

  @Test
  void tellsWhatWasSet() {
    cloud.call(create("mine", "redis7"));
    cloud.call(set("mine", "timeout", 1));
    DescribeCacheParametersResponse user =
        cloud.call(
            DescribeCacheParametersRequest.builder()
                .cacheParameterGroupName("mine")
                .source("user")
                .build(),
            DescribeCacheParametersResponse.class);
    assertThat(user.parameters())
        .singleElement()
        .satisfies(
            p -> assertThat(p.parameterName() + "=" + p.parameterValue()).isEqualTo("timeout=60"));
    DescribeCacheParameterGroupsResponse group =
        cloud.call(
            DescribeCacheParameterGroupsRequest.builder().cacheParameterGroupName("mine").build(),
            DescribeCacheParameterGroupsResponse.class);
    assertThat(group.cacheParameterGroups().getFirst().cacheParameterGroupFamily())
        .isEqualTo("redis7");
  }

  @Test
  void makesAGroupClusterModeEnabled() {
    cloud.call(create("mine", "redis7"));
    cloud.call(
        ModifyCacheParameterGroupRequest.builder()
            .cacheParameterGroupName("mine")
            .parameterNameValues(
                ParameterNameValue.builder()
                    .parameterName("cluster-enabled")
                    .parameterValue("yes")
                    .build())
            .build());
    assertThat(
            cloud
                .create(
                    LocalCloud.small("orders")
                        .numCacheClusters(null)
                        .replicasPerNodeGroup(1)
                        .automaticFailoverEnabled(true)
                        .cacheParameterGroupName("mine"))
                .clusterEnabled())
        .isTrue();
  }

  @Test
  void takesTwentyParametersAtOnce() {
    cloud.call(create("mine", "redis7"));
    cloud.call(set("mine", "timeout", 20));
    assertRefused(
        () -> cloud.call(set("mine", "timeout", 21)),
        "InvalidParameterValue",
        "ParameterNameValues must have 1 to 20 parameters; it has 21.");
    assertRefused(
        () -> cloud.call(set("mine", "time-out", 1)),
        "InvalidParameterValue",
        "Invalid parameter: time-out.");
  }

  @Test
  void refusesToChangeOrDeleteWhatItMustKeep() {
    assertRefused(
        () -> cloud.call(set("default.redis7", "timeout", 1)),
        "InvalidParameterValue",
        "The default parameter group default.redis7 cannot be changed.");
    cloud.call(create("mine", "redis7"));
    cloud.create(LocalCloud.small("orders").cacheParameterGroupName("mine"));
    DeleteCacheParameterGroupRequest delete =
        DeleteCacheParameterGroupRequest.builder().cacheParameterGroupName("mine").build();
    assertRefused(() -> cloud.call(delete), "InvalidCacheParameterGroupState");
    cloud.modified("orders", r -> r.cacheParameterGroupName("default.redis7"));
    cloud.call(delete);
    assertRefused(
        () -> cloud.call(set("mine", "timeout", 1)),
        "CacheParameterGroupNotFound",
        "CacheParameterGroup not found: mine");
  }

  @Test
  void refusesFamiliesAndNamesThatItCannotHave() {
    cloud.call(create("mine", "redis7"));
    assertRefused(() -> cloud.call(create("Mine", "redis7")), "CacheParameterGroupAlreadyExists");
    assertRefused(
        () -> cloud.call(create("other", "redis7.2")),
        "InvalidParameterValue",
        "CacheParameterGroupFamily redis7.2 is not a valid parameter group family.");
  }

  private static CreateCacheParameterGroupRequest create(String name, String family) {
    return CreateCacheParameterGroupRequest.builder()
        .cacheParameterGroupName(name)
        .cacheParameterGroupFamily(family)
        .description("a test")
        .build();
  }

  private static ModifyCacheParameterGroupRequest set(String group, String parameter, int times) {
    List<ParameterNameValue> values =
        Collections.nCopies(
            times,
            ParameterNameValue.builder().parameterName(parameter).parameterValue("60").build());
    return ModifyCacheParameterGroupRequest.builder()
        .cacheParameterGroupName(group)
        .parameterNameValues(values)
        .build();
  }
}
