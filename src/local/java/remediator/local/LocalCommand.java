package remediator.local;

import java.io.PrintStream;
import java.util.function.UnaryOperator;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;
import remediator.local.report.TerminalOutput;
import remediator.local.serve.ServeOptions;
import remediator.local.serve.ServedCloud;

/** What {@code mvn -Plocal} was asked for by its properties: a run of events, or to serve. */
public final class LocalCommand {
  private final UnaryOperator<String> properties;
  private final PrintStream out;

  /**
   * @param properties by name; empty where one is not set
   */
  public LocalCommand(UnaryOperator<String> properties, PrintStream out) {
    this.properties = properties;
    this.out = out;
  }

  /** Whether all went as it should; what did not has been said. */
  public boolean run() {
    // First of all, so that an earlier run does not speak for this one.
    RunReport.usual().notAsPlanned();
    try {
      return properties.apply("serve").isEmpty() ? events() : serve();
    } catch (IllegalArgumentException e) {
      new TerminalOutput(out).hanging("", e.getMessage());
      return false;
    }
  }

  private boolean events() {
    if (!properties.apply("speed").isEmpty()) {
      throw new IllegalArgumentException(
          "-Dspeed goes with -Dserve only: events run as fast as this machine can.");
    }
    RunOptions options =
        RunOptions.of(or("event", "events"), properties.apply("fleet"), or("gates", "approve"));
    return new LocalRun(options, out).run();
  }

  private boolean serve() {
    ServeOptions options =
        ServeOptions.of(
            properties.apply("serve"), properties.apply("speed"), properties.apply("fleet"));
    try (ServedCloud cloud = new ServedCloud(options, out)) {
      cloud.untilInterrupted();
      return true;
    }
  }

  private String or(String name, String otherwise) {
    String value = properties.apply(name);
    return value.isEmpty() ? otherwise : value;
  }
}
