package awsemulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.data.DataPlane.Accepts;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

class ModeTest {
  private static final String ARN = Fleet.group("orders");
  private static final String HOST = "master." + Fleet.SUFFIX;

  private final RedisDataPlane plane = new RedisDataPlane();
  private final PortProbe probe = new PortProbe(plane.trust());

  @BeforeEach
  void start() {
    plane.start(ARN, Fleet.ONE, null, Fleet.SUFFIX);
  }

  @AfterEach
  void close() {
    plane.close();
  }

  @Test
  void aNewGroupAcceptsPlaintextOnly() {
    assertThat(probe.plaintextRefused(port())).isFalse();
    assertThat(probe.tlsAccepted(port(), HOST)).isFalse();
  }

  @Test
  void inBetweenBothAreAccepted() {
    plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);

    assertThat(probe.plaintextRefused(port())).isFalse();
    assertThat(probe.tlsAccepted(port(), HOST)).isTrue();
  }

  @Test
  void atTheEndOnlyTlsIsAccepted() {
    plane.accept(ARN, Accepts.TLS);

    assertThat(probe.plaintextRefused(port())).isTrue();
    assertThat(probe.tlsAccepted(port(), HOST)).isTrue();
  }

  @Test
  void tlsClientsWorkThroughTheWholeWalkAndBack() throws InterruptedException {
    plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);
    try (LoadClient load = new LoadClient(Fleet.tls(plane, ARN), "walk", 1_000)) {
      load.start();
      for (Accepts mode :
          new Accepts[] {Accepts.TLS, Accepts.PLAINTEXT_AND_TLS, Accepts.TLS, Accepts.TLS}) {
        plane.accept(ARN, mode);
        assertThat(load.awaitMore(20, Duration.ofSeconds(10))).isTrue();
      }
      assertThat(load.count().errors()).isZero();
    }
  }

  @Test
  void plaintextClientsAreCutOffAtTlsAndStayOnUntilThen() {
    try (Jedis client = Fleet.connect(plane, ARN)) {
      client.set("k", "v");
      plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);
      assertThat(client.get("k")).isEqualTo("v");
      assertThat(plane.connections(ARN, "0001")).isEqualTo(1);

      plane.accept(ARN, Accepts.TLS);

      assertThatThrownBy(client::ping).isInstanceOf(JedisConnectionException.class);
      assertThatThrownBy(() -> Fleet.connect(plane, ARN).ping())
          .isInstanceOf(JedisConnectionException.class);
    }
  }

  @Test
  void tlsClientsAreCutOffWhenTlsIsSwitchedOff() {
    plane.accept(ARN, Accepts.PLAINTEXT_AND_TLS);
    try (Jedis client = Fleet.tls(plane, ARN).connect()) {
      client.ping();

      plane.accept(ARN, Accepts.PLAINTEXT);

      assertThatThrownBy(client::ping).isInstanceOf(JedisConnectionException.class);
    }
  }

  @Test
  void theCertificateIsGoodForTheGroupsNamesOnly() {
    plane.accept(ARN, Accepts.TLS);

    assertThat(probe.tlsAccepted(port(), "clustercfg." + Fleet.SUFFIX)).isTrue();
    assertThat(probe.tlsAccepted(port(), "localhost")).isTrue();
    assertThat(probe.tlsAccepted(port(), "master.billing.abc123.use1.cache.amazonaws.com"))
        .isFalse();
  }

  @Test
  void theCertificateIsBelievedByThoseWhoTrustThisAuthorityOnly() {
    plane.accept(ARN, Accepts.TLS);
    try (RedisDataPlane stranger = new RedisDataPlane()) {
      assertThat(new PortProbe(stranger.trust()).tlsAccepted(port(), HOST)).isFalse();
    }
  }

  @Test
  void aPortWhereNothingListensProvesNothing() {
    int port = port();
    plane.stop(ARN);

    assertThatThrownBy(() -> probe.plaintextRefused(port)).hasMessageContaining("Nothing listens");
    assertThatThrownBy(() -> probe.tlsAccepted(port, HOST)).hasMessageContaining("Nothing listens");
  }

  private int port() {
    return plane.port(ARN, "0001");
  }
}
