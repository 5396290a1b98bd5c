package remediator.local.cloud;

import java.util.Map;
import java.util.UUID;
import remediator.local.wire.QueryRequests;
import remediator.local.wire.QueryResponses;
import software.amazon.awssdk.core.SdkPojo;

/** Form parameters in, XML out. */
final class QueryCodec implements Codec {
  @Override
  public String operation(AwsService service, WireCall call) {
    return QueryRequests.parameter(call.body(), "Action");
  }

  @Override
  public <Q extends SdkPojo> Q request(WireCall call, Class<Q> type) {
    return QueryRequests.read(call.body(), type);
  }

  @Override
  public Reply response(AwsService service, String operation, WireCall call, SdkPojo response) {
    String version = QueryRequests.parameter(call.body(), "Version");
    String namespace = "http://" + service.signingName() + ".amazonaws.com/doc/" + version + "/";
    String id = UUID.randomUUID().toString();
    return xml(200, id, QueryResponses.write(operation, namespace, id, response));
  }

  @Override
  public Reply fault(AwsFault fault) {
    String id = UUID.randomUUID().toString();
    boolean sender = fault.status() < 500;
    return xml(
        fault.status(), id, QueryResponses.error(sender, fault.code(), fault.getMessage(), id));
  }

  private static Reply xml(int status, String requestId, String body) {
    return new Reply(
        status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId), body);
  }
}
