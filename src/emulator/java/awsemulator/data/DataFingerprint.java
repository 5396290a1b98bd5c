package awsemulator.data;

import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/**
 * Tells whether two groups hold the same data: every key of every database with its type, value and
 * the moment at which it expires, whatever their order and however they are spread over shards.
 */
public final class DataFingerprint {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private final RedisDataPlane plane;

  public DataFingerprint(RedisDataPlane plane) {
    this.plane = plane;
  }

  /**
   * The group's digest, 64 hexadecimal digits and the number of keys. Keys that change meanwhile
   * may be in it with the old or the new value.
   */
  public String digest(String groupArn) {
    List<ShardDigest> shards =
        ParallelShards.map(
            "The keys of " + groupArn + " could not be read.",
            plane.group(groupArn).shards(),
            DataFingerprint::of);
    BigInteger sum = BigInteger.ZERO;
    long keys = 0;
    for (ShardDigest shard : shards) {
      sum = sum.add(shard.sum());
      keys += shard.keys();
    }
    return "%064x-%d".formatted(sum.mod(MODULUS), keys);
  }

  private static ShardDigest of(ShardServer shard) throws IOException {
    return shard.inspect(ShardDigest::read);
  }
}
