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
              "Celery",
              "broker_url and result_backend: rediss://HOST:PORT/0?ssl_cert_reqs=required",
              "cluster mode is not supported by Celery itself",
              "in the URL, rediss://:TOKEN@HOST:PORT/0?…",
              "redis.exceptions.ResponseError: tasks cannot be sent, and workers cannot take them"),
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
              "node-redis",
              "createClient({ url: 'rediss://HOST:PORT' })",
              "createCluster({ rootNodes: [{ url: 'rediss://HOST:PORT' }], defaults: { socket: {"
                  + " tls: true } } })",
              "password (in cluster mode within defaults)",
              "ErrorReply"),
          new Library(
              "Lettuce",
              "RedisURI.builder().withHost(…).withPort(…).withSsl(true).build()",
              "the same URI with RedisClusterClient.create",
              "withPassword(char[])",
              "RedisCommandExecutionException"),
          new Library(
              "Spring Data Redis",
              "spring.data.redis.ssl.enabled=true (Spring Boot 3.1 or newer)",
              "spring.data.redis.cluster.nodes=HOST:PORT and the same",
              "spring.data.redis.password",
              "RedisSystemException, with the library's own as its cause"),
          new Library(
              "Jedis",
              "new JedisPooled(new HostAndPort(…), DefaultJedisClientConfig.builder().ssl(true)"
                  + ".build())",
              "new JedisCluster(Set.of(new HostAndPort(…)), the same configuration)",
              "password(…) of the configuration's builder",
              "JedisDataException"),
          new Library(
              "Redisson",
              "useSingleServer().setAddress(\"rediss://HOST:PORT\")",
              "useClusterServers().addNodeAddress(\"rediss://HOST:PORT\")",
              "setPassword(…) of the configuration",
              "RedisNoReplicasException, after it has tried again retryAttempts times by itself"),
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
              "RedisException"),
          new Library(
              "predis",
              "new Predis\\Client(['scheme' => 'tls', 'host' => $host, 'port' => $port])",
              "new Predis\\Client([\"tls://$host:$port\"], ['cluster' => 'redis', 'parameters' =>"
                  + " ['scheme' => 'tls']])",
              "'password' => $token among the parameters",
              "Predis\\Response\\ServerException"),
          new Library(
              "Laravel",
              "'scheme' => 'tls' for the connection in config/database.php",
              "the same for each node under clusters",
              "REDIS_PASSWORD",
              "the exception of phpredis or predis"),
          new Library(
              "redis-rb",
              "Redis.new(url: \"rediss://HOST:PORT\")",
              "Redis::Cluster.new(nodes: %w[rediss://HOST:PORT]), before engine 7 with"
                  + " fixed_hostname: HOST",
              "password: …",
              "Redis::CommandError"),
          new Library(
              "Sidekiq",
              "config.redis = { url: \"rediss://HOST:PORT\" } in configure_server and in"
                  + " configure_client, or REDIS_URL",
              "not for cluster mode: its commands use keys of several slots",
              "in the URL, rediss://:TOKEN@HOST:PORT",
              "RedisClient::CommandError, after it has connected and tried again once: jobs cannot"
                  + " be pushed"),
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
            + " ElastiCache's names as they are. Jedis checks names by itself from 7.5 on"
            + " (redis/jedis #4497), earlier ones only when told to.",
        "TLS 1.2 or newer is needed; the same port goes on.");
  }

  /** How to switch TLS on, one line a library. */
  public static String tls(boolean sharded) {
    List<String> lines = new ArrayList<>();
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
    return password("How clients pass the token (no user name):");
  }

  /** How to log in as a user, one line a library. */
  public static String logIn() {
    return password(
        "How clients pass the password of a user, once the user group is attached. The user name"
            + " stands beside it (mostly as username or user, in a URL before the colon); where"
            + " there is none, a client is the user default:");
  }

  private static String password(String head) {
    List<String> lines = new ArrayList<>();
    lines.add(head);
    LIBRARIES.forEach(l -> lines.add("- " + l.name() + ": " + l.auth()));
    return String.join("\n", lines);
  }
}
