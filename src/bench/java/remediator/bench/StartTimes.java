package remediator.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.local.run.ColdCloud;

/**
 * From the start of the process to the first answer, each function in turn, so that what else the
 * machine does hits all of them alike. Those that act do so in a fresh local cloud each time.
 */
final class ColdStart {
  /** Two rounds are for the local cloud in this JVM to warm up, and are not counted. */
  private static final int WARM_UP = 2;

  private static final String ACTING = "acting";
  private static final String IGNORED = "ignored";
  private static final String USUAL = "usual";
  private static final String BARE = "bare";

  private final ManagedRuntime runtime;
  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final byte[] acts;
  private final byte[] isIgnored;
  private Map<String, Integer> productCalls = Map.of();
  private Map<String, Integer> usualCalls = Map.of();

  ColdStart(ManagedRuntime runtime, Path folders) throws IOException {
    this.runtime = runtime;
    String product = "remediator.FindingHandler::handleRequest";
    String references = "remediator.bench.reference.";
    functions.put(BARE, new Function(BARE, folders.resolve("bare"), references + "BareHandler"));
    functions.put(IGNORED, new Function(IGNORED, folders.resolve("product"), product));
    functions.put(ACTING, new Function(ACTING, folders.resolve("product"), product));
    functions.put(
        USUAL, new Function(USUAL, folders.resolve("usual"), references + "UsualHandler"));
    acts = Files.readAllBytes(Path.of("events/ec5-redis-7.1-online-tls.json"));
    isIgnored =
        new String(acts, StandardCharsets.UTF_8)
            .replace("\"Status\": \"NEW\"", "\"Status\": \"SUPPRESSED\"")
            .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What was measured of a function, in milliseconds.
   *
   * @param wall from process start to first answer
   * @param cpu of the process by then
   */
  record Measured(Sample wall, Sample cpu) {}

  /** By name. */
  Map<String, Measured> run(int times) throws IOException, InterruptedException {
    Map<String, List<ManagedRuntime.Start>> starts = new LinkedHashMap<>();
    for (int i = -WARM_UP; i < times; i++) {
      for (Function function : functions.values()) {
        ManagedRuntime.Start start = once(function);
        if (i >= 0) {
          starts.computeIfAbsent(function.name(), _ -> new ArrayList<>()).add(start);
        }
      }
    }
    Map<String, Measured> measured = new LinkedHashMap<>();
    starts.forEach(
        (name, all) ->
            measured.put(
                name,
                new Measured(
                    Sample.of(all.stream().mapToDouble(ManagedRuntime.Start::wall).toArray()),
                    Sample.of(all.stream().mapToDouble(ManagedRuntime.Start::cpu).toArray()))));
    return measured;
  }

  private ManagedRuntime.Start once(Function function) throws IOException, InterruptedException {
    return switch (function.name()) {
      case BARE, IGNORED -> runtime.coldStart(function, isIgnored, OFF_AWS, List.of());
      default -> {
        try (ColdCloud cloud = new ColdCloud(new String(acts, StandardCharsets.UTF_8))) {
          ManagedRuntime.Start start =
              runtime.coldStart(function, acts, cloud.environment(), List.of());
          if (function.name().equals(ACTING)) {
            productCalls = cloud.calls();
          } else {
            usualCalls = cloud.calls();
          }
          yield start;
        }
      }
    };
  }

  /** Nothing that leads to AWS: who calls nevertheless fails. */
  private static final Map<String, String> OFF_AWS =
      Map.of(
          "AWS_REGION", "us-east-1",
          "HOME_ACCOUNT", "111122223333",
          "HOME_PARTITION", "aws",
          "LEDGER_TABLE", "none",
          "TOPIC_ARN", "none",
          "ENDPOINT_PATH", "/none",
          "ONLINE_TLS_MACHINE", "none",
          "SNAPSHOT_RESTORE_MACHINE", "none");

  /**
   * The reference does the same work.
   *
   * @throws IllegalStateException where it did not make the calls that the product made
   */
  void check() {
    Map<String, Integer> same = new TreeMap<>(usualCalls);
    // The product reads the case and its roster by one call.
    same.put("DynamoDB.BatchGetItem", same.remove("DynamoDB.GetItem"));
    if (!same.equals(productCalls)) {
      throw new IllegalStateException(
          "the usual first try calls " + same + ", the product " + productCalls);
    }
  }

  Map<String, Integer> productCalls() {
    return productCalls;
  }
}
