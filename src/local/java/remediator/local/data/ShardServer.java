package remediator.local.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import remediator.local.data.front.Front;
import remediator.local.data.front.Transport;
import remediator.local.data.server.AdminConnection;
import remediator.local.data.server.Passwords;
import remediator.local.data.server.RedisServer;
import remediator.local.data.server.Servers;
import remediator.local.data.server.Statistics;
import remediator.local.data.wire.Command;

/** One shard of a running group: a server, and the front that clients reach it by. */
final class ShardServer implements AutoCloseable {
  private final DataPlane.Shard shard;
  private final RedisServer server;
  private final Front front;
  private final Statistics statistics;
  private final LongAdder ownWrites = new LongAdder();
  private final SSLContext tls;
  private Set<Transport> accepted = EnumSet.of(Transport.PLAINTEXT);
  private boolean passwordsOptional;
  private Front replica;

  private ShardServer(DataPlane.Shard shard, RedisServer server, Front front, SSLContext tls) {
    this.shard = shard;
    this.server = server;
    this.front = front;
    this.tls = tls;
    this.statistics = new Statistics(server.admin());
  }

  static ShardServer start(ShardStart start, Servers servers, SSLContext tls) throws IOException {
    RedisServer server = servers.start(start.rdb());
    try {
      return new ShardServer(start.shard(), server, Front.open(server, tls), tls);
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  DataPlane.Shard shard() {
    return shard;
  }

  Front front() {
    return front;
  }

  /** Where clients of the replicas are; opened when somebody first asks for it. */
  synchronized Front replica() {
    if (replica == null) {
      try {
        replica = Front.open(server, tls);
      } catch (IOException e) {
        throw new UncheckedIOException("The replicas' port could not be opened.", e);
      }
      replica.accept(accepted);
      replica.passwordsOptional(passwordsOptional);
    }
    return replica;
  }

  private synchronized List<Front> fronts() {
    return replica == null ? List.of(front) : List.of(front, replica);
  }

  /** As {@link DataPlane#accept}. */
  synchronized void accept(Set<Transport> transports) {
    accepted = transports;
    fronts().forEach(f -> f.accept(transports));
  }

  /** Reads keys past the front. */
  <R> R inspect(Parallel.Work<AdminConnection, R> work) throws IOException {
    // On a connection of its own: reading selects databases.
    try (AdminConnection connection = server.connectAsAdmin()) {
      return work.on(connection);
    }
  }

  /** Runs write commands of the cloud's own, which do not count as writes of clients. */
  boolean write(List<Command> commands) throws IOException {
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

  /** As {@link DataPlane#passwords}. */
  boolean passwords(List<String> passwords) throws IOException {
    Passwords wanted = new Passwords(passwords);
    server.passwords(wanted);
    synchronized (this) {
      passwordsOptional = wanted.optional();
      fronts().forEach(f -> f.passwordsOptional(wanted.optional()));
    }
    return true;
  }

  @Override
  public void close() {
    fronts().forEach(Front::close);
    server.close();
  }
}
