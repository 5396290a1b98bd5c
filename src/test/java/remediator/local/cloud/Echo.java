package remediator.local.cloud;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** A service that keeps what it was asked, and answers what it was told to. */
final class Echo extends AwsService {
  final List<SdkPojo> asked = new ArrayList<>();

  Echo(String signingName, Protocol protocol) {
    super(signingName, protocol);
  }

  <Q extends SdkPojo> Echo answering(Class<Q> request, SdkPojo answer) {
    String operation = request.getSimpleName().replaceFirst("Request$", "");
    on(
        request,
        (caller, q) -> List.of(new Need(signingName() + ":" + operation, "*")),
        (caller, q) -> {
          asked.add(q);
          return answer;
        });
    return this;
  }

  Echo reachedAt(String methodAndPath, String operation) {
    at(methodAndPath, operation);
    return this;
  }
}
