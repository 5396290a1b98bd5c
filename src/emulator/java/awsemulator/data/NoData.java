package awsemulator.data;

import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.JedisSocketFactory;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * A data plane without servers, for runs that look only at the control plane. Not final: tests that
 * remember what they are told extend it, and say only what they mean to.
 */
public class NoData implements DataPlane {
  @Override
  public void start(String groupArn, List<Shard> shards, String snapshotArn, String suffix) {}

  @Override
  public void accept(String groupArn, Accepts accepts) {}

  @Override
  public void passwords(String groupArn, List<String> passwords) {}

  @Override
  public void configure(String groupArn, Map<String, Map<String, String>> byShard) {}

  @Override
  public void snapshot(String groupArn, String snapshotArn) {}

  @Override
  public void copySnapshot(String snapshotArn, String targetArn) {}

  @Override
  public void deleteSnapshot(String snapshotArn) {}

  @Override
  public void stop(String groupArn) {}

  @Override
  public boolean running(String groupArn) {
    return false;
  }

  @Override
  public int port(String groupArn, String nodeGroupId) {
    throw new IllegalStateException("this run has no data plane");
  }

  @Override
  public long keys(String groupArn) {
    return 0;
  }

  @Override
  public long writes(String groupArn) {
    return 0;
  }

  @Override
  public long keys(String groupArn, String nodeGroupId) {
    return 0;
  }

  @Override
  public long writes(String groupArn, String nodeGroupId) {
    return 0;
  }

  @Override
  public long bytes(String groupArn, String nodeGroupId) {
    return 0;
  }

  @Override
  public Set<String> running() {
    return Set.of();
  }

  @Override
  public long connections(String groupArn, String nodeGroupId) {
    return 0;
  }

  @Override
  public long opened(String groupArn, String nodeGroupId) {
    return 0;
  }

  @Override
  public JedisSocketFactory node(
      String groupArn, String nodeGroupId, boolean primary, String host, boolean tls) {
    throw new JedisConnectionException("this run has no data plane");
  }

  @Override
  public void close() {}
}
