package remediator.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import remediator.local.report.RunReport;

/** {@code mvn -q -Plocal}: the product on this machine, with no AWS account. */
public final class Main {
  private Main() {}

  /** Exits with 0 only if every event ended as its plan said; with 2 if asked for what is not. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    // First of all, so that an earlier run does not speak for this one.
    RunReport.usual().notAsPlanned();
    ProgramEnd.withMaven();
    ProgramEnd.exit(GivenProperties.run(new LocalCommand(out), out, arguments));
  }
}
