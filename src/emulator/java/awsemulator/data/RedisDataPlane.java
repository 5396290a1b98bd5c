package awsemulator.data;

import awsemulator.data.front.CertificateAuthority;
import awsemulator.data.front.ClientTransport;
import awsemulator.data.server.ServerProcesses;
import java.security.cert.X509Certificate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.JedisSocketFactory;

/**
 * A real Redis server for each shard. A new group's ports accept plaintext, without a password.
 *
 * <p>All methods may be called from any thread; those that reach servers wait for their answers.
 * They throw IllegalArgumentException for a group, shard or snapshot that is not there, and
 * IllegalStateException where a server fails.
 */
public final class RedisDataPlane implements DataPlane {
  private final Map<String, RunningGroup> groups = new ConcurrentHashMap<>();
  private final Set<String> tokens = ConcurrentHashMap.newKeySet();
  private final CertificateAuthority authority = new CertificateAuthority();
  private final ServerProcesses servers = new ServerProcesses();
  private final SnapshotStore snapshots = new SnapshotStore(servers::newSnapshotFile);
  private final Thread atExit = new Thread(this::stopAll, "stop-redis-servers");

  /**
   * A data plane without groups.
   *
   * @throws IllegalStateException with a sentence on what to install where no server starts
   */
  public RedisDataPlane() {
    // Ctrl-C ends the JVM without close.
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** The authority that signed the certificates of all groups here. */
  public X509Certificate ca() {
    return authority.certificate();
  }

  /** What TLS clients of these groups use; it trusts {@link #ca} and nobody else. */
  public SSLContext trust() {
    return authority.trust();
  }

  @Override
  public void start(String groupArn, List<Shard> shards, String snapshotArn, String tlsHostSuffix) {
    List<ShardStart> starts = snapshots.starts(snapshotArn, shards);
    SSLContext tls = authority.serve(tlsHostSuffix);
    RunningGroup group = RunningGroup.start(groupArn, starts, servers, tls);
    if (groups.putIfAbsent(groupArn, group) != null) {
      group.stop();
      throw new IllegalStateException(groupArn + " is running already.");
    }
  }

  @Override
  public void accept(String groupArn, Accepts accepts) {
    Set<ClientTransport> transports =
        switch (accepts) {
          case PLAINTEXT -> EnumSet.of(ClientTransport.PLAINTEXT);
          case PLAINTEXT_AND_TLS -> EnumSet.allOf(ClientTransport.class);
          case TLS -> EnumSet.of(ClientTransport.TLS);
        };
    group(groupArn).accept(transports);
  }

  /**
   * As in the contract. An empty password among others lets clients in without one as well, as
   * ElastiCache does while it ROTATEs in a group's first token.
   */
  @Override
  public void passwords(String groupArn, List<String> passwords) {
    passwords.stream().filter(p -> !p.isEmpty()).forEach(tokens::add);
    group(groupArn).passwords(passwords);
  }

  @Override
  public void configure(String groupArn, Map<String, Map<String, String>> byShard) {
    group(groupArn).configure(byShard);
  }

  /** Every token that a client has ever been asked for: what nobody may find anywhere. */
  public Set<String> tokens() {
    return Set.copyOf(tokens);
  }

  @Override
  public void snapshot(String groupArn, String snapshotArn) {
    snapshots.take(snapshotArn, group(groupArn).shards());
  }

  @Override
  public void copySnapshot(String snapshotArn, String targetArn) {
    snapshots.copy(snapshotArn, targetArn);
  }

  @Override
  public void deleteSnapshot(String snapshotArn) {
    snapshots.delete(snapshotArn);
  }

  @Override
  public void stop(String groupArn) {
    RunningGroup group = groups.remove(groupArn);
    if (group == null) {
      throw notRunning(groupArn);
    }
    group.stop();
  }

  @Override
  public boolean running(String groupArn) {
    return groups.containsKey(groupArn);
  }

  @Override
  public int port(String groupArn, String nodeGroupId) {
    return group(groupArn).shard(nodeGroupId).front().port();
  }

  @Override
  public long keys(String groupArn) {
    return group(groupArn).sum(ShardServer::keys);
  }

  @Override
  public long writes(String groupArn) {
    return group(groupArn).sum(ShardServer::writes);
  }

  @Override
  public long keys(String groupArn, String nodeGroupId) {
    return group(groupArn).count(nodeGroupId, ShardServer::keys);
  }

  @Override
  public long writes(String groupArn, String nodeGroupId) {
    return group(groupArn).count(nodeGroupId, ShardServer::writes);
  }

  @Override
  public long bytes(String groupArn, String nodeGroupId) {
    return group(groupArn).count(nodeGroupId, ShardServer::bytes);
  }

  @Override
  public Set<String> running() {
    return Set.copyOf(groups.keySet());
  }

  @Override
  public long connections(String groupArn, String nodeGroupId) {
    return group(groupArn).shard(nodeGroupId).front().connections();
  }

  @Override
  public long opened(String groupArn, String nodeGroupId) {
    return group(groupArn).shard(nodeGroupId).front().opened();
  }

  @Override
  public JedisSocketFactory node(
      String groupArn, String nodeGroupId, boolean primary, String host, boolean tls) {
    int port = nodePort(groupArn, nodeGroupId, primary);
    return new TargetSocketFactory(
        tls ? ClientTarget.tls(port, host, trust()) : ClientTarget.plaintext(port));
  }

  /** The loopback port of a shard's primary, or of its replicas. */
  public int nodePort(String groupArn, String nodeGroupId, boolean primary) {
    ShardServer shard = group(groupArn).shard(nodeGroupId);
    return (primary ? shard.front() : shard.replica()).port();
  }

  /** The group's shards, for what seeds and compares keys behind the fronts. */
  RunningGroup group(String groupArn) {
    RunningGroup group = groups.get(groupArn);
    if (group == null) {
      throw notRunning(groupArn);
    }
    return group;
  }

  private static IllegalArgumentException notRunning(String groupArn) {
    return new IllegalArgumentException("No servers run for " + groupArn + ".");
  }

  private void stopAll() {
    List<RunningGroup> all = List.copyOf(groups.values());
    groups.clear();
    all.forEach(RunningGroup::stop);
    servers.close();
  }

  /** Stops all servers and forgets all snapshots. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The JVM is ending, so the hook runs anyway; stopping twice does no harm.
    }
    stopAll();
  }
}
