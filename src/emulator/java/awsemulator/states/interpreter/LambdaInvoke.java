package awsemulator.states.interpreter;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.MalformedJsonException;
import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.StatesError;
import java.util.LinkedHashMap;
import java.util.Map;

/** The optimized Lambda integration, {@code lambda:invoke}: a call and its error names. */
public final class LambdaInvoke {
  private final LambdaFunctions functions;
  private final CallAuthorizer authorizer;

  public LambdaInvoke(LambdaFunctions functions, CallAuthorizer authorizer) {
    this.functions = functions;
    this.authorizer = authorizer;
  }

  /** Called without the clock's monitor: the function makes AWS calls of its own. */
  Map<String, Object> call(DeployedMachine machine, String function, String payload)
      throws StatesError {
    String arn = machine.functionArn(function);
    try {
      authorizer.check(machine.caller(), new RequiredRight("lambda:InvokeFunction", arn));
      String answer = functions.invoke(arn, payload);
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("ExecutedVersion", "$LATEST");
      result.put("Payload", JsonText.read(answer));
      result.put("StatusCode", 200);
      return result;
    } catch (LambdaFunctions.FunctionFailed e) {
      Map<String, Object> cause = new LinkedHashMap<>();
      cause.put("errorMessage", e.getMessage());
      cause.put("errorType", e.errorType());
      throw new StatesError(e.errorType(), JsonText.write(cause));
    } catch (AwsFault e) {
      throw new StatesError(errorName(e), e.getMessage());
    } catch (MalformedJsonException e) {
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
