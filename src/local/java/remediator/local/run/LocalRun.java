package remediator.local.run;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import remediator.local.data.RedisDataPlane;

/** Runs events one after the other, each in a cloud of its own, and reports. */
public final class LocalRun {
  private final Options options;
  private final PrintStream out;

  public LocalRun(Options options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** Whether every event ended as its plan said. */
  public boolean run() {
    Report.clear();
    long start = System.nanoTime();
    List<EventReport> reports = new ArrayList<>();
    for (var event : options.events()) {
      out.println(event);
      try (RedisDataPlane redis = new RedisDataPlane()) {
        reports.add(new EventRun(options, event, redis, out).run());
      }
      out.println();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Report.write(reports, seconds);
    List<EventReport> odd = reports.stream().filter(r -> !r.asPlanned(options.gates())).toList();
    out.printf(
        "%d events in %.1f s, %d ended as planned. Read target/local/report.html%n",
        reports.size(), seconds, reports.size() - odd.size());
    odd.forEach(r -> out.println("not as planned: " + r.event()));
    if (odd.isEmpty()) {
      Report.endedAsPlanned();
    }
    return odd.isEmpty();
  }
}
