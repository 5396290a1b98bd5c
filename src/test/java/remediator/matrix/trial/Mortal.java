package remediator.matrix.trial;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import remediator.json.StrictJson;
import remediator.matrix.mishap.Killed;

/** A function's process, which can die, and run beside another or once more. */
final class Mortal {
  private final Drill drill;
  private final Variant variant;
  private final Stack stack;
  private final Flow flow;

  /**
   * @param stack that the function belongs to
   */
  Mortal(Drill drill, Variant variant, Stack stack, Flow flow) {
    this.drill = drill;
    this.variant = variant;
    this.stack = stack;
    this.flow = flow;
  }

  RequestStreamHandler of(RequestStreamHandler handler) {
    return (InputStream in, OutputStream out, Context context) -> {
      byte[] input = in.readAllBytes();
      String step = stack.label(step(input));
      ByteArrayOutputStream answer =
          process(step, () -> beside(step, input, handler, context), input, handler, context);
      if (drill.diesAtTheEnd(step)) {
        throw new Killed.Gone();
      }
      if (drill.runsAgain(step)) {
        answer = process(step, () -> {}, input, handler, context);
      }
      drill.endedWell(stack, step);
      answer.writeTo(out);
    };
  }

  private ByteArrayOutputStream process(
      String step, Runnable again, byte[] input, RequestStreamHandler handler, Context context)
      throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    drill.begin(stack, step, flow(input), again);
    try {
      handler.handleRequest(new ByteArrayInputStream(input), answer, context);
      return answer;
    } catch (Killed _) {
      variant.afterFailure(step, stack.ledger(), flow);
      throw new Killed.Gone();
    } catch (RuntimeException | IOException e) {
      variant.afterFailure(step, stack.ledger(), flow);
      throw e;
    } finally {
      drill.end();
    }
  }

  private void beside(String step, byte[] input, RequestStreamHandler handler, Context context) {
    try {
      process(step, () -> {}, input, handler, context);
    } catch (RuntimeException | IOException _) {
      // What becomes of the other one, only its own caller gets to know.
    }
  }

  private static String step(byte[] input) throws IOException {
    Map<String, Object> event = StrictJson.readObject(input);
    String step = String.valueOf(event.getOrDefault("step", "Reconcile"));
    if (event.containsKey("nodes") || event.containsKey("work")) {
      return "Probe";
    }
    if (event.containsKey("thaw")) {
      return "Thaw";
    }
    if (event.containsKey("detail") || event.containsKey("tls-rollback")) {
      return "Finding";
    }
    return step.equals("OpenGate") ? "Ask " + event.get("ask") : step;
  }

  /** The execution that runs the step; empty where none does. */
  private static String flow(byte[] input) throws IOException {
    return String.valueOf(StrictJson.readObject(input).getOrDefault("flow", ""));
  }
}
