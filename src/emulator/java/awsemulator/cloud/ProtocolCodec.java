package awsemulator.cloud;

import software.amazon.awssdk.core.SdkPojo;

/** One wire protocol, as the endpoint needs it. */
public interface ProtocolCodec {
  /** The name of the operation that is called. */
  String operation(AwsService service, WireCall call);

  <Q extends SdkPojo> Q request(AwsService service, WireCall call, Class<Q> type);

  HttpReply response(AwsService service, String operation, WireCall call, SdkPojo response);

  HttpReply fault(AwsFault fault);

  static ProtocolCodec of(AwsService.Protocol protocol) {
    return switch (protocol) {
      case QUERY -> new QueryCodec();
      case JSON, REST_JSON -> new JsonCodec(protocol);
      case REST_XML -> new ObjectCodec();
    };
  }

  /** The protocol of a call whose service is not known (yet). */
  static AwsService.Protocol guess(WireCall call) {
    if (call.header("x-amz-target") != null) {
      return AwsService.Protocol.JSON;
    }
    return call.path().equals("/") ? AwsService.Protocol.QUERY : AwsService.Protocol.REST_JSON;
  }
}
