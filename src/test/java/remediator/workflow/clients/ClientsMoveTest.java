package remediator.workflow.clients;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.ClientTarget;
import awsemulator.data.LoadClient;
import awsemulator.data.PortProbe;
import awsemulator.data.RedisDataPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.notification.MailText;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Real clients of each kind, through the whole of a migration, and a probe that counts them. */
class ClientsMoveTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FAST = 50_000;
  private static final String SHOP = "arn:aws:sns:us-east-1:111122223333:shop-team";

  private final RedisDataPlane redis = new RedisDataPlane();
  private final CloudRun run =
      new CloudRun(
          Map.of(
              "DataPlaneSubnets", "subnet-1,subnet-2",
              "DataPlaneSecurityGroups", "sg-1",
              "NotifyTopics", SHOP,
              "RequiredAfterQuietMinutes", "30"),
          redis);
  private LoadClient plaintext;
  private LoadClient tls;

  @BeforeEach
  void fill() {
    run.fill(Sample.ORDERS);
    Sample.tag(run, Sample.ORDERS, "notify", SHOP);
    run.gates().ignore("required");
    plaintext = new LoadClient(ClientTarget.plaintext(port()), "plain", FAST);
  }

  @AfterEach
  void close() {
    plaintext.close();
    if (tls != null) {
      tls.close();
    }
    run.close();
    redis.close();
  }

  private int port() {
    return redis.port(Sample.ORDERS, "0001");
  }

  private String host() {
    return group().nodeGroups().getFirst().primaryEndpoint().address();
  }

  private ReplicationGroup group() {
    return run.view().group(Sample.ORDERS).orElseThrow();
  }

  private String mode() {
    return group().transitEncryptionModeAsString();
  }

  private RemediationCase ledger() {
    return run.ledger(Sample.ORDERS).orElseThrow();
  }

  private String fact(CaseAttribute fact) {
    return ledger().attribute(fact).orElse("");
  }

  /** Both clients work on while the cloud's clock stands. */
  private void work(LoadClient client) throws InterruptedException {
    assertThat(client.awaitMore(1_200, PATIENCE)).as("the client can work").isTrue();
  }

  /** Every time that the mode or the step changes, the TLS client works before time goes on. */
  private void toTheEndWorking() throws InterruptedException {
    String[] last = {""};
    while (ledger().running()) {
      run.until(() -> !last[0].equals(mode() + fact(CaseAttribute.STEP)) || !ledger().running());
      last[0] = mode() + fact(CaseAttribute.STEP);
      work(tls);
    }
  }

  @Test
  void theGateOpensWhenTheLastPlaintextClientHasGoneAndNoTlsClientSeesAnError() throws Exception {
    plaintext.start();
    work(plaintext);
    byte[] event = Sample.ofOrders().bytes();
    run.importing(event).send(event);

    run.until(() -> "preferred".equals(mode()));
    tls = new LoadClient(ClientTarget.tls(port(), host(), redis.trust()), "tls", FAST);
    tls.start();
    work(tls);
    work(plaintext);

    // Half a day: nobody answers, and one client still speaks plaintext.
    run.until(() -> !fact(CaseAttribute.GATE_TOKEN).isEmpty());
    Instant asked = run.clock().instant();
    run.until(() -> run.clock().instant().isAfter(asked.plus(Duration.ofHours(12))));
    work(tls);
    work(plaintext);
    assertThat(fact(CaseAttribute.GATE)).isEqualTo("required");
    assertThat(fact(CaseAttribute.PLAINTEXT_CLIENTS)).startsWith("1 plaintext clients on ");
    assertThat(fact(CaseAttribute.PLAINTEXT_IDLE_SINCE)).isEmpty();
    assertThat(MailText.unwrapped(run.messages().getFirst().message()))
        .contains("1 without TLS, 1 with TLS; all, with and without TLS, come from 127.0.0.1 (2)")
        .contains("the gate opens by itself");

    plaintext.close();
    Instant gone = run.clock().instant();
    assertThat(plaintext.count().errors()).isZero();
    toTheEndWorking();

    run.toTheEnd();
    assertThat(mode()).isEqualTo("required");
    assertThat(ledger().state()).isEqualTo(RemediationCase.State.DONE);
    assertThat(ledger().history())
        .anySatisfy(
            entry -> {
              assertThat(entry.text())
                  .isEqualTo("gate required: approved (opened by itself after 30 quiet minutes)");
              assertThat(entry.at()).isAfterOrEqualTo(gone.plus(Duration.ofMinutes(30)));
            });
    assertThat(Instant.parse(fact(CaseAttribute.PLAINTEXT_IDLE_SINCE))).isAfterOrEqualTo(gone);
    assertThat(run.messages())
        .allMatch(m -> m.topicArn().equals(SHOP))
        .extracting(m -> m.messageAttributes().get("kind"))
        .contains("CLIENTS_MOVED");
    assertThat(new PortProbe(redis.trust()).plaintextRefused(port())).isTrue();
    work(tls);
    tls.close();
    assertThat(tls.count().errors()).as("errors that the TLS client saw").isZero();
    assertThat(tls.count().successes()).isGreaterThanOrEqualTo(10_000);
  }
}
