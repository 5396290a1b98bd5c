package remediator.wire;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;
import software.amazon.awssdk.services.ssm.model.SsmException;

/** Of Parameter Store what the function that takes findings asks for. */
public final class SsmWire implements SsmClient {
  private final JsonService service;

  public SsmWire(Wire wire) {
    this.service = new JsonService(wire, "Ssm", SsmWire::kind);
  }

  @Override
  public GetParameterResponse getParameter(GetParameterRequest request) {
    return service.call("1.1", "AmazonSSM.GetParameter", request, GetParameterResponse.builder());
  }

  @Override
  public PutParameterResponse putParameter(PutParameterRequest request) {
    return service.call("1.1", "AmazonSSM.PutParameter", request, PutParameterResponse.builder());
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
      case "ParameterNotFound" -> ParameterNotFoundException.builder();
      default -> SsmException.builder();
    };
  }
}
