package awsemulator.states.asl.reader;

import awsemulator.states.asl.ErrorEquals;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.RetryRule;
import awsemulator.states.asl.StateExit;
import awsemulator.states.asl.TypedTemplate;
import java.util.ArrayList;
import java.util.List;

/** Reads Retry and Catch. */
final class ErrorReader {
  private final ExitReader exits;

  ErrorReader(ExitReader exits) {
    this.exits = exits;
  }

  List<RetryRule> retriers(DefinitionFields state) {
    List<RetryRule> retriers = new ArrayList<>();
    List<DefinitionFields> written = state.objects("Retry");
    for (DefinitionFields retry : written) {
      retriers.add(retrier(retry, retriers.size() == written.size() - 1));
    }
    return retriers;
  }

  private static RetryRule retrier(DefinitionFields retry, boolean last) {
    ErrorEquals errors = errors(retry, last);
    int interval = retry.wholeOr("IntervalSeconds", 1, 1, TypedTemplate.MOST_SECONDS);
    int attempts = retry.wholeOr("MaxAttempts", 3, 0, TypedTemplate.MOST_SECONDS);
    double backoff = retry.numberOr("BackoffRate", 2.0).doubleValue();
    if (backoff < 1.0) {
      throw retry.problem("BackoffRate", "must be 1.0 or more");
    }
    // "must be greater than IntervalSeconds and less than 31622400"
    Integer most = retry.wholeOr("MaxDelaySeconds", null, interval + 1, 31_622_399);
    String jitter = retry.textOr("JitterStrategy", "NONE");
    if (!jitter.equals("NONE") && !jitter.equals("FULL")) {
      throw retry.problem("JitterStrategy", "must be NONE or FULL");
    }
    retry.end();
    return new RetryRule(errors, interval, attempts, backoff, most, jitter.equals("FULL"));
  }

  List<MachineState.Catcher> catchers(DefinitionFields state) {
    List<MachineState.Catcher> catchers = new ArrayList<>();
    List<DefinitionFields> written = state.objects("Catch");
    for (DefinitionFields fields : written) {
      ErrorEquals errors = errors(fields, catchers.size() == written.size() - 1);
      StateExit exit = exits.exitTo(fields.text("Next"), fields, "errorOutput");
      fields.end();
      catchers.add(new MachineState.Catcher(errors, exit));
    }
    return catchers;
  }

  /** "States.ALL must appear alone" and "in the last retrier" or catcher. */
  private static ErrorEquals errors(DefinitionFields fields, boolean last) {
    List<String> names = new ArrayList<>();
    for (Object name : fields.list("ErrorEquals")) {
      if (!(name instanceof String text)) {
        throw fields.problem("ErrorEquals", "must be an array of strings");
      }
      names.add(text);
    }
    ErrorEquals errors = new ErrorEquals(names);
    if (errors.all() && (names.size() > 1 || !last)) {
      throw fields.problem("ErrorEquals", "States.ALL must be alone, and in the last one");
    }
    return errors;
  }
}
