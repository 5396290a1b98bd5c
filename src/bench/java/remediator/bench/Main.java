package remediator.bench;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.cold.ManagedRuntime;
import remediator.json.StrictJson;
import remediator.local.FlowCount;
import remediator.local.GivenProperties;
import remediator.local.ProgramEnd;

/** {@code mvn -q -Pbench}: measures, prints a table, writes {@code target/bench.json}. */
@Command
public final class Main implements Callable<Integer> {
  private static final Path WORK = Path.of("target/bench").toAbsolutePath();
  private static final Path CLASSES = Path.of("target/classes");
  private static final Path EVENTS = Path.of("events");

  private static final Map<String, String> FLOWS =
      new TreeMap<>(
          Map.of(
              "onlineTls", "ec5-redis-7.1-online-tls.json",
              "replace", "ec4-primary-and-two-replicas-replace.json",
              "upgradeThenTls", "ec5-redis-6.2-upgrade-then-tls.json"));

  private static final Map<String, String> FORMATS =
      new TreeMap<>(
          Map.of(
              "asff", "ec5-redis-7.1-online-tls.json",
              "ocsf", "ec5-redis-7.1-online-tls.ocsf.json"));

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** How often each function is started. */
  @Option(names = "-Dbench.starts", defaultValue = "15")
  private int times;

  /** How many keys are copied; time and cost are to grow with them and no faster. */
  @Option(names = "-Dbench.keys", defaultValue = "1000000")
  private int keys;

  private Main() {}

  public static void main(String[] arguments) {
    Main bench = new Main();
    // DynamoDB Local leaves a thread that is no daemon.
    ProgramEnd.exit(GivenProperties.run(bench, bench.out, arguments));
  }

  /** Takes some minutes; a machine that does nothing else measures best. */
  @Override
  public Integer call() throws Exception {
    if (times < 1) {
      throw new IllegalArgumentException("-Dbench.starts is a number of starts, from 1.");
    }
    Map<String, FlowCount> flows = new LinkedHashMap<>();
    for (Map.Entry<String, String> flow : FLOWS.entrySet()) {
      out.println("flow: " + flow.getKey());
      flows.put(flow.getKey(), FlowCount.of(EVENTS.resolve(flow.getValue())));
    }
    Map<String, Sample> warm = new LinkedHashMap<>();
    WarmIntake intake = new WarmIntake();
    for (Map.Entry<String, String> format : FORMATS.entrySet()) {
      out.println("event to plan: " + format.getKey());
      warm.put(format.getKey(), intake.measure(EVENTS.resolve(format.getValue())));
    }
    copy(CLASSES, WORK.resolve("product"));
    Path bare = Path.of(BareHandler.class.getName().replace('.', '/') + ".class");
    copy(Path.of("target/test-classes").resolve(bare), WORK.resolve("bare").resolve(bare));
    StartTimes starts =
        new StartTimes(
            new ManagedRuntime(runtimeClassPath(), WORK),
            WORK.resolve("bare"),
            WORK.resolve("product"));
    BenchReport report = new BenchReport(flows, warm, starts.measure(times, out));
    report.print(out);
    Map<String, Object> figures = new LinkedHashMap<>(report.toMap());
    figures.put("copy", CopyBench.measure(keys, out));
    Files.writeString(Path.of("target/bench.json"), StrictJson.write(figures));
    return 0;
  }

  /** Lambda's runtime brings these itself; the function's own jars are in its folder. */
  private static String runtimeClassPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            jar ->
                Path.of(jar)
                    .getFileName()
                    .toString()
                    .matches(
                        "(aws-lambda-java-(runtime-interface-client|core|serialization)|utils-lite)-.*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString()).normalize();
        Files.createDirectories(target.getParent());
        Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }
}
