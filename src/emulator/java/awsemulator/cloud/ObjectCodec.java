package awsemulator.cloud;

import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/** S3, as far as whole objects are put and deleted: bucket and key in the path, errors in XML. */
final class ObjectCodec implements ProtocolCodec {
  @Override
  public String operation(AwsService service, WireCall call) {
    String route = call.method() + " " + call.path();
    String operation = service.operationAt(route);
    return operation == null ? route : operation;
  }

  @Override
  public <Q extends SdkPojo> Q request(AwsService service, WireCall call, Class<Q> type) {
    String[] path = call.path().substring(1).split("/", 2);
    return type.cast(new StoredObject(path[0], path.length == 1 ? "" : path[1], call.body()));
  }

  @Override
  public HttpReply response(AwsService service, String operation, WireCall call, SdkPojo response) {
    return new HttpReply(200, Map.of("x-amz-request-id", UUID.randomUUID().toString()), "");
  }

  @Override
  public HttpReply fault(AwsFault fault) {
    return new HttpReply(
        fault.status(),
        Map.of("Content-Type", "application/xml"),
        "<Error><Code>%s</Code><Message>%s</Message></Error>"
            .formatted(
                fault.code(), fault.getMessage().replace("&", "&amp;").replace("<", "&lt;")));
  }
}
