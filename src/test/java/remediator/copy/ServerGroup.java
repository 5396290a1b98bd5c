package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.data.server.TcpServer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.JedisClusterCRC16;

/** Real servers that are the primaries of one group. */
public final class ServerGroup implements AutoCloseable {
  private static final int SLOTS = 16_384;

  private final List<TcpServer> servers = new ArrayList<>();
  private final boolean cluster;

  private ServerGroup(boolean cluster) {
    this.cluster = cluster;
  }

  public static ServerGroup alone(String... configuration) throws IOException {
    ServerGroup group = new ServerGroup(false);
    group.servers.add(new TcpServer(configuration));
    return group;
  }

  public static ServerGroup clusterOf(int shards, String... configuration) throws IOException {
    ServerGroup group = new ServerGroup(true);
    try {
      for (int i = 0; i < shards; i++) {
        group.servers.add(clusterNode(first(i, shards), first(i + 1, shards) - 1, configuration));
      }
      // Each takes seconds until it takes writes: they wait side by side.
      group.servers.forEach(ServerGroup::awaitReady);
      return group;
    } catch (IOException | RuntimeException e) {
      group.close();
      throw e;
    }
  }

  private static int first(int shard, int shards) {
    return shard * SLOTS / shards;
  }

  private static TcpServer clusterNode(int first, int last, String... configuration)
      throws IOException {
    TcpServer server =
        new TcpServer(
            Stream.concat(
                    Stream.of("--cluster-enabled", "yes", "--cluster-require-full-coverage", "no"),
                    Stream.of(configuration))
                .toArray(String[]::new));
    server.call(
        Command.CLUSTER,
        IntStream.concat(IntStream.of(-1), IntStream.rangeClosed(first, last))
            .mapToObj(slot -> slot < 0 ? "ADDSLOTS" : Integer.toString(slot))
            .toArray(String[]::new));
    return server;
  }

  private static void awaitReady(TcpServer server) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!new String((byte[]) server.call(Command.CLUSTER, "INFO"), UTF_8)
        .contains("cluster_state:ok")) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException("the node did not become ready");
      }
      Thread.onSpinWait();
    }
  }

  public List<TcpServer> servers() {
    return servers;
  }

  public List<String> nodes() {
    return servers.stream().map(server -> "127.0.0.1:" + server.port()).toList();
  }

  /** Puts another process in a shard's place, on a port of its own. */
  void replace(int shard, TcpServer server) {
    servers.get(shard).close();
    servers.set(shard, server);
  }

  public TcpServer serverOf(byte[] key) {
    int slot = cluster ? JedisClusterCRC16.getSlot(key) : 0;
    int shard = 0;
    while (slot >= first(shard + 1, servers.size())) {
      shard++;
    }
    return servers.get(shard);
  }

  /** The keys' own server, in database 0. */
  void on(byte[] key, Consumer<Jedis> work) {
    on(key, 0, work);
  }

  void on(byte[] key, int database, Consumer<Jedis> work) {
    try (Jedis jedis = new Jedis("127.0.0.1", serverOf(key).port(), 60_000)) {
      if (database != 0) {
        jedis.select(database);
      }
      work.accept(jedis);
    }
  }

  /** Writes many keys, each where it belongs. */
  public void fill(int database, int from, int to, KeyWriter writer) {
    Map<TcpServer, Jedis> open = new HashMap<>();
    Map<TcpServer, Pipeline> pipelines = new HashMap<>();
    try {
      for (int i = from; i < to; i++) {
        TcpServer server = serverOf(writer.key(i));
        Pipeline pipeline =
            pipelines.computeIfAbsent(
                server,
                s -> {
                  Jedis jedis = new Jedis("127.0.0.1", s.port(), 60_000);
                  open.put(s, jedis);
                  if (database != 0) {
                    jedis.select(database);
                  }
                  return jedis.pipelined();
                });
        writer.write(pipeline, i);
        if (i % 1000 == 999) {
          pipelines.values().forEach(Pipeline::sync);
        }
      }
      pipelines.values().forEach(Pipeline::sync);
    } finally {
      open.values().forEach(Jedis::close);
    }
  }

  /** Writes the key of a number. */
  public interface KeyWriter {
    byte[] key(int i);

    void write(Pipeline pipeline, int i);
  }

  public long keys() {
    return servers.stream()
        .flatMap(
            server -> new String((byte[]) server.call(Command.INFO, "keyspace"), UTF_8).lines())
        .filter(line -> line.startsWith("db"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("^db\\d+:keys=(\\d+).*", "$1")))
        .sum();
  }

  /** Whether the engine has the command. */
  boolean knows(String command) {
    return ((List<?>) servers.getFirst().call(Command.COMMAND, "INFO", command)).getFirst() != null;
  }

  /** Whether all keys of these sample numbers are there, in database 0. */
  boolean knowsKeys(String prefix, int count) {
    SampleKeys keys = new SampleKeys(prefix);
    boolean[] all = {true};
    on(
        keys.key(0),
        jedis -> {
          for (int i = 0; i < count; i++) {
            all[0] &= jedis.exists(keys.key(i));
          }
        });
    return all[0];
  }

  void configure(String name, String value) {
    servers.forEach(server -> server.call(Command.CONFIG, "SET", name, value));
  }

  @Override
  public void close() {
    servers.forEach(TcpServer::close);
  }
}
