package remediator.live;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import remediator.local.GivenProperties;

/** {@code mvn -q -Plive}: asks AWS whether it is as the product assumes. */
public final class LiveMain {
  private LiveMain() {}

  /** Exits with 0 if nothing differs, or only the plan was asked for. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(GivenProperties.run(new LiveCommand(out, RunFiles.usual()), out, arguments));
  }
}
