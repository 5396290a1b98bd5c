package remediator.local.plan;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import remediator.local.GivenProperties;
import remediator.local.ProgramEnd;

/** {@code mvn -q -Pplan}: what would be done to a fleet, without AWS, Redis or an event. */
public final class PlanMain {
  private PlanMain() {}

  /** Exits with 0 where the plan was made; with 2 if asked for what cannot be. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    ProgramEnd.withMaven();
    ProgramEnd.exit(GivenProperties.run(new PlanCommand(out), out, arguments));
  }
}
