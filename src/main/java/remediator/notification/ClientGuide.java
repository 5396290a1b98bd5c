package remediator.notification;

import java.util.ArrayList;
import java.util.List;

/**
 * What must be changed in clients so that they speak TLS, and send a token where there is one, by
 * the libraries' own documentation. Certificates are issued by Amazon Trust Services, which the
 * usual trust stores hold, so none has to be installed.
 */
public final class ClientGuide {
  /**
   * One library.
   *
   * @param tls with cluster mode disabled
   * @param cluster with cluster mode enabled: the configuration endpoint is enough
   * @param auth what passes the token
   * @param refused how a write is seen that the server refuses
   */
  public record Library(String name, String tls, String cluster, String auth, String refused) {}

  /** All that are known here. */
  public static final List<Library> LIBRARIES =
      List.of(
          new Library(
              "redis-py",
              "redis.Redis(host=…, port=…, ssl=True), or a URL with rediss://",
              "redis.cluster.RedisCluster(host=…, port=…, ssl=True)",
              "password=…",
              "redis.exceptions.ResponseError"),
          new Library(
              "go-redis",
              "redis.Options{Addr: …, TLSConfig: &tls.Config{MinVersion: tls.VersionTLS12}}",
              "redis.ClusterOptions{Addrs: …, TLSConfig: …}",
              "Password: …",
              "an error of this text, which newer versions try again by themselves (go-redis"
                  + " #3647)"),
          new Library(
              "ioredis",
              "new Redis({ host, port, tls: {} })",
              "new Redis.Cluster([{ host, port }], { dnsLookup: (address, callback) =>"
                  + " callback(null, address), redisOptions: { tls: {} } })",
              "password (in cluster mode within redisOptions)",
              "ReplyError"),
          new Library(
              "Lettuce",
              "RedisURI.builder().withHost(…).withPort(…).withSsl(true).build()",
              "the same URI with RedisClusterClient.create",
              "withPassword(char[])",
              "RedisCommandExecutionException"),
          new Library(
              "Jedis",
              "new JedisPooled(new HostAndPort(…), DefaultJedisClientConfig.builder().ssl(true)"
                  + ".build())",
              "new JedisCluster(Set.of(new HostAndPort(…)), the same configuration)",
              "password(…) of the configuration's builder",
              "JedisDataException"),
          new Library(
              "StackExchange.Redis",
              "host:port,ssl=true,abortConnect=false in the configuration, or Ssl = true",
              "the same with the configuration endpoint",
              "password=… in the configuration, or Password",
              "RedisServerException"),
          new Library(
              "valkey-glide",
              "GlideClientConfiguration with use_tls=True (Python), useTLS(true) (Java), useTLS:"
                  + " true (Node.js)",
              "GlideClusterClientConfiguration, the same",
              "ServerCredentials with the password",
              "RequestError (Python, Node.js), RequestException (Java)"),
          new Library(
              "phpredis",
              "$redis->connect('tls://' . $host, $port)",
              "new RedisCluster(null, [\"$host:$port\"], $timeout, $readTimeout, false, $auth,"
                  + " ['verify_peer' => true])",
              "$redis->auth($token), or $auth above",
              "false, and this text in getLastError()"),
          new Library(
              "redis-cli",
              "redis-cli --tls -h HOST -p PORT",
              "redis-cli -c --tls -h HOST -p PORT",
              "the environment variable REDISCLI_AUTH, or --askpass",
              "(error) and this text"));

  private ClientGuide() {}

  /** What goes wrong whatever the library is. */
  public static List<String> warnings() {
    return List.of(
        "Names of single nodes were replaced when TLS was first switched on: whoever connects by"
            + " one of them must take the new one, or better the endpoints above.",
        "A CNAME of your own is not in the certificate: clients that check the name refuse it. Use"
            + " ElastiCache's names as they are.",
        "TLS 1.2 or newer is needed; the same port goes on.");
  }

  /** How to switch TLS on, one line a library. */
  public static String tls(boolean sharded) {
    List<String> lines = new ArrayList<>();
    lines.add("What to change in clients:");
    LIBRARIES.forEach(l -> lines.add("- " + l.name() + ": " + (sharded ? l.cluster() : l.tls())));
    lines.add("Mind:");
    warnings().forEach(w -> lines.add("- " + w));
    return String.join("\n", lines);
  }

  /** How refused writes are seen, one line a library. */
  public static String refusedWrites() {
    List<String> lines = new ArrayList<>();
    lines.add("What clients see of \"NOREPLICAS Not enough good replicas to write.\":");
    LIBRARIES.forEach(l -> lines.add("- " + l.name() + ": " + l.refused()));
    return String.join("\n", lines);
  }

  /** How to pass the token, one line a library. */
  public static String auth() {
    List<String> lines = new ArrayList<>();
    lines.add("How clients pass the token (no user name):");
    LIBRARIES.forEach(l -> lines.add("- " + l.name() + ": " + l.auth()));
    return String.join("\n", lines);
  }
}
