package awsemulator.data;

import awsemulator.data.front.ClientTransport;
import awsemulator.data.server.ServerProcesses;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/** The shards of one group, all running. */
final class RunningGroup {
  private final String arn;
  private final Map<String, ShardServer> shards;

  private RunningGroup(String arn, Collection<ShardServer> shards) {
    this.arn = arn;
    this.shards =
        shards.stream()
            .collect(Collectors.toMap(s -> s.shard().nodeGroupId(), Function.identity()));
  }

  /** Starts all shards, or none where one fails. */
  static RunningGroup start(
      String arn, List<ShardStart> starts, ServerProcesses servers, SSLContext tls) {
    Collection<ShardServer> started = new ConcurrentLinkedQueue<>();
    try {
      ParallelShards.map(
          "The servers of " + arn + " did not start.",
          starts,
          start -> started.add(ShardServer.start(start, servers, tls)));
      return new RunningGroup(arn, started);
    } catch (RuntimeException e) {
      started.forEach(ShardServer::close);
      throw e;
    }
  }

  List<ShardServer> shards() {
    return List.copyOf(shards.values());
  }

  ShardServer shard(String nodeGroupId) {
    ShardServer shard = shards.get(nodeGroupId);
    if (shard == null) {
      throw new IllegalArgumentException(arn + " has no shard " + nodeGroupId + ".");
    }
    return shard;
  }

  void accept(Set<ClientTransport> transports) {
    shards.values().forEach(s -> s.accept(transports));
  }

  void passwords(List<String> passwords) {
    ParallelShards.map(
        "The passwords of " + arn + " could not be changed.",
        shards(),
        shard -> shard.passwords(passwords));
  }

  void configure(Map<String, Map<String, String>> byShard) {
    ParallelShards.map(
        "The parameters of " + arn + " could not be set.",
        shards().stream().filter(s -> byShard.containsKey(s.shard().nodeGroupId())).toList(),
        shard -> shard.configure(byShard.get(shard.shard().nodeGroupId())));
  }

  /** What this number comes to over all shards. */
  long sum(ParallelShards.Work<ShardServer, Long> number) {
    return ParallelShards.map(arn + " could not be counted.", shards(), number).stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  long count(String nodeGroupId, ParallelShards.Work<ShardServer, Long> number) {
    String problem = arn + " could not be counted.";
    return ParallelShards.map(problem, List.of(shard(nodeGroupId)), number).getFirst();
  }

  void stop() {
    ParallelShards.map(
        "The servers of " + arn + " did not stop.",
        shards(),
        shard -> {
          shard.close();
          return shard;
        });
  }
}
