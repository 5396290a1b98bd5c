package remediator.local;

import awsemulator.data.RedisDataPlane;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.RunReport;
import remediator.local.report.TerminalOutput;
import remediator.local.serve.ServeOptions;
import remediator.local.serve.ServedCloud;

/** What {@code mvn -Plocal} was asked for: a run of events, or to serve. */
@Command
public final class LocalCommand implements Callable<Integer> {
  /** Where the findings of a fleet are written. */
  static final Path EVENTS = RunReport.usual().folder().resolve("events");

  private final PrintStream out;

  private final Supplier<RedisDataPlane> data;

  @Option(names = "-Devent")
  private Optional<Path> event;

  @Option(names = "-Dfleet")
  private Optional<Path> fleet;

  @Option(names = "-Dgates", defaultValue = "approve")
  private String gates;

  @Option(names = "-Dpolicy", defaultValue = "")
  private String policy;

  @Option(names = "-Dserve", defaultValue = "")
  private String port;

  @Option(names = "-Dspeed", defaultValue = "")
  private String speed;

  public LocalCommand(PrintStream out) {
    this(out, RedisDataPlane::new);
  }

  LocalCommand(PrintStream out, Supplier<RedisDataPlane> data) {
    this.out = out;
    this.data = data;
  }

  /** Returns 0 if all went as it should; what did not has been said. */
  @Override
  public Integer call() {
    return port.isEmpty() ? events() : serve();
  }

  private Path fleet() {
    return fleet.orElse(Path.of(RunOptions.SAMPLE_FLEET));
  }

  private int events() {
    if (!speed.isEmpty()) {
      throw new IllegalArgumentException(
          "-Dspeed goes with -Dserve only: events run as fast as this machine can.");
    }
    GateScript script = GatesOption.parse(gates);
    PolicyOption wanted = PolicyOption.parse(policy);
    // A gate that -Dgates names is asked, whatever the policy says.
    RunOptions options =
        RunOptions.of(eventPath(), fleet(), script)
            .withParameters(wanted.parameters())
            .withParameters(script.parameters());
    EventGroups.check(options);
    requireServer();
    return new LocalRun(options, out).run() ? 0 : 1;
  }

  /** Of other groups than the sample ones, the findings that they would get. */
  private Path eventPath() {
    return event.orElseGet(
        () ->
            fleet
                .map(own -> new FleetFindings(EVENTS).write(RunOptions.fleet(own), own))
                .orElse(Path.of("events")));
  }

  /** Said once and before anything runs, since nothing can without. */
  private void requireServer() {
    try (RedisDataPlane any = data.get()) {
      Objects.requireNonNull(any);
    } catch (IllegalStateException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private int serve() {
    if (event.isPresent()) {
      throw new IllegalArgumentException(
          "-Devent goes without -Dserve: what is served runs no events.");
    }
    if (!policy.isEmpty()) {
      throw new IllegalArgumentException(
          "-Dpolicy goes without -Dserve: what is served has no policy.");
    }
    ServeOptions options = ServeOptions.of(port, speed, fleet());
    requireServer();
    LocalRun.warn(options.fleet(), new TerminalOutput(out));
    try (ServedCloud cloud = new ServedCloud(options, out)) {
      cloud.untilInterrupted();
      return 0;
    }
  }
}
