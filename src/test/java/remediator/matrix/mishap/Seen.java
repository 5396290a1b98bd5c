package remediator.matrix.mishap;

import java.util.regex.Pattern;

/**
 * An AWS call of the product, as it was seen.
 *
 * @param step that made it
 * @param visit which run of the step, from 1
 * @param nth which of the step's calls of that name, over all its runs, from 1
 * @param call which call within that run, from 1
 */
public record Seen(String step, int visit, String name, int nth, int call) {
  private static final Pattern READING =
      Pattern.compile("[A-Za-z]+\\.(BatchGet|Describe|Get|List|Assume|Scan).*");

  public boolean changes() {
    return !READING.matcher(name).matches();
  }
}
