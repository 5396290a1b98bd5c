package remediator.local;

import awsemulator.data.RedisDataPlane;
import awsemulator.states.interpreter.ExecutionView;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import remediator.local.report.EventReport.FindingReport;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.TerminalOutput;

/**
 * What a flow takes, from its event to its end in the local cloud.
 *
 * @param calls AWS calls by name
 * @param addedTimeRatio time in which neither ElastiCache was busy nor a gate open nor the proof
 *     made that held writes have ended, over that in which one was
 * @param slow the same flow where every gate is answered an hour before its fourteen days are over
 */
public record FlowCount(
    int transitions, Map<String, Integer> calls, double addedTimeRatio, Slow slow) {
  /** A minute for the parameter, two without a write, and one for CloudWatch. */
  private static final Duration PROOF = Duration.ofMinutes(4);

  /**
   * A flow whose gates stay open for two weeks each.
   *
   * @param historyEvents of 25,000 that an execution may have
   */
  public record Slow(int transitions, int historyEvents) {}

  /** All calls together. */
  public int awsCalls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Runs an event with real data. */
  public static FlowCount of(Path event) throws Exception {
    TerminalOutput silent =
        new TerminalOutput(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    RunOptions options = RunOptions.of(event, Path.of(RunOptions.SAMPLE_FLEET), GateScript.APPROVE);
    try (RedisDataPlane redis = new RedisDataPlane()) {
      FindingReport report =
          new EventRun(options, event, redis, silent).run().findings().getFirst();
      if (!report.outcome().equals("COMPLIANT")) {
        throw new IllegalStateException(event + " ended as " + report.outcome());
      }
      double service =
          report.serviceSeconds()
              + (report.data().containsKey("pauseSeconds") ? PROOF.toSeconds() : 0);
      return new FlowCount(
          report.transitions(),
          calls(Files.readAllBytes(event)),
          (report.cloudSeconds() - service) / service,
          slow(Files.readAllBytes(event)));
    }
  }

  /** As the template has them, where tests have others. */
  private static final Map<String, String> AS_DEPLOYED =
      Map.of("GateCutOver", "ask", "FreezeMinutes", "120");

  /** All that the product asks of AWS, until what it does at the end of the execution is done. */
  private static Map<String, Integer> calls(byte[] event) {
    try (CloudRun run = new CloudRun(AS_DEPLOYED)) {
      run.importing(event).deliver(event);
      run.toTheEnd();
      Map<String, Integer> counts = new TreeMap<>();
      run.calls().forEach(name -> counts.merge(name, 1, Integer::sum));
      return counts;
    }
  }

  private static Slow slow(byte[] event) {
    try (CloudRun run = new CloudRun(AS_DEPLOYED)) {
      run.gates().thinking(Duration.ofDays(14).minusHours(1));
      run.importing(event).deliver(event);
      ExecutionView execution = run.toTheEnd().executions().getFirst();
      return new Slow(execution.transitions(), execution.historyEvents());
    }
  }
}
