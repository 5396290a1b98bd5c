package remediator.local.run;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import remediator.local.data.RedisDataPlane;

/** Runs events one after the other, each in a cloud of its own, and reports. */
public final class LocalRun {
  private static final System.Logger LOG = System.getLogger(LocalRun.class.getName());

  private final Options options;
  private final Terminal out;
  private final Report report;
  private final Supplier<RedisDataPlane> data;

  public LocalRun(Options options, PrintStream out) {
    this(options, out, Report.usual());
  }

  LocalRun(Options options, PrintStream out, Report report) {
    this(options, out, report, RedisDataPlane::new);
  }

  LocalRun(Options options, PrintStream out, Report report, Supplier<RedisDataPlane> data) {
    this.options = options;
    this.out = new Terminal(out);
    this.report = report;
    this.data = data;
  }

  /** Whether every event ended as its plan said. */
  public boolean run() {
    report.clear();
    long start = System.nanoTime();
    List<EventReport> events = new ArrayList<>();
    for (Path event : options.events()) {
      out.line(event.toString());
      EventReport one = run(event);
      new Results(out).print(one);
      out.line("");
      events.add(one);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    report.write(events, options.gates(), seconds);
    new Summary(out).print(events, options.gates(), seconds);
    out.line("To read: " + report.html());
    return events.stream().allMatch(e -> e.asPlanned(options.gates()));
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
