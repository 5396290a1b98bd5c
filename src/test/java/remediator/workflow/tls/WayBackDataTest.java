package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.ClientTarget;
import awsemulator.data.LoadClient;
import awsemulator.data.PortProbe;
import awsemulator.data.RedisDataPlane;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.local.ObservedBy;
import remediator.local.Stage;

/** The way back with real clients on real servers: nobody is cut off who was told to move. */
class WayBackDataTest {
  private final RedisDataPlane redis = new RedisDataPlane();
  private Stage stage;
  private LoadClient withTls;
  private LoadClient plain;

  @AfterEach
  void stop() {
    withTls.close();
    if (plain != null) {
      plain.close();
    }
    stage.close();
    redis.close();
  }

  @Test
  void fromRequiredToOffDataAndClientsAreWhole() {
    ObservedBy observed = ObservedBy.counting(redis);
    stage = new Stage("tokens-compliant", observed.plane(), Map.of());
    stage.observed(observed, redis, observed.plane());
    String group = stage.group().toString();
    long keys = redis.keys(group);
    int port = redis.port(group, "0001");
    String host = stage.endpoint();
    PortProbe probe = new PortProbe(redis.trust());
    assertThat(probe.plaintextRefused(port)).isTrue();
    withTls = new LoadClient(ClientTarget.tls(port, host, redis.trust()), "tls", 2000);
    withTls.start();

    stage
        .halting(Duration.ofSeconds(30), () -> !stage.states().contains("Ended"))
        .send("TlsRollbackFunction", "{\"tls-rollback\":\"off\",\"group\":\"" + group + "\"}")
        .toTheEnd(now -> write(port));

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).hasValue("complete");
    assertThat(withTls.count().errors()).as("while TLS was accepted").isZero();
    assertThat(plain.count().errors()).as("from preferred on").isZero();
    assertThat(withTls.count().successes()).isGreaterThan(100);
    assertThat(plain.count().successes()).isGreaterThan(100);
    // Each client has a counter and a key.
    assertThat(redis.keys(group)).isEqualTo(keys + 4).isGreaterThan(4);
    assertThat(probe.plaintextRefused(port)).isFalse();
    assertThat(probe.tlsAccepted(port, host)).isFalse();
  }

  /** The client with TLS is replaced by one without while the gate is open. */
  private void write(int port) {
    if (stage.states().contains("AskOff") && plain == null) {
      plain = new LoadClient(ClientTarget.plaintext(port), "plain", 2000);
      plain.start();
      withTls.close();
    }
    LoadClient now = plain == null ? withTls : plain;
    try {
      assertThat(now.awaitMore(5, Duration.ofSeconds(10))).as("the load goes on").isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
