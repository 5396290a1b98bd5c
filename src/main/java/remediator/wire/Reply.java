package remediator.wire;

import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/** What a service answered. */
final class Reply {
  private final SdkHttpResponse head;
  private final byte[] body;

  /**
   * @param body whole; empty where there was none
   */
  Reply(SdkHttpResponse head, byte[] body) {
    this.head = head;
    this.body = body;
  }

  SdkHttpResponse head() {
    return head;
  }

  byte[] body() {
    return body;
  }

  boolean good() {
    return head.isSuccessful();
  }

  /** AWS's own id of the request, where a header tells it. */
  Optional<String> requestId() {
    return head.firstMatchingHeader("x-amzn-RequestId");
  }

  /**
   * The exception that says so where it is no success.
   *
   * @param kind the SDK's own for the code
   * @param service as people know it
   */
  AwsServiceException refusal(
      AwsServiceException.Builder kind, String service, String code, String message, String id) {
    return kind.statusCode(head.statusCode())
        .requestId(id.isEmpty() ? null : id)
        .awsErrorDetails(
            AwsErrorDetails.builder()
                .errorCode(code)
                .errorMessage(message)
                .serviceName(service)
                .sdkHttpResponse(head)
                .build())
        .build();
  }
}
