package remediator.probe;

import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;

/** From inside the group's VPC: by the node's name, and with the authorities that Java trusts. */
public final class VpcSocketFactory implements NodeSocketFactory {
  private static final int TIMEOUT_MILLIS = 4_000;

  @Override
  public JedisSocketFactory to(String host, int port, boolean tls) {
    DefaultJedisClientConfig.Builder config =
        DefaultJedisClientConfig.builder()
            .connectionTimeoutMillis(TIMEOUT_MILLIS)
            .socketTimeoutMillis(TIMEOUT_MILLIS);
    if (tls) {
      // With ssl(true) alone Jedis would take any certificate of a trusted authority.
      config.sslOptions(SslOptions.builder().sslVerifyMode(SslVerifyMode.FULL).build());
    }
    return new DefaultJedisSocketFactory(new HostAndPort(host, port), config.build());
  }
}
