package awsemulator.data;

import java.util.Objects;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;

/**
 * Where a client connects to, and how.
 *
 * @param port on loopback
 * @param host the name that the certificate must be good for; null for plaintext
 * @param trust whose certificates to believe; null for plaintext
 * @param password null for none
 */
public record ClientTarget(int port, String host, SSLContext trust, String password) {
  public ClientTarget {
    if (trust != null) {
      Objects.requireNonNull(host, "TLS needs the name of the host");
    }
  }

  public static ClientTarget plaintext(int port) {
    return new ClientTarget(port, null, null, null);
  }

  public static ClientTarget tls(int port, String host, SSLContext trust) {
    return new ClientTarget(port, host, trust, null);
  }

  /** The same, with a password. */
  public ClientTarget with(String newPassword) {
    return new ClientTarget(port, host, trust, newPassword);
  }

  /** A new connection of a real client; JedisException where it fails. */
  public Jedis connect() {
    return new Jedis(
        new TargetSocketFactory(this),
        DefaultJedisClientConfig.builder().password(password).build());
  }
}
