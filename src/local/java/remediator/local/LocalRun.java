package remediator.local;

import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.fleet.Fleet;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import remediator.local.report.EventReport;
import remediator.local.report.EventResults;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;
import remediator.local.report.RunSummary;
import remediator.local.report.TerminalOutput;

/** Runs events one after the other, each in a cloud of its own, and reports. */
public final class LocalRun {
  private static final System.Logger LOG = System.getLogger(LocalRun.class.getName());

  private final RunOptions options;
  private final TerminalOutput out;
  private final RunReport report;
  private final Supplier<RedisDataPlane> data;

  public LocalRun(RunOptions options, PrintStream out) {
    this(options, out, RunReport.usual());
  }

  LocalRun(RunOptions options, PrintStream out, RunReport report) {
    this(options, out, report, RedisDataPlane::new);
  }

  LocalRun(RunOptions options, PrintStream out, RunReport report, Supplier<RedisDataPlane> data) {
    this.options = options;
    this.out = new TerminalOutput(out);
    this.report = report;
    this.data = data;
  }

  /** Whether every event ended as its plan said. */
  public boolean run() {
    report.clear();
    warn(options.fleet(), out);
    long start = System.nanoTime();
    List<EventReport> events = new ArrayList<>();
    for (Path event : options.events()) {
      out.line(event.toString());
      EventReport one = run(event);
      new EventResults(out).print(one);
      out.line("");
      events.add(one);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.write(events, options.gates(), seconds);
    new RunSummary(out).print(events, options.gates(), seconds);
    out.line("To read: " + report.html());
    return events.stream().allMatch(e -> e.asPlanned(options.gates()));
  }

  /** Says what is of less use in the files of a fleet than its owner may think. */
  static void warn(Fleet fleet, TerminalOutput out) {
    fleet.warnings().forEach(warning -> out.hanging("", "The fleet: " + warning + "."));
  }

  /** One event that cannot be run must not keep the others from running. */
  private EventReport run(Path event) {
    try (RedisDataPlane redis = data.get()) {
      return new EventRun(options, event, redis, out).run();
    } catch (UncheckedIOException e) {
      return EventReport.broken(event, "it cannot be read: " + e.getCause());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, event + " could not be run", e);
      return EventReport.broken(event, "it could not be run: " + e);
    }
  }
}
