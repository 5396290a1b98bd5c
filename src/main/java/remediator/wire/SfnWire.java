package remediator.wire;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionRequest;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;

/** Of Step Functions what the function that takes findings asks for. */
public final class SfnWire implements SfnClient {
  private final JsonService service;

  public SfnWire(Wire wire) {
    this.service = new JsonService(wire, "Sfn", SfnWire::kind);
  }

  @Override
  public StartExecutionResponse startExecution(StartExecutionRequest request) {
    return service.call(
        "1.0", "AWSStepFunctions.StartExecution", request, StartExecutionResponse.builder());
  }

  @Override
  public DescribeExecutionResponse describeExecution(DescribeExecutionRequest request) {
    return service.call(
        "1.0", "AWSStepFunctions.DescribeExecution", request, DescribeExecutionResponse.builder());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // The HTTP client is others' too.
  }

  private static AwsServiceException.Builder kind(String code) {
    return switch (code) {
      case "ExecutionAlreadyExists" -> ExecutionAlreadyExistsException.builder();
      case "ExecutionDoesNotExist" -> ExecutionDoesNotExistException.builder();
      default -> SfnException.builder();
    };
  }
}
