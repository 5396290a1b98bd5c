package remediator.wire;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpMethod;

/** A service that takes forms and answers in XML: "AWS query" or "AWS EC2 query" (Smithy). */
final class XmlService {
  private final Wire wire;
  private final String name;
  private final Function<String, AwsServiceException.Builder> kinds;

  /**
   * @param name of the service, as people know it
   * @param kinds the SDK's exceptions by the service's codes
   */
  XmlService(Wire wire, String name, Function<String, AwsServiceException.Builder> kinds) {
    this.wire = wire;
    this.name = name;
    this.kinds = kinds;
  }

  /** The root element of the answer to a form. */
  XmlShape post(String form) {
    Reply reply =
        wire.send(
            // As the SDK's clients for these protocols, which leave out an endpoint's own path.
            wire.requestToRoot()
                .method(SdkHttpMethod.POST)
                .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
            form.getBytes(StandardCharsets.UTF_8),
            this::refusal);
    try {
      return XmlShape.parse(reply.body());
    } catch (XMLStreamException e) {
      throw SdkClientException.create("the answer of " + name + " is no XML", e);
    }
  }

  private AwsServiceException refusal(Reply reply) {
    XmlShape root;
    try {
      root = XmlShape.parse(reply.body());
    } catch (XMLStreamException _) {
      // What stands between us and the service may answer anything.
      root = new XmlShape("", "", List.of());
    }
    String code = root.textAnywhere("Code");
    return reply.refusal(
        kinds.apply(code),
        name,
        code,
        root.textAnywhere("Message"),
        reply.requestId().orElse(root.textAnywhere("RequestId")));
  }
}
