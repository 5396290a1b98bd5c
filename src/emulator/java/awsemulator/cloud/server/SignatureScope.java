package awsemulator.cloud.server;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.WireCall;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scope of a Signature Version 4 header. The signature itself is not checked: whoever can reach
 * the loopback interface may call.
 */
record SignatureScope(String accessKeyId, String region, String service) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256\\s+Credential=([^/,\\s]+)/\\d{8}/([^/,\\s]+)/([^/,\\s]+)/aws4_request,.*");

  static SignatureScope of(WireCall call) {
    String header = call.header("authorization");
    if (header == null) {
      throw new AwsFault(
          "MissingAuthenticationToken", 403, "Request is missing Authentication Token");
    }
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw AwsFault.badRequest(
          "IncompleteSignature", "Authorization header requires 'Credential' parameter.");
    }
    return new SignatureScope(matcher.group(1), matcher.group(2), matcher.group(3));
  }
}
