package remediator.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs {@link Warm} by JMH, with Lambda's flags, in two JVMs. */
final class WarmRun {
  private WarmRun() {}

  /**
   * Of one event.
   *
   * @param size of the event in bytes
   * @param micros for each time it is read and planned, one value an iteration
   * @param allocated bytes for each time
   */
  record Measured(int size, Sample micros, double allocated) {}

  /** By the parameter of {@link Warm#event}. */
  static Map<String, Measured> run() throws RunnerException, IOException {
    Options options =
        new OptionsBuilder()
            .include(Warm.class.getName())
            .jvmArgs("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx870m")
            .forks(2)
            .warmupIterations(3)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(5)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class)
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Map<String, Measured> measured = new LinkedHashMap<>();
    for (RunResult result : new Runner(options).run()) {
      String event = result.getParams().getParam("event");
      double[] micros =
          result.getBenchmarkResults().stream()
              .flatMap(r -> r.getIterationResults().stream())
              .mapToDouble(r -> r.getPrimaryResult().getScore())
              .toArray();
      Result<?> allocated = result.getSecondaryResults().get("gc.alloc.rate.norm");
      measured.put(
          event, new Measured(Warm.bytes(event).length, Sample.of(micros), allocated.getScore()));
    }
    return measured;
  }
}
