package remediator.local.run;

import java.io.PrintStream;
import java.util.function.UnaryOperator;

/** What {@code mvn -Plocal} was asked for by its properties: a run of events, or to serve. */
public final class Command {
  private final UnaryOperator<String> properties;
  private final PrintStream out;

  /**
   * @param properties by name; empty where one is not set
   */
  public Command(UnaryOperator<String> properties, PrintStream out) {
    this.properties = properties;
    this.out = out;
  }

  /** Whether all went as it should; what did not has been said. */
  public boolean run() {
    // First of all, so that an earlier run does not speak for this one.
    Report.usual().notAsPlanned();
    try {
      return properties.apply("serve").isEmpty() ? events() : serve();
    } catch (IllegalArgumentException e) {
      new Terminal(out).hanging("", e.getMessage());
      return false;
    }
  }

  private boolean events() {
    if (!properties.apply("speed").isEmpty()) {
      throw new IllegalArgumentException(
          "-Dspeed goes with -Dserve only: events run as fast as this machine can.");
    }
    Options options =
        Options.of(or("event", "events"), properties.apply("fleet"), or("gates", "approve"));
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
