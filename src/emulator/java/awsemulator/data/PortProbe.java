package awsemulator.data;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/**
 * Looks at a port with a real client, as an owner would to see what a group accepts.
 *
 * @param trust whose certificates to believe
 * @param password for groups that want one, else null
 */
public record PortProbe(SSLContext trust, String password) {
  public PortProbe {
    Objects.requireNonNull(trust, "trust");
  }

  public PortProbe(SSLContext trust) {
    this(trust, null);
  }

  /**
   * Whether a plaintext client gets no answer there. A demand for a password is an answer.
   *
   * @throws IllegalStateException where nothing listens or answers at the port: that proves nothing
   */
  public boolean plaintextRefused(int port) {
    try (Jedis client = ClientTarget.plaintext(port).with(password).connect()) {
      client.ping();
      return false;
    } catch (JedisDataException e) {
      return false;
    } catch (JedisConnectionException e) {
      requireAnswer(port, e);
      return true;
    }
  }

  /**
   * Whether a TLS client can work there that checks the certificate's chain and that it is good for
   * the endpoint's DNS name.
   *
   * @param host the endpoint's name, which need not be known to any name server
   * @throws IllegalStateException where nothing listens or answers at the port
   */
  public boolean tlsAccepted(int port, String host) {
    try (Jedis client = ClientTarget.tls(port, host, trust).with(password).connect()) {
      client.get("probe");
      return client.ping().equals("PONG");
    } catch (JedisDataException e) {
      return false;
    } catch (JedisConnectionException e) {
      requireAnswer(port, e);
      return false;
    }
  }

  private static void requireAnswer(int port, JedisConnectionException e) {
    switch (e.getCause()) {
      case ConnectException _ ->
          throw new IllegalStateException("Nothing listens at port " + port + ".", e);
      case SocketTimeoutException _ ->
          throw new IllegalStateException("Port " + port + " does not answer.", e);
      case null, default -> {} // The connection was closed, or TLS failed.
    }
  }
}
