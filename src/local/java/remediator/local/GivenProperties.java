package remediator.local;

import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import remediator.local.report.TerminalOutput;

/**
 * Runs a program whose options, such as {@code -Devent}, are properties that Maven was given. The
 * pom hands over all of them; those of Maven and its plugins are passed over.
 */
public final class GivenProperties {
  /** As {@link java.util.Properties#toString} writes them. */
  private static final Pattern GIVEN = Pattern.compile("given \\{(.*)\\}", Pattern.DOTALL);

  private static final Pattern NEXT = Pattern.compile(", (?=[\\w.-]+=)");

  /** Of one word, as our own are. */
  private static final Set<String> MAVENS_OWN =
      Set.of("test", "skipTests", "skipITs", "format", "offline", "debug");

  private GivenProperties() {}

  /**
   * Returns the program's exit status; 2 where it was asked for something that it cannot do, which
   * has been said in a sentence.
   *
   * @param arguments one, {@code given {name=value, …}}; or none
   */
  public static int run(Callable<Integer> program, PrintStream out, String... arguments) {
    CommandLine line = new CommandLine(program).setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((e, _) -> refuse(line, out, sentence(e)));
    line.setExecutionExceptionHandler(
        (e, _, _) -> {
          if (e instanceof IllegalArgumentException) {
            return refuse(line, out, e.getMessage());
          }
          throw e;
        });
    return line.execute(
        Stream.of(arguments)
            .map(GIVEN::matcher)
            .flatMap(m -> m.matches() ? NEXT.splitAsStream(m.group(1)) : Stream.empty())
            .filter(property -> isForUs(line, property.split("=", 2)))
            .map(property -> "-D" + property)
            .toArray(String[]::new));
  }

  /** Whether it is an option, or looks like one that was misspelt; nothing is asked by no value. */
  private static boolean isForUs(CommandLine line, String... property) {
    String name = property[0];
    Set<String> options = line.getCommandSpec().optionsMap().keySet();
    boolean looksLikeOne =
        name.contains(".")
            ? options.stream()
                .map(o -> o + ".")
                .anyMatch(o -> o.startsWith("-D" + name.substring(0, name.indexOf('.') + 1)))
            : !MAVENS_OWN.contains(name);
    return property.length == 2
        && !property[1].isEmpty()
        && (options.contains("-D" + name) || looksLikeOne);
  }

  private static String sentence(ParameterException e) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      return e.getMessage() + ".";
    }
    String first = unmatched.getUnmatched().getFirst();
    List<String> nearest =
        new UnmatchedArgumentException(
                e.getCommandLine(), List.of(first.substring(0, first.indexOf('='))))
            .getSuggestions();
    return first
        + ": there is no such property"
        + (nearest.isEmpty() ? "." : "; the nearest is " + nearest.getFirst() + ".");
  }

  private static int refuse(CommandLine line, PrintStream out, String why) {
    new TerminalOutput(out).hanging("", why);
    return line.getCommandSpec().exitCodeOnInvalidInput();
  }
}
