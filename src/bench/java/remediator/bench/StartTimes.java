package remediator.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import remediator.cold.ManagedRuntime;
import remediator.cold.ManagedRuntime.Function;
import remediator.cold.ManagedRuntime.Snapshot;
import remediator.cold.ManagedRuntime.Start;
import remediator.local.ColdCloud;

/**
 * From the start of the process, or its restore, to the first answer. Each kind in turn, so that
 * what else the machine does hits all of them alike; those that act do so in a fresh local cloud
 * each time.
 */
final class StartTimes {
  /** The kinds of starts, and what reports call them. */
  enum Kind {
    BARE("bare"),
    IGNORED("ignored"),
    ACTING("acting"),
    RESTORED("restored");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  /**
   * What was measured of a kind, in milliseconds.
   *
   * @param wall from the start or restore to the first answer
   * @param cpu of the process in that time
   */
  record Measured(Sample wall, Sample cpu) {}

  /** Two rounds are for the local cloud in this JVM to warm up, and are not counted. */
  private static final int WARM_UP = 2;

  /** Nothing that leads to AWS: a call fails. */
  private static final Map<String, String> OFF_AWS =
      Map.of("AWS_REGION", "us-east-1", "HOME_ACCOUNT", "111122223333", "HOME_PARTITION", "aws");

  private final ManagedRuntime runtime;
  private final Function bare;
  private final Function product;
  private final byte[] acts;
  private final byte[] isIgnored;

  /**
   * Prepares them.
   *
   * @param bare folder of the bare handler
   * @param product folder of the product's classes and jars
   */
  StartTimes(ManagedRuntime runtime, Path bare, Path product) throws IOException {
    this.runtime = runtime;
    this.bare = new Function("bare", bare, BareHandler.class.getName() + "::handleRequest");
    this.product =
        new Function("product", product, "remediator.lambda.FindingHandler::handleRequest");
    acts = Files.readAllBytes(Path.of("events/ec5-redis-7.1-online-tls.json"));
    isIgnored =
        new String(acts, StandardCharsets.UTF_8)
            .replace("\"Status\": \"NEW\"", "\"Status\": \"SUPPRESSED\"")
            .getBytes(StandardCharsets.UTF_8);
  }

  Map<Kind, Measured> measure(int times, PrintStream progress)
      throws IOException, InterruptedException, TimeoutException {
    Map<Kind, List<Start>> starts = new EnumMap<>(Kind.class);
    for (int i = 1 - WARM_UP; i <= times; i++) {
      for (Kind kind : Kind.values()) {
        Start start = once(kind);
        if (i > 0) {
          starts.computeIfAbsent(kind, _ -> new ArrayList<>()).add(start);
        }
      }
      progress.printf("starts: round %d of %d%n", i, times);
    }
    Map<Kind, Measured> measured = new EnumMap<>(Kind.class);
    starts.forEach(
        (kind, all) ->
            measured.put(
                kind,
                new Measured(
                    Sample.of(all.stream().mapToDouble(Start::wall).toArray()),
                    Sample.of(all.stream().mapToDouble(Start::cpu).toArray()))));
    return measured;
  }

  private Start once(Kind kind) throws IOException, InterruptedException, TimeoutException {
    if (kind == Kind.BARE || kind == Kind.IGNORED) {
      return runtime.coldStart(kind == Kind.BARE ? bare : product, isIgnored, OFF_AWS);
    }
    try (ColdCloud cloud = new ColdCloud(new String(acts, StandardCharsets.UTF_8))) {
      if (kind == Kind.ACTING) {
        return runtime.coldStart(product, acts, cloud.environment());
      }
      try (Snapshot snapshot = runtime.snapshot(product, acts, cloud.environment(), List.of())) {
        return snapshot.restore();
      }
    }
  }
}
