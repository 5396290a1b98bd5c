package awsemulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Accepts;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

class AuthTest {
  private static final String ARN = Fleet.group("orders");
  private static final String OLD = "old-token-of-16-chars!";
  private static final String NEW = "new-token-of-16-chars!";

  private final RedisDataPlane plane = new RedisDataPlane();

  @BeforeEach
  void start() {
    plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
    plane.accept(ARN, Accepts.TLS);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void withoutAPasswordNothingButLoggingInWorks() {
    plane.passwords(ARN, List.of(OLD));
    try (Jedis client = Fleet.tls(plane, ARN).connect()) {
      assertThatThrownBy(() -> client.get("k")).hasMessageStartingWith("NOAUTH");
      assertThatThrownBy(client::info).hasMessageStartingWith("NOAUTH");
      assertThatThrownBy(() -> client.auth("wrong")).hasMessageStartingWith("WRONGPASS");
      assertThat(client.auth(OLD)).isEqualTo("OK");
      assertThat(client.get("k")).isNull();
    }
  }

  @Test
  void whileRotatingBothPasswordsAreGoodAndThenOnlyTheNewOne() {
    plane.passwords(ARN, List.of(OLD, NEW));
    assertThat(letsIn(OLD)).isTrue();
    assertThat(letsIn(NEW)).isTrue();

    plane.passwords(ARN, List.of(NEW));
    assertThat(letsIn(OLD)).isFalse();
    assertThat(letsIn(NEW)).isTrue();
  }

  @Test
  void connectionsThatAreOpenStayLoggedIn() {
    try (Jedis client = Fleet.tls(plane, ARN).connect()) {
      client.ping();

      plane.passwords(ARN, List.of(NEW));

      assertThat(client.ping()).isEqualTo("PONG");
    }
  }

  @Test
  void withoutPasswordsLoggingInIsAnErrorAsInRedis() {
    try (Jedis client = Fleet.tls(plane, ARN).connect()) {
      assertThatThrownBy(() -> client.auth("any"))
          .hasMessageContaining("without any password configured");
    }
  }

  @Test
  void anEmptyPasswordAmongOthersLetsClientsInWithAndWithoutOne() {
    plane.passwords(ARN, List.of("", NEW));
    try (Jedis client = Fleet.tls(plane, ARN).connect()) {
      assertThat(client.ping()).isEqualTo("PONG");
      assertThatThrownBy(() -> client.auth("wrong")).hasMessageStartingWith("WRONGPASS");
      assertThat(client.auth(NEW)).isEqualTo("OK");
      assertThat(client.sendCommand(Protocol.Command.HELLO, "2", "AUTH", "default", NEW))
          .isNotNull();

      plane.passwords(ARN, List.of(NEW));

      assertThat(client.ping()).isEqualTo("PONG");
    }
    assertThat(letsIn(NEW)).isTrue();
    assertThat(letsIn(null)).isFalse();
  }

  @Test
  void aProbeNeedsThePasswordToo() {
    plane.passwords(ARN, List.of(NEW));
    int port = plane.port(ARN, "0001");

    assertThat(new PortProbe(plane.trust()).tlsAccepted(port, "localhost")).isFalse();
    assertThat(new PortProbe(plane.trust(), NEW).tlsAccepted(port, "localhost")).isTrue();
    assertThat(new PortProbe(plane.trust(), NEW).plaintextRefused(port)).isTrue();
  }

  private boolean letsIn(String password) {
    return new PortProbe(plane.trust(), password).tlsAccepted(plane.port(ARN, "0001"), "localhost");
  }
}
