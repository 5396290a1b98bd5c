package awsemulator.data;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Connects to loopback, but checks the certificate against the endpoint's DNS name, which leads
 * nowhere on this machine.
 */
record TargetSocketFactory(ClientTarget target) implements JedisSocketFactory {
  private static final int TIMEOUT_MILLIS = 10_000;

  @Override
  public Socket createSocket() {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
      socket.connect(new InetSocketAddress(loopback, target.port()), TIMEOUT_MILLIS);
      return target.trust() == null ? socket : secured(socket);
    } catch (IOException e) {
      close(socket, e);
      throw new JedisConnectionException("No connection to port " + target.port() + ".", e);
    }
  }

  private Socket secured(Socket socket) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            target
                .trust()
                .getSocketFactory()
                .createSocket(socket, target.host(), target.port(), true);
    SSLParameters parameters = tls.getSSLParameters();
    // JSSE's own check of the names in the certificate, wildcards included.
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  private static void close(Socket socket, IOException reason) {
    try {
      socket.close();
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }
}
