package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.plan.Groups;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/** Members of the creation that are younger than some engines. */
class OldEngineRequestTest {
  /** Network types: "Redis OSS 6.2 and above"; the cluster mode is in the parameter group. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "redis,  4.0.10, disabled, none, none",
        "redis,  5.0.6,  disabled, none, none",
        "redis,  5.0.6,  enabled,  none, none",
        "redis,  6.0.5,  disabled, none, none",
        "redis,  6.2.6,  disabled, ipv4, disabled",
        "redis,  7.1.0,  enabled,  ipv4, enabled",
        "valkey, 7.2.6,  disabled, ipv4, disabled"
      })
  void areSentToEnginesThatKnowThem(
      String engine, String version, String mode, String network, String sent) {
    CreateReplicationGroupRequest request =
        CreateGroupRequestFactory.of(
                Groups.group().engine(engine, version).clusterMode(mode).build().spec(),
                "new",
                "snapshot",
                Map.of())
            .build();

    assertThat(request.networkTypeAsString()).isEqualTo(network);
    assertThat(request.ipDiscoveryAsString()).isEqualTo(network);
    assertThat(request.clusterModeAsString()).isEqualTo(sent);
  }
}
