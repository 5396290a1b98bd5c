package awsemulator.data.front;

/**
 * What a node of a group with cluster mode enabled tells of its cluster. The server behind it is
 * alone, and knows of none.
 *
 * @param slots of the node's shard, "0-5460" or "0-100,200-300"; null where cluster mode is
 *     disabled
 * @param primary whether the node serves them
 */
public record ClusterNode(String slots, boolean primary) {
  boolean clusterMode() {
    return slots != null;
  }

  /** The node's own line of {@code CLUSTER NODES}; that of a replica names no slots. */
  String nodes() {
    String id = "%040x".formatted((slots + primary).hashCode() & 0xffffffffL);
    return "%s 127.0.0.1:6379@16379 myself,%s - 0 0 1 connected%s\n"
        .formatted(
            id,
            primary ? "master" : "slave",
            primary ? " " + slots.replace(" ", "").replace(',', ' ') : "");
  }
}
