package remediator.copy.node;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.clients.jedis.util.JedisClusterCRC16;
import remediator.probe.NodeSocketFactory;

/**
 * One side of the copy: its primaries, as its nodes tell of themselves at this moment. Names are
 * resolved anew each time, so that a failover between two invocations is seen.
 */
public final class GroupTopology {
  private static final int AT_ONCE = 50;

  private final GroupSide side;
  private final NodeSocketFactory sockets;
  private final List<NodeFacts> primaries;
  private final List<CopyProblemException> silent;
  private final NodeFacts[] owners = new NodeFacts[NodeFacts.SLOTS];

  /**
   * Where a side is.
   *
   * @param name {@code source} or {@code target}, for messages
   * @param nodes all of its nodes, host and port
   */
  public record GroupSide(String name, List<String> nodes, boolean tls) {}

  private record NodeLook(NodeFacts facts, CopyProblemException problem) {}

  private GroupTopology(GroupSide side, NodeSocketFactory sockets, List<NodeLook> looks) {
    this.side = side;
    this.sockets = sockets;
    this.silent = looks.stream().map(NodeLook::problem).filter(p -> p != null).toList();
    // Two endpoints may lead to one process: it is copied once.
    Map<String, NodeFacts> distinct = new LinkedHashMap<>();
    looks.stream()
        .map(NodeLook::facts)
        .filter(facts -> facts != null && facts.primary())
        .forEach(facts -> distinct.putIfAbsent(facts.identity(), facts));
    this.primaries = List.copyOf(distinct.values());
    for (NodeFacts primary : primaries) {
      primary.slots().stream().forEach(slot -> owners[slot] = primary);
    }
  }

  /** Asks all nodes at the same time. */
  public static GroupTopology discover(NodeSocketFactory sockets, GroupSide side) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Callable<NodeLook>> looks =
          side.nodes().stream()
              .map(n -> (Callable<NodeLook>) () -> look(sockets, side, n))
              .toList();
      List<NodeLook> seen = new ArrayList<>();
      for (Future<NodeLook> look : threads.invokeAll(looks)) {
        seen.add(look.get());
      }
      return new GroupTopology(side, sockets, seen);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking at nodes", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a node's answer was not understood", e.getCause());
    }
  }

  private static NodeLook look(NodeSocketFactory sockets, GroupSide side, String node) {
    try (NodeConnection connection = new NodeConnection(sockets, node, side.tls())) {
      return new NodeLook(NodeFacts.of(connection), null);
    } catch (CopyProblemException e) {
      return new NodeLook(null, e);
    }
  }

  /** Nodes that did not answer, replicas too. */
  public List<CopyProblemException> silent() {
    return silent;
  }

  public List<NodeFacts> primaries() {
    return primaries;
  }

  public boolean cluster() {
    return primaries.stream().anyMatch(NodeFacts::cluster);
  }

  /** Connects to one of the primaries. */
  public NodeConnection connect(NodeFacts primary) {
    return new NodeConnection(sockets, primary.node(), side.tls());
  }

  /** The primary that has the key's slot; {@link #requireComplete} has seen that there is one. */
  public NodeFacts ownerOf(byte[] key) {
    return primaries.size() == 1 ? primaries.getFirst() : owners[JedisClusterCRC16.getSlot(key)];
  }

  /**
   * Requires that every key has exactly one primary.
   *
   * @throws CopyProblemException where a shard's primary is not among the nodes that answered
   */
  public void requireComplete() {
    BitSet served = new BitSet(NodeFacts.SLOTS);
    for (NodeFacts primary : primaries) {
      if (served.intersects(primary.slots())) {
        throw new CopyProblemException(
            "Two nodes of the %s say that they are primary for the same keys, %s being one: its group is failing over, or its nodes are of several groups."
                .formatted(side.name(), primary.node()),
            true);
      }
      served.or(primary.slots());
    }
    if (served.cardinality() < NodeFacts.SLOTS) {
      throw silent.isEmpty()
          ? new CopyProblemException(
              "No primary was found for %d of %d slots of the %s: its group is failing over."
                  .formatted(NodeFacts.SLOTS - served.cardinality(), NodeFacts.SLOTS, side.name()),
              true)
          : silent.getFirst();
    }
  }

  /** What names the processes of all primaries. */
  public List<String> identities() {
    return primaries.stream().map(NodeFacts::identity).sorted().toList();
  }

  public NodeFacts ofIdentity(String identity) {
    return primaries.stream()
        .filter(node -> node.identity().equals(identity))
        .findFirst()
        .orElseThrow();
  }

  /**
   * Requires that the same processes are primary still.
   *
   * @return as they are now
   * @throws CopyProblemException where there was a failover or a restart meanwhile
   */
  public GroupTopology requireUnchanged() {
    GroupTopology now = discover(sockets, side);
    now.requireComplete();
    if (!now.identities().equals(identities())) {
      throw new CopyProblemException(
          "The %s has failed over, restarted or been resharded meanwhile. What changed is done again."
              .formatted(side.name()),
          true);
    }
    return now;
  }
}
