package remediator.local.plan;

import awsemulator.elasticache.fleet.Fleet;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.forecast.FleetForecast;
import remediator.local.PolicyOption;
import remediator.local.report.RunOptions;
import remediator.local.report.TerminalOutput;

/** What {@code mvn -Pplan} was asked for: the plan of a fleet under a policy. */
@Command
public final class PlanCommand implements Callable<Integer> {
  private final PrintStream out;
  private final Path folder;

  @Option(names = "-Dfleet")
  private Optional<Path> fleet;

  @Option(names = "-Dpolicy", defaultValue = "")
  private String policy;

  public PlanCommand(PrintStream out) {
    this(out, Path.of("target/plan"));
  }

  PlanCommand(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  /** Returns 0; what could not be done has been thrown with a sentence. */
  @Override
  public Integer call() {
    Path csv = folder.resolve("plan.csv");
    Path html = folder.resolve("plan.html");
    PolicyOption wanted = PolicyOption.parse(policy);
    try {
      // Nothing of an earlier plan is read as this one's.
      Files.deleteIfExists(csv);
      Files.deleteIfExists(html);
      Fleet read = RunOptions.read(fleet.orElse(Path.of(RunOptions.SAMPLE_FLEET)));
      List<String> warnings = new ArrayList<>(read.warnings());
      FleetForecast forecast =
          new FolderForecaster(read, wanted.environment(), warnings::add).forecast();
      Files.createDirectories(folder);
      new PlanCsv(forecast).write(csv);
      new PlanPage(forecast, warnings, policy).write(html);
      TerminalOutput terminal = new TerminalOutput(out);
      warnings.forEach(warning -> terminal.hanging("", "The fleet: " + warning + "."));
      new PlanSummary(terminal).print(forecast);
      terminal.line("");
      terminal.line("For people: " + html);
      terminal.line("For programs: " + csv);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
    return 0;
  }
}
