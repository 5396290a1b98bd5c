package awsemulator.data;

import awsemulator.data.DataPlane.Shard;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Groups of the tests, and how to reach them. */
final class Fleet {
  static final String SUFFIX = "orders.abc123.use1.cache.amazonaws.com";
  static final List<Shard> ONE = List.of(new Shard("0001", null));

  private Fleet() {}

  static String group(String name) {
    return "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:" + name;
  }

  static String snapshot(String name) {
    return "arn:aws:elasticache:us-east-1:111122223333:snapshot:" + name;
  }

  /** A cluster of shards whose slots are as different in number as can be. */
  static List<Shard> uneven(int shards) {
    List<Shard> result = new ArrayList<>();
    int next = 0;
    for (int i = 1; i < shards; i++) {
      int end = next + i * 50;
      // Two ranges in one shard, as after a move of slots.
      result.add(new Shard("%04d".formatted(i), "%d-%d,%d".formatted(next, end, end + 1)));
      next = end + 2;
    }
    result.add(new Shard("%04d".formatted(shards), next + "-16383"));
    return result;
  }

  static ClientTarget plaintext(DataPlane plane, String arn) {
    return ClientTarget.plaintext(plane.port(arn, "0001"));
  }

  static ClientTarget tls(RedisDataPlane plane, String arn) {
    return ClientTarget.tls(plane.port(arn, "0001"), "master." + SUFFIX, plane.trust());
  }

  /** For what no client library would send. */
  static Socket socket(DataPlane plane, String arn) throws IOException {
    return new Socket(InetAddress.ofLiteral("127.0.0.1"), plane.port(arn, "0001"));
  }

  static Jedis connect(DataPlane plane, String arn) {
    return plaintext(plane, arn).connect();
  }
}
