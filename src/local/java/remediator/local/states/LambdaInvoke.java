package remediator.local.states;

import java.util.LinkedHashMap;
import java.util.Map;
import remediator.json.InvalidJsonException;
import remediator.local.cloud.Authorizer;
import remediator.local.cloud.AwsFault;
import remediator.local.cloud.Need;
import remediator.local.states.asl.JsonText;
import remediator.local.states.asl.StatesError;

/** The optimized Lambda integration, {@code lambda:invoke}: a call and its error names. */
final class LambdaInvoke {
  private final Functions functions;
  private final Authorizer authorizer;

  LambdaInvoke(Functions functions, Authorizer authorizer) {
    this.functions = functions;
    this.authorizer = authorizer;
  }

  /** Called without the clock's monitor: the function makes AWS calls of its own. */
  Map<String, Object> call(Machine machine, String function, String payload) throws StatesError {
    String arn = machine.functionArn(function);
    try {
      authorizer.check(machine.caller(), new Need("lambda:InvokeFunction", arn));
      String answer = functions.invoke(arn, payload);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("ExecutedVersion", "$LATEST");
      result.put("Payload", JsonText.read(answer));
      result.put("StatusCode", 200);
      return result;
    } catch (Functions.FunctionFailed e) {
      Map<String, Object> cause = new LinkedHashMap<>();
      cause.put("errorMessage", e.getMessage());
      cause.put("errorType", e.errorType());
      throw new StatesError(e.errorType(), JsonText.write(cause));
    } catch (AwsFault e) {
      throw new StatesError(errorName(e), e.getMessage());
    } catch (InvalidJsonException e) {
      throw new StatesError("States.Runtime", function + " answered no JSON: " + e.getMessage());
    }
  }

  /** Lambda's refusals: all that the SDK has no class for are AWSLambdaException. */
  private static String errorName(AwsFault fault) {
    return fault.code().startsWith("AccessDenied")
        ? "Lambda.AWSLambdaException"
        : "Lambda."
            + (fault.code().endsWith("Exception") ? fault.code() : fault.code() + "Exception");
  }
}
