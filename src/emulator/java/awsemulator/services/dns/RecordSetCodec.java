package awsemulator.services.dns;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.HttpReply;
import awsemulator.cloud.ProtocolCodec;
import awsemulator.cloud.WireCall;
import awsemulator.wire.QueryResponses;
import awsemulator.wire.XmlRequests;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/** Route 53, as far as record sets of one hosted zone are listed and changed. */
final class RecordSetCodec implements ProtocolCodec {
  private static final String NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/";
  private static final Pattern RECORD_SETS =
      Pattern.compile("/2013-04-01/hostedzone/([^/]+)/rrset/?");

  @Override
  public String operation(AwsService service, WireCall call) {
    boolean known = RECORD_SETS.matcher(call.path()).matches();
    return switch (known ? call.method() : "") {
      case "GET" -> "ListResourceRecordSets";
      case "POST" -> "ChangeResourceRecordSets";
      default -> call.method() + " " + call.path();
    };
  }

  @Override
  public <Q extends SdkPojo> Q request(AwsService service, WireCall call, Class<Q> type) {
    Map<String, String> outside = new TreeMap<>();
    Matcher path = RECORD_SETS.matcher(call.path());
    if (path.matches()) {
      outside.put("Id", path.group(1));
    }
    for (String pair : call.query().split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        outside.put(
            parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return XmlRequests.read(outside, call.body(), type);
  }

  @Override
  public HttpReply response(AwsService service, String operation, WireCall call, SdkPojo response) {
    return xml(200, newId(), QueryResponses.document(operation, NAMESPACE, response));
  }

  @Override
  public HttpReply fault(AwsFault fault) {
    String id = newId();
    boolean sender = fault.status() < 500;
    return xml(
        fault.status(), id, QueryResponses.error(sender, fault.code(), fault.getMessage(), id));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static HttpReply xml(int status, String requestId, String body) {
    return new HttpReply(
        status, Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId), body);
  }
}
