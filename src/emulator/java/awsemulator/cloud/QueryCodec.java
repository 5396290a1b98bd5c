package awsemulator.cloud;

import awsemulator.wire.QueryRequests;
import awsemulator.wire.QueryResponses;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/** Form parameters in, XML out. */
final class QueryCodec implements ProtocolCodec {
  @Override
  public String operation(AwsService service, WireCall call) {
    return QueryRequests.parameter(call.body(), "Action");
  }

  @Override
  public <Q extends SdkPojo> Q request(AwsService service, WireCall call, Class<Q> type) {
    return QueryRequests.read(call.body(), type);
  }

  @Override
  public HttpReply response(AwsService service, String operation, WireCall call, SdkPojo response) {
    String version = QueryRequests.parameter(call.body(), "Version");
    String namespace = "http://" + service.signingName() + ".amazonaws.com/doc/" + version + "/";
    String id = UUID.randomUUID().toString();
    return xml(200, id, QueryResponses.write(operation, namespace, id, response));
  }

  @Override
  public HttpReply fault(AwsFault fault) {
    String id = UUID.randomUUID().toString();
    boolean sender = fault.status() < 500;
    return xml(
        fault.status(), id, QueryResponses.error(sender, fault.code(), fault.getMessage(), id));
  }

  private static HttpReply xml(int status, String requestId, String body) {
    return new HttpReply(
        status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId), body);
  }
}
