package awsemulator.cloud;

import awsemulator.json.EmulatorJson;
import awsemulator.wire.JsonReader;
import awsemulator.wire.JsonWriter;
import awsemulator.wire.WireException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.core.SdkPojo;

/** JSON in and out; the operation is named by a header, or by method and path. */
record JsonCodec(AwsService.Protocol protocol) implements ProtocolCodec {
  @Override
  public String operation(AwsService service, WireCall call) {
    if (protocol == AwsService.Protocol.REST_JSON) {
      String route = call.method() + " " + call.path();
      String operation = service.operationAt(route);
      return operation == null ? route : operation;
    }
    String target = call.header("x-amz-target");
    if (target == null) {
      throw new WireException("The header X-Amz-Target is missing");
    }
    return target.substring(target.lastIndexOf('.') + 1);
  }

  @Override
  public <Q extends SdkPojo> Q request(AwsService service, WireCall call, Class<Q> type) {
    return protocol == AwsService.Protocol.REST_JSON
        ? RestBinding.request(service, call, type)
        : JsonReader.read(call.json(), type);
  }

  @Override
  public HttpReply response(AwsService service, String operation, WireCall call, SdkPojo response) {
    Optional<HttpReply> bytes = RestBinding.response(response);
    if (bytes.isPresent()) {
      return bytes.get();
    }
    return json(200, Map.of(), EmulatorJson.write(JsonWriter.write(response)));
  }

  @Override
  public HttpReply fault(AwsFault fault) {
    Map<String, Object> body = new TreeMap<>(fault.members());
    body.put("__type", fault.code());
    body.put("message", fault.getMessage());
    return json(fault.status(), Map.of("x-amzn-ErrorType", fault.code()), EmulatorJson.write(body));
  }

  private HttpReply json(int status, Map<String, String> more, String body) {
    Map<String, String> headers = new TreeMap<>(more);
    boolean rest = protocol == AwsService.Protocol.REST_JSON;
    headers.put("Content-Type", rest ? "application/json" : "application/x-amz-json-1.1");
    headers.put("x-amzn-RequestId", UUID.randomUUID().toString());
    return new HttpReply(status, headers, body);
  }
}
