package awsemulator.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.JedisSocketFactory;

/**
 * Where the keys of the local replication groups live. Groups are named by ARN, shards by node
 * group id ("0001"), snapshots by ARN.
 */
public interface DataPlane extends AutoCloseable {
  /** What a group's port accepts. */
  enum Accepts {
    PLAINTEXT,
    PLAINTEXT_AND_TLS,
    TLS
  }

  /**
   * One shard.
   *
   * @param slots as ElastiCache writes them, "0-5460" or "0-100,200-300"; null for cluster mode
   *     disabled
   */
  record Shard(String nodeGroupId, String slots) {}

  /**
   * Starts a server for each shard, empty, or with what the snapshot's shard of the same slots (for
   * cluster mode disabled, its only shard) holds.
   *
   * @param snapshotArn null for an empty group
   * @param tlsHostSuffix the names that the certificate must be good for, without the leading "*."
   */
  void start(String groupArn, List<Shard> shards, String snapshotArn, String tlsHostSuffix);

  /** Changes what the group's ports accept; clients of a kind no longer accepted are cut off. */
  void accept(String groupArn, Accepts accepts);

  /**
   * Requires this password of clients from now on (several may be good at a time); empty for none.
   */
  void passwords(String groupArn, List<String> passwords);

  /**
   * Sets parameters of the group's servers, on open connections too; other parameters stay.
   *
   * @param byShard names and values as the server knows them, by node group id; a shard that has no
   *     server is left out
   */
  void configure(String groupArn, Map<String, Map<String, String>> byShard);

  /** Keeps the keys of the group as they are now. */
  void snapshot(String groupArn, String snapshotArn);

  void copySnapshot(String snapshotArn, String targetArn);

  void deleteSnapshot(String snapshotArn);

  /** Stops the group's servers; its keys are gone. */
  void stop(String groupArn);

  /** Whether servers run for this group. */
  boolean running(String groupArn);

  /** The loopback port of a shard, for clients. */
  int port(String groupArn, String nodeGroupId);

  /** Keys in all shards. */
  long keys(String groupArn);

  /** Write commands that clients have sent to all shards since their servers started. */
  long writes(String groupArn);

  /** Keys in one shard. */
  long keys(String groupArn, String nodeGroupId);

  /** Write commands that clients have sent to one shard since its server started. */
  long writes(String groupArn, String nodeGroupId);

  /** Bytes that one shard's server has allocated for all purposes. */
  long bytes(String groupArn, String nodeGroupId);

  /** Groups that servers run for, by ARN. */
  Set<String> running();

  /** Client connections now open on one shard. */
  long connections(String groupArn, String nodeGroupId);

  /** Connections that clients have opened to one shard since its server started. */
  long opened(String groupArn, String nodeGroupId);

  /**
   * How a client in the group's VPC reaches a node. A shard has one server; its replicas are other
   * ports of it, with clients of their own.
   *
   * @param host the node's endpoint
   */
  JedisSocketFactory node(
      String groupArn, String nodeGroupId, boolean primary, String host, boolean tls);

  @Override
  void close();
}
