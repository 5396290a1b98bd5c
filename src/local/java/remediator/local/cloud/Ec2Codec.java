package remediator.local.cloud;

import java.util.Map;
import java.util.UUID;
import remediator.local.wire.QueryRequests;
import remediator.local.wire.QueryResponses;
import software.amazon.awssdk.core.SdkPojo;

/** Form parameters in, XML out, as EC2 has them ("Query requests for Amazon EC2"). */
final class Ec2Codec implements Codec {
  @Override
  public String operation(AwsService service, WireCall call) {
    return QueryRequests.parameter(call.body(), "Action");
  }

  @Override
  public <Q extends SdkPojo> Q request(WireCall call, Class<Q> type) {
    return QueryRequests.readOfEc2(call.body(), type);
  }

  @Override
  public Reply response(AwsService service, String operation, WireCall call, SdkPojo response) {
    String version = QueryRequests.parameter(call.body(), "Version");
    String namespace = "http://ec2.amazonaws.com/doc/" + version + "/";
    String id = UUID.randomUUID().toString();
    return xml(200, QueryResponses.writeOfEc2(operation, namespace, id, response));
  }

  @Override
  public Reply fault(AwsFault fault) {
    String id = UUID.randomUUID().toString();
    return xml(fault.status(), QueryResponses.errorOfEc2(fault.code(), fault.getMessage(), id));
  }

  private static Reply xml(int status, String body) {
    return new Reply(status, Map.of("Content-Type", "text/xml;charset=UTF-8"), body);
  }
}
