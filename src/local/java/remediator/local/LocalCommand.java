package remediator.local;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.local.report.RunOptions;
import remediator.local.serve.ServeOptions;
import remediator.local.serve.ServedCloud;

/** What {@code mvn -Plocal} was asked for: a run of events, or to serve. */
@Command
public final class LocalCommand implements Callable<Integer> {
  private final PrintStream out;

  @Option(names = "-Devent", defaultValue = "events")
  private Path event;

  @Option(names = "-Dfleet", defaultValue = RunOptions.SAMPLE_FLEET)
  private Path fleet;

  @Option(names = "-Dgates", defaultValue = "approve")
  private RunOptions.Gates gates;

  @Option(names = "-Dserve", defaultValue = "")
  private String port;

  @Option(names = "-Dspeed", defaultValue = "")
  private String speed;

  public LocalCommand(PrintStream out) {
    this.out = out;
  }

  /** Returns 0 if all went as it should; what did not has been said. */
  @Override
  public Integer call() {
    return port.isEmpty() ? events() : serve();
  }

  private int events() {
    if (!speed.isEmpty()) {
      throw new IllegalArgumentException(
          "-Dspeed goes with -Dserve only: events run as fast as this machine can.");
    }
    return new LocalRun(RunOptions.of(event, fleet, gates), out).run() ? 0 : 1;
  }

  private int serve() {
    try (ServedCloud cloud = new ServedCloud(ServeOptions.of(port, speed, fleet), out)) {
      cloud.untilInterrupted();
      return 0;
    }
  }
}
