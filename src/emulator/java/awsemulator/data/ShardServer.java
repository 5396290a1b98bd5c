package awsemulator.data;

import awsemulator.data.front.ClientTransport;
import awsemulator.data.front.ClusterNode;
import awsemulator.data.front.ShardFront;
import awsemulator.data.server.AclPasswords;
import awsemulator.data.server.AdminConnection;
import awsemulator.data.server.RedisServer;
import awsemulator.data.server.ServerProcesses;
import awsemulator.data.server.ServerStatistics;
import awsemulator.data.wire.RespCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;

/** One shard of a running group: a server, and the front that clients reach it by. */
final class ShardServer implements AutoCloseable {
  private final DataPlane.Shard shard;
  private final RedisServer server;
  private final ShardFront front;
  private final ServerStatistics statistics;
  private final LongAdder ownWrites = new LongAdder();
  private final SSLContext tls;
  private Set<ClientTransport> accepted = EnumSet.of(ClientTransport.PLAINTEXT);
  private boolean passwordsOptional;
  private ShardFront replica;

  private ShardServer(DataPlane.Shard shard, RedisServer server, ShardFront front, SSLContext tls) {
    this.shard = shard;
    this.server = server;
    this.front = front;
    this.tls = tls;
    this.statistics = new ServerStatistics(server.admin());
  }

  static ShardServer start(ShardStart start, ServerProcesses servers, SSLContext tls)
      throws IOException {
    RedisServer server = servers.start(start.rdb());
    try {
      return new ShardServer(start.shard(), server, front(start, server, tls), tls);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static ShardFront front(ShardStart start, RedisServer server, SSLContext tls)
      throws IOException {
    return ShardFront.open(server, tls, new ClusterNode(start.shard().slots(), true));
  }

  DataPlane.Shard shard() {
    return shard;
  }

  ShardFront front() {
    return front;
  }

  /** Where clients of the replicas are; opened when somebody first asks for it. */
  synchronized ShardFront replica() {
    if (replica == null) {
      try {
        replica = ShardFront.open(server, tls, new ClusterNode(shard.slots(), false));
      } catch (IOException e) {
        throw new UncheckedIOException("The replicas' port could not be opened.", e);
      }
      replica.accept(accepted);
      replica.passwordsOptional(passwordsOptional);
    }
    return replica;
  }

  private synchronized List<ShardFront> fronts() {
    return replica == null ? List.of(front) : List.of(front, replica);
  }

  /** As {@link DataPlane#accept}. */
  synchronized void accept(Set<ClientTransport> transports) {
    accepted = transports;
    fronts().forEach(f -> f.accept(transports));
  }

  /** Reads keys past the front. */
  <R> R inspect(ParallelShards.Work<AdminConnection, R> work) throws IOException {
    // On a connection of its own: reading selects databases.
    try (AdminConnection connection = server.connectAsAdmin()) {
      return work.on(connection);
    }
  }

  /** Runs write commands of the cloud's own, which do not count as writes of clients. */
  boolean write(List<RespCommand> commands) throws IOException {
    ownWrites.add(commands.size());
    server.admin().pipeline(commands);
    return true;
  }

  long keys() throws IOException {
    return statistics.keys();
  }

  long writes() throws IOException {
    return statistics.writes() - ownWrites.sum();
  }

  long bytes() throws IOException {
    return statistics.bytes();
  }

  /** Writes the keys as they are now to a new file. */
  void save(Path rdb) throws IOException {
    server.save(rdb);
  }

  /** As {@link DataPlane#configure}. */
  boolean configure(Map<String, String> parameters) throws IOException {
    server.configure(parameters);
    return true;
  }

  /** As {@link DataPlane#passwords}. */
  boolean passwords(List<String> passwords) throws IOException {
    AclPasswords wanted = new AclPasswords(passwords);
    server.passwords(wanted);
    synchronized (this) {
      passwordsOptional = wanted.optional();
      fronts().forEach(f -> f.passwordsOptional(wanted.optional()));
    }
    return true;
  }

  @Override
  public void close() {
    fronts().forEach(ShardFront::close);
    server.close();
  }
}
