package remediator.workflow.copy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import remediator.json.StrictJson;

/**
 * A function in the VPC that has no servers to ask: copies in three calls and compares in two,
 * unless a test wants it otherwise, and tells that writes are refused where the parameter says so.
 */
final class FakeVpc implements RequestStreamHandler {
  /** By work, what is answered instead, once each; the rest as usual. */
  private final Map<String, List<Map<String, Object>>> instead = new HashMap<>();

  private final List<Map<String, Object>> asked = new ArrayList<>();
  private final BooleanSupplier refusing;

  FakeVpc(BooleanSupplier refusing) {
    this.refusing = refusing;
  }

  /** The next call for this work is answered with this. */
  FakeVpc answering(String work, Map<String, Object> answer) {
    instead.computeIfAbsent(work, _ -> new ArrayList<>()).add(answer);
    return this;
  }

  /** The calls for some work on keys, in order. */
  List<Map<String, Object>> asked() {
    return List.copyOf(asked);
  }

  /** The works of these calls, with how far an earlier one had come. */
  List<String> works() {
    return asked.stream().map(a -> a.get("work") + " " + a.get("position")).toList();
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> input = StrictJson.readObject(in.readAllBytes());
    out.write(StrictJson.writeBytes(answer(input)));
  }

  private Map<String, Object> answer(Map<String, Object> input) {
    if ("writes".equals(input.get("ask"))) {
      List<Map<String, Object>> silent = instead.getOrDefault("writes", List.of());
      return !silent.isEmpty() ? silent.removeFirst() : writes((List<?>) input.get("nodes"));
    }
    asked.add(input);
    String work = String.valueOf(input.get("work"));
    List<Map<String, Object>> others = instead.getOrDefault(work, List.of());
    if (!others.isEmpty()) {
      Map<String, Object> other = others.removeFirst();
      if (other.containsKey("throw")) {
        throw new IllegalStateException(other.get("throw").toString());
      }
      return other;
    }
    long step =
        ((Map<?, ?>) input.get("position")).get("step") instanceof Number n ? n.longValue() : 0;
    return switch (work) {
      case "measure" -> measured(1_000, 30);
      case "copy" -> on("copy", step, 3, Map.of("keys", 1_000L, "bytes", 64_000L));
      default -> on("compare", step, 2, Map.of("compared", 990L, "expired", 10L, "differing", 0L));
    };
  }

  /** What a rehearsal tells. */
  static Map<String, Object> measured(long keys, long seconds, String... refusals) {
    return Map.of(
        "work",
        "measure",
        "keys",
        keys,
        "bytes",
        keys * 64,
        "databases",
        2L,
        "shards",
        1L,
        "keysPerSecond",
        35_000L,
        "estimatedSeconds",
        seconds,
        "largest",
        List.of(Map.of("key", "9f2c", "bytes", 4_096L, "type", "hash")),
        "refusals",
        List.of(refusals));
  }

  private static Map<String, Object> on(
      String work, long step, long last, Map<String, Object> counts) {
    Map<String, Object> answer = new TreeMap<>(counts);
    answer.put("work", work);
    answer.put("done", step + 1 == last);
    answer.put("position", Map.of("step", step + 1));
    return answer;
  }

  private Map<String, Object> writes(List<?> nodes) {
    List<Map<String, Object>> seen = new ArrayList<>();
    for (Object node : nodes) {
      String word = !seen.isEmpty() ? "replica" : refusing.getAsBoolean() ? "refused" : "accepted";
      seen.add(Map.of("node", node, "writes", word));
    }
    return Map.of("nodes", seen);
  }
}
