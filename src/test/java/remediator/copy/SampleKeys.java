package remediator.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadGroupParams;

/** Keys of all types, sizes and encodings, the same for the same number. */
public final class SampleKeys implements ServerGroup.KeyWriter {
  private static final int KINDS = 16;

  /** Not UTF-8: a lone continuation byte and others that cannot be. */
  private static final byte[] STRANGE = {(byte) 0x80, (byte) 0xff, 0, '\r', '\n', (byte) 0xc3};

  private final String prefix;

  public SampleKeys(String prefix) {
    this.prefix = prefix;
  }

  @Override
  public byte[] key(int i) {
    byte[] name = (prefix + i).getBytes(UTF_8);
    if (i % 7 != 3) {
      return name;
    }
    byte[] strange = Arrays.copyOf(name, name.length + STRANGE.length);
    System.arraycopy(STRANGE, 0, strange, name.length, STRANGE.length);
    return strange;
  }

  @Override
  public void write(Pipeline p, int i) {
    byte[] key = key(i);
    Random random = new Random(i);
    switch (i % KINDS) {
      case 0 -> p.set(key, bytes(random, 20));
      case 1 -> p.set(key, ("" + i).getBytes(UTF_8));
      case 2 -> p.set(key, bytes(random, 2_000));
      case 3 -> p.hset(key, hash(random, 5, 10));
      case 4 -> p.hset(key, hash(random, 5, 100));
      case 5 -> p.rpush(key, elements(random, 10, 12));
      case 6 -> p.rpush(key, elements(random, 20, 300));
      case 7 -> p.sadd(key, numbers(random, 30));
      case 8 -> p.sadd(key, elements(random, 12, 16));
      case 9 -> p.zadd(key, scores(random, 10));
      case 10 -> p.zadd(key, scores(random, 150));
      case 11 -> stream(p, key, random);
      case 12 -> p.pfadd(key, elements(random, 30, 8));
      case 13 -> p.setbit(key, random.nextInt(10_000), true);
      case 14 ->
          p.geoadd(key, random.nextDouble() * 90, random.nextDouble() * 80, bytes(random, 6));
      default -> p.set(key, bytes(random, 60));
    }
    if (i % 3 == 1) {
      p.pexpire(key, 600_000L + i % 100_000);
    }
  }

  private static void stream(Pipeline p, byte[] key, Random random) {
    for (int n = 0; n < 4; n++) {
      p.xadd(
          key,
          XAddParams.xAddParams().id(new StreamEntryID(1_000 + n, random.nextInt(9))),
          hash(random, 2, 8));
    }
    String name = new String(key, UTF_8);
    if (random.nextBoolean() && Arrays.equals(name.getBytes(UTF_8), key)) {
      p.xgroupCreate(name, "group", new StreamEntryID(0, 0), false);
      p.xgroupCreate(name, "idle", new StreamEntryID(1_001, 0), false);
      p.xreadGroup(
          "group",
          "consumer",
          XReadGroupParams.xReadGroupParams().count(2),
          Map.of(name, StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[1 + random.nextInt(length)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Map<byte[], byte[]> hash(Random random, int fields, int length) {
    Map<byte[], byte[]> map = new TreeMap<>(Arrays::compare);
    for (int n = 0; n < fields; n++) {
      map.put(("field" + n).getBytes(UTF_8), bytes(random, length));
    }
    return map;
  }

  private static byte[][] elements(Random random, int count, int length) {
    byte[][] all = new byte[count][];
    for (int n = 0; n < count; n++) {
      all[n] = bytes(random, length);
    }
    return all;
  }

  private static byte[][] numbers(Random random, int count) {
    byte[][] all = new byte[count][];
    for (int n = 0; n < count; n++) {
      all[n] = Integer.toString(random.nextInt(100_000)).getBytes(UTF_8);
    }
    return all;
  }

  private static Map<byte[], Double> scores(Random random, int count) {
    Map<byte[], Double> map = new TreeMap<>(Arrays::compare);
    for (int n = 0; n < count; n++) {
      map.put(("member" + n).getBytes(UTF_8), random.nextGaussian());
    }
    return map;
  }
}
