package awsemulator.services.deploy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.EmulatorJson;
import awsemulator.services.CallerArns;
import awsemulator.states.interpreter.LambdaFunctions;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Lambda's Invoke, with the answer waited for (RequestResponse). */
public final class FunctionApi extends AwsService {
  private final LambdaFunctions functions;

  /**
   * @param functions that are deployed now, by name
   */
  public FunctionApi(LambdaFunctions functions) {
    super("lambda", Protocol.REST_JSON);
    this.functions = functions;
    at("POST /2015-03-31/functions/{FunctionName}/invocations", "Invoke");
    on(
        InvokeRequest.class,
        (c, q) ->
            List.of(
                new RequiredRight(
                    "lambda:InvokeFunction",
                    CallerArns.of(c, "lambda", "function:" + q.functionName()))),
        this::invoke);
  }

  @Override
  public boolean callsOthers() {
    return true;
  }

  private InvokeResponse invoke(CallerIdentity caller, InvokeRequest q) {
    if (q.invocationType() != null && !"RequestResponse".equals(q.invocationTypeAsString())) {
      throw AwsFault.badRequest(
          "InvalidParameterValueException", "This cloud invokes with an answer only.");
    }
    try {
      String answer = functions.invoke(q.functionName(), q.payload().asUtf8String());
      return InvokeResponse.builder()
          .statusCode(200)
          .executedVersion("$LATEST")
          .payload(SdkBytes.fromUtf8String(answer))
          .build();
    } catch (LambdaFunctions.FunctionFailed e) {
      return InvokeResponse.builder()
          .statusCode(200)
          .executedVersion("$LATEST")
          .functionError("Unhandled")
          .payload(
              SdkBytes.fromUtf8String(
                  EmulatorJson.write(
                      Map.of(
                          "errorType",
                          e.errorType(),
                          "errorMessage",
                          String.valueOf(e.getMessage())))))
          .build();
    }
  }
}
