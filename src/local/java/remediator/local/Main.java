package remediator.local;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** {@code mvn -q -Plocal}: the product on this machine, with no AWS account. */
public final class Main {
  private Main() {}

  /** Exits with 0 only if every event ended as its plan said. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new LocalCommand(name -> System.getProperty(name, ""), out).run() ? 0 : 1);
  }
}
