package remediator.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.approval.PageTarget;
import remediator.json.StrictJson;
import remediator.local.GivenProperties;
import remediator.local.ProgramEnd;

/**
 * Runs Jazzer on every target, each in a JVM of its own, for {@code fuzz.seconds}: {@code mvn -q
 * -Pfuzz}. New inputs and what broke a target are in {@code target/fuzz/<target>}; the exit status
 * is 1 where one broke.
 */
@Command
public final class FuzzRun implements Callable<Integer> {
  private static final Map<String, Class<?>> TARGETS =
      Map.of(
          "event", EventTarget.class,
          "finding", FindingTarget.class,
          "policy", PolicyTarget.class,
          "name", NameTarget.class,
          "page", PageTarget.class);

  private static final Pattern STARTED = Pattern.compile("#\\d+\\s+INITED cov: (\\d+)");
  private static final Pattern ENDED = Pattern.compile("#(\\d+)\\s+DONE\\s+cov: (\\d+)");

  private static final Pattern BROKE = Pattern.compile("^== |ERROR: libFuzzer");

  /** For each target. */
  @Option(names = "-Dfuzz.seconds", defaultValue = "60")
  private int seconds;

  /** 0 is another one each time. */
  @Option(names = "-Dfuzz.seed", defaultValue = "0")
  private long seed;

  private FuzzRun() {}

  public static void main(String[] args) {
    ProgramEnd.exit(GivenProperties.run(new FuzzRun(), System.out, args));
  }

  /** Runs them all. */
  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seconds < 1) {
      throw new IllegalArgumentException("-Dfuzz.seconds is a number of seconds, from 1.");
    }
    List<Map<String, Object>> results = new ArrayList<>();
    for (String target : TARGETS.keySet().stream().sorted().toList()) {
      results.add(run(target));
    }
    Files.writeString(
        Path.of("target/fuzz/report.json"), StrictJson.write(Map.of("targets", results)));
    boolean whole = results.stream().allMatch(r -> r.get("exit").equals(0));
    return whole ? 0 : 1;
  }

  private Map<String, Object> run(String target) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(Path.of("target/fuzz", target));
    File log = Path.of("target/fuzz", target + ".log").toFile();
    int exit =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + TARGETS.get(target).getName(),
                "--instrumentation_includes=remediator.**",
                "--reproducer_path=" + folder,
                "-artifact_prefix=" + folder + "/broke-",
                "-max_total_time=" + seconds,
                "-seed=" + seed,
                "-max_len=4096",
                folder.toString(),
                "src/test/resources/remediator/fuzz/" + target)
            .redirectErrorStream(true)
            .redirectOutput(log)
            .start()
            .waitFor();
    String told = Files.readString(log.toPath());
    Map<String, Object> result =
        Map.of(
            "target", target,
            "exit", exit,
            "executions", last(ENDED, 1, told),
            "edgesAtFirst", last(STARTED, 1, told),
            "edges", last(ENDED, 2, told));
    System.out.println(result);
    if (exit != 0) {
      told.lines().dropWhile(l -> !BROKE.matcher(l).find()).limit(20).forEach(System.out::println);
      System.out.println("The whole log: " + log);
    }
    return result;
  }

  private static long last(Pattern pattern, int group, String text) {
    Matcher matcher = pattern.matcher(text);
    long last = 0;
    while (matcher.find()) {
      last = Long.parseLong(matcher.group(group));
    }
    return last;
  }
}
