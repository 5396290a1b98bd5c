package remediator.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import remediator.local.run.LocalRun;
import remediator.local.run.Options;

/** {@code mvn -q -Plocal}: the product on this machine, with no AWS account. */
public final class Main {
  private Main() {}

  /** Exits with 0 only if every event ended as its plan said. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Options options;
    try {
      options =
          Options.of(
              System.getProperty("event", "events"),
              System.getProperty("fleet", ""),
              System.getProperty("gates", "approve"));
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      System.exit(1);
      return;
    }
    System.exit(new LocalRun(options, out).run() ? 0 : 1);
  }
}
