package remediator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/**
 * The stack is updated while a flow runs: its execution goes on by the earlier definition, which
 * calls the new functions. The definitions in the resources are those of a stack before user groups
 * and network exposure came: they name two steps otherwise and do not look at EC2.
 */
class UpgradeTest {
  private static final Path EARLIER = Path.of("src/test/resources/remediator/flow/earlier");
  private static final Path NOW = Path.of("src/main/asl");

  @ParameterizedTest
  @CsvSource({
    "ec5-redis-7.1-online-tls, orders-cache, required, none, orders-cache",
    "ec5-redis-7.1-online-tls, orders-cache, auth, token, orders-cache",
    "ec5-redis-6.2-upgrade-then-tls, profiles-62, upgrade, none, profiles-62",
    "ec4-one-node-replace, cart-single, replace, none, cart-single-enc",
    "ec4-one-node-replace, cart-single, cut-over, none, cart-single-enc",
    "ec4-and-ec5-together-replace, billing-both, retire, none, billing-both-enc"
  })
  void aFlowThatWaitsAtAGateGoesOnWithTheNewFunctions(
      String event, String group, String gate, String auth, String encrypted) {
    try (CloudRun run =
        new CloudRun(Map.of("Auth", auth, "GateCutOver", "again")).deploy(EARLIER)) {
      byte[] bytes = Events.sample(event).bytes();
      run.importing(bytes).deliver(bytes);
      run.until(() -> isOpen(run, group, gate));
      assertThat(isOpen(run, group, gate)).isTrue();

      run.deploy(NOW).toTheEnd();

      RemediationCase ended = run.ledger(Sample.arn(group)).orElseThrow();
      assertThat(ended.state()).isEqualTo(RemediationCase.State.DONE);
      assertThat(run.executions())
          .singleElement()
          .extracting(e -> e.status())
          .isEqualTo(ExecutionStatus.SUCCEEDED);
      ReplicationGroup stands = run.view().group(Sample.arn(encrypted)).orElseThrow();
      assertThat(stands.authTokenEnabled()).isEqualTo(auth.equals("token"));
      assertThat(event.startsWith("ec5") || stands.atRestEncryptionEnabled()).isTrue();
      assertThat(event.startsWith("ec4-one") || stands.transitEncryptionEnabled()).isTrue();
      assertThat(run.view().group(Sample.arn(group)).isPresent())
          .isEqualTo(encrypted.equals(group));
    }
  }

  /** Otherwise the test above shows nothing. */
  @Test
  void theEarlierDefinitionsAreOthers() {
    assertThat(EARLIER.resolve("online-tls.asl.yaml")).content().contains("step: RotateAuthToken");
    assertThat(NOW.resolve("online-tls.asl.yaml")).content().doesNotContain("RotateAuthToken");
  }

  private static boolean isOpen(CloudRun run, String group, String gate) {
    return run.ledger(Sample.arn(group))
        .flatMap(c -> c.attribute(CaseAttribute.GATE))
        .filter(gate::equals)
        .isPresent();
  }
}
