package remediator.wire;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.BatchUpdateFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.GetFindingsRequest;
import software.amazon.awssdk.services.securityhub.model.GetFindingsResponse;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Request;
import software.amazon.awssdk.services.securityhub.model.GetFindingsV2Response;
import software.amazon.awssdk.services.securityhub.model.SecurityHubException;

/** Of Security Hub what the function that takes findings asks for. */
public final class SecurityHubWire implements SecurityHubClient {
  private final JsonService service;

  public SecurityHubWire(Wire wire) {
    this.service = new JsonService(wire, "SecurityHub", SecurityHubWire::kind);
  }

  @Override
  public GetFindingsResponse getFindings(GetFindingsRequest request) {
    return service.call(SdkHttpMethod.POST, "/findings", request, GetFindingsResponse.builder());
  }

  @Override
  public BatchUpdateFindingsResponse batchUpdateFindings(BatchUpdateFindingsRequest request) {
    return service.call(
        SdkHttpMethod.PATCH,
        "/findings/batchupdate",
        request,
        BatchUpdateFindingsResponse.builder());
  }

  @Override
  public GetFindingsV2Response getFindingsV2(GetFindingsV2Request request) {
    return service.call(
        SdkHttpMethod.POST, "/findingsv2", request, GetFindingsV2Response.builder());
  }

  @Override
  public BatchUpdateFindingsV2Response batchUpdateFindingsV2(BatchUpdateFindingsV2Request request) {
    return service.call(
        SdkHttpMethod.PATCH,
        "/findingsv2/batchupdatev2",
        request,
        BatchUpdateFindingsV2Response.builder());
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
    return SecurityHubException.builder();
  }
}
