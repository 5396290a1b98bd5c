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
import remediator.aws.AccountRegion;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.local.ObservedBy;
import remediator.local.Stage;

/** The token with real clients on real servers: nobody is cut off before SET. */
class AuthDataTest {
  private final RedisDataPlane redis = new RedisDataPlane();
  private Stage stage;
  private LoadClient without;
  private LoadClient with;

  @AfterEach
  void stop() {
    without.close();
    if (with != null) {
      with.close();
    }
    stage.close();
    redis.close();
  }

  @Test
  void fromRotateOnTheTokenIsTakenAndFromSetOnItIsDemanded() {
    ObservedBy observed = ObservedBy.counting(redis);
    stage = new Stage("feeds-half-done", observed.plane(), Map.of("Auth", "token"));
    stage.observed(observed, redis, observed.plane());
    int port = redis.port(stage.group().toString(), "0001");
    ClientTarget target = ClientTarget.tls(port, stage.endpoint(), redis.trust());
    without = new LoadClient(target, "without", 2000);
    without.start();

    stage
        .halting(Duration.ofSeconds(30), () -> !stage.states().contains("Ended"))
        .deliver("ec5-half-done-preferred.json")
        .toTheEnd(_ -> write(target));

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).hasValue("complete");
    assertThat(stage.ledger().attribute(CaseAttribute.TLS_STATE)).hasValue("auth-set");
    assertThat(without.count().errors()).as("without a token until the gate").isZero();
    assertThat(with.count().errors()).as("with the token from ROTATE on").isZero();
    assertThat(without.count().successes()).isGreaterThan(100);
    assertThat(with.count().successes()).isGreaterThan(100);
    assertThat(new PortProbe(redis.trust()).tlsAccepted(port, stage.endpoint())).isFalse();
    assertThat(new PortProbe(redis.trust(), token()).tlsAccepted(port, stage.endpoint())).isTrue();
  }

  /** While the gate is open the client is given the token, as its owner is asked to. */
  private void write(ClientTarget target) {
    if (stage.states().contains("AskAuth") && with == null) {
      with = new LoadClient(target.with(token()), "with", 2000);
      with.start();
      await(without);
      without.close();
    }
    await(with == null ? without : with);
  }

  private static void await(LoadClient client) {
    try {
      assertThat(client.awaitMore(5, Duration.ofSeconds(10)))
          .as("the load goes on: %s", client.count())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String token() {
    String secret = stage.ledger().require(CaseAttribute.AUTH_SECRET_ARN);
    String text =
        stage
            .aws()
            .secrets(AccountRegion.of(stage.group()))
            .getSecretValue(r -> r.secretId(secret))
            .secretString();
    return StrictJson.readObject(text).get("password").toString();
  }
}
