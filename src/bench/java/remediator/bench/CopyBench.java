package remediator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.RestoreParams;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;
import remediator.copy.SampleKeys;
import remediator.copy.ServerGroup;
import remediator.json.StrictJson;

/**
 * Copies keys of all types and sizes from three shards to three others, and in three databases of
 * one shard; beside it a plain loop that waits for each answer. The servers are on this machine, so
 * they share its processors with the copy.
 */
final class CopyBench {
  private static final int SHARDS = 3;
  private static final int[] DATABASES = {0, 1, 5};

  /** The plain loop is slow, and does not get faster by more keys. */
  private static final int NAIVE_KEYS = 30_000;

  /** Of the copying process's heap: the function has more. */
  private static final String HEAP = "-Xmx256m";

  private CopyBench() {}

  /** What was measured, as bench.json has it. */
  static Map<String, Object> measure(int keys, PrintStream out) throws IOException {
    Map<String, Object> figures = new LinkedHashMap<>();
    Map<String, Object> shards;
    try (ServerGroup source = ServerGroup.clusterOf(SHARDS);
        ServerGroup target = ServerGroup.clusterOf(SHARDS)) {
      out.printf("copy: writing %,d keys%n", keys);
      source.fill(0, 0, keys, new SampleKeys("key-"));
      shards = run(source, target, keys);
    }
    report("3 shards", shards, out);
    put(figures, shards);
    Map<String, Object> databases;
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      for (int database : DATABASES) {
        source.fill(database, 0, keys / DATABASES.length, new SampleKeys("db" + database + "-"));
      }
      databases = run(source, target, keys - keys % DATABASES.length);
    }
    report("3 databases", databases, out);
    Map<String, Object> other = new LinkedHashMap<>();
    put(other, databases);
    figures.put("databases", other);
    double naive = naive(Math.min(keys, NAIVE_KEYS));
    figures.put("naiveKeysPerSecond", Math.round(naive));
    out.printf("copy, plain loop: %,.0f keys/s%n", naive);
    return figures;
  }

  private static void put(Map<String, Object> figures, Map<String, Object> result) {
    double copy = number(result, "copy", "seconds");
    double compare = number(result, "compare", "seconds");
    double keys = number(result, "copy", "keys");
    figures.put("keys", (long) keys);
    figures.put("keysPerSecond", Math.round(keys / copy));
    figures.put("comparedPerSecond", Math.round(keys / compare));
    figures.put("pauseSeconds", Sample.rounded(copy + compare));
    figures.put("estimatedSeconds", (long) number(result, "measure", "estimatedSeconds"));
    figures.put("differing", (long) number(result, "compare", "differing"));
    figures.put("peakMb", result.get("peakMb"));
  }

  private static void report(String label, Map<String, Object> result, PrintStream out) {
    Map<String, Object> figures = new LinkedHashMap<>();
    put(figures, result);
    out.println("copy, " + label + ": " + figures);
  }

  private static double number(Map<String, Object> result, String work, String name) {
    return ((Number) ((Map<?, ?>) result.get(work)).get(name)).doubleValue();
  }

  private static Map<String, Object> run(ServerGroup source, ServerGroup target, long keys)
      throws IOException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                HEAP,
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CopyProcess.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(
          StrictJson.writeBytes(
              Map.of(
                  "source", Map.of("nodes", source.nodes(), "tls", false),
                  "target", Map.of("nodes", target.nodes(), "tls", false))));
    }
    Map<String, Object> result = StrictJson.readObject(process.getInputStream().readAllBytes());
    if (number(result, "copy", "keys") != keys || target.keys() != keys) {
      throw new IllegalStateException("not all keys were copied: " + result);
    }
    return result;
  }

  /** One command, one answer. */
  private static double naive(int keys) {
    try (ServerGroup source = ServerGroup.alone();
        ServerGroup target = ServerGroup.alone()) {
      source.fill(0, 0, keys, new SampleKeys("key-"));
      int from = source.servers().getFirst().port();
      int to = target.servers().getFirst().port();
      try (Jedis reading = new Jedis("127.0.0.1", from);
          Jedis writing = new Jedis("127.0.0.1", to)) {
        long begun = System.nanoTime();
        byte[] cursor = ScanParams.SCAN_POINTER_START_BINARY;
        do {
          ScanResult<byte[]> page = reading.scan(cursor, new ScanParams().count(1000));
          for (byte[] key : page.getResult()) {
            long expiry = Math.max(0, reading.pttl(key));
            writing.restore(
                key,
                expiry,
                Objects.requireNonNull(reading.dump(key)),
                RestoreParams.restoreParams().replace());
          }
          cursor = page.getCursorAsBytes();
        } while (!new String(cursor, UTF_8).equals("0"));
        return keys / ((System.nanoTime() - begun) / 1e9);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the servers did not start", e);
    }
  }

  /** For this measurement alone. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(StrictJson.write(measure(Integer.parseInt(arguments[0]), System.out)));
  }
}
