package awsemulator.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import awsemulator.data.server.AdminConnection;
import awsemulator.data.wire.RespCommand;
import awsemulator.data.wire.RespReply;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * All keys of one server.
 *
 * @param sum of the SHA-256 digests of the keys: a sum and not an exclusive or, in which equal
 *     digests would cancel each other
 */
record ShardDigest(BigInteger sum, long keys) {
  private static final int DATABASES = 16;

  /**
   * Gives a key's type, its moment of expiry in milliseconds (-1 for never), and its value.
   *
   * <p>DUMP holds all of a value, streams' consumer groups too. But a large set or hash is dumped
   * in the order of its hash table, which every process seeds in its own way; so these come as they
   * are, to be sorted. PEXPIRETIME came with 7.0 only; now plus PTTL is exact where the clock shows
   * the same millisecond before and after.
   */
  private static final String DESCRIBE =
      """
      local function now()
        local t = redis.call('TIME')
        return t[1] * 1000 + math.floor(t[2] / 1000)
      end
      local key = KEYS[1]
      local kind = redis.call('TYPE', key).ok
      local before, left
      repeat
        before = now()
        left = redis.call('PTTL', key)
      until left < 0 or before == now()
      local expiry = left < 0 and '-1' or string.format('%.0f', before + left)
      if kind == 'hash' then
        return {kind, expiry, redis.call('HGETALL', key)}
      elseif kind == 'set' then
        return {kind, expiry, redis.call('SMEMBERS', key)}
      end
      return {kind, expiry, redis.call('DUMP', key)}
      """;

  static ShardDigest read(AdminConnection admin) throws IOException {
    String script = ((RespReply.Text) admin.call("SCRIPT", "LOAD", DESCRIBE)).string();
    BigInteger sum = BigInteger.ZERO;
    long count = 0;
    for (int database = 0; database < DATABASES; database++) {
      admin.call("SELECT", Integer.toString(database));
      // KEYS gives each key once, at one moment; SCAN may repeat keys and blocks no less in sum.
      List<byte[]> keys = texts(admin.call("KEYS", "*"));
      List<RespCommand> questions = new ArrayList<>();
      for (byte[] key : keys) {
        questions.add(
            new RespCommand(
                List.of("EVALSHA".getBytes(UTF_8), script.getBytes(UTF_8), new byte[] {'1'}, key)));
      }
      List<RespReply> answers = admin.pipeline(questions);
      for (int i = 0; i < keys.size(); i++) {
        sum = sum.add(digest(database, keys.get(i), (RespReply.Many) answers.get(i)));
      }
      count += keys.size();
    }
    return new ShardDigest(sum, count);
  }

  private static BigInteger digest(int database, byte[] key, RespReply.Many description) {
    MessageDigest sha = sha256();
    add(sha, Integer.toString(database).getBytes(UTF_8));
    add(sha, key);
    String kind = ((RespReply.Text) description.items().getFirst()).string();
    for (RespReply part : description.items()) {
      switch (part) {
        case RespReply.Text text -> add(sha, text.bytes());
        case RespReply.Many many -> sorted(kind, texts(many)).forEach(item -> add(sha, item));
        default -> throw new IllegalStateException("Not a description of a key: " + part + ".");
      }
    }
    return new BigInteger(1, sha.digest());
  }

  /** Fields of a hash stay with their values. */
  private static List<byte[]> sorted(String kind, List<byte[]> items) {
    int step = kind.equals("hash") ? 2 : 1;
    List<List<byte[]>> entries = new ArrayList<>();
    for (int i = 0; i < items.size(); i += step) {
      entries.add(items.subList(i, i + step));
    }
    entries.sort((a, b) -> Arrays.compare(a.getFirst(), b.getFirst()));
    return entries.stream().flatMap(List::stream).toList();
  }

  /** With its length, so that two texts cannot pass for one. */
  private static void add(MessageDigest sha, byte[] text) {
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(text.length).array());
    sha.update(text);
  }

  private static List<byte[]> texts(RespReply reply) {
    List<byte[]> texts = new ArrayList<>();
    for (RespReply item : ((RespReply.Many) reply).items()) {
      texts.add(((RespReply.Text) item).bytes());
    }
    return texts;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }
}
