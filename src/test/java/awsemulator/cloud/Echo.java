package awsemulator.cloud;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkPojo;

/** A service that keeps what it was asked, and answers what it was told to. */
public final class Echo extends AwsService {
  public final List<SdkPojo> asked = new ArrayList<>();

  public Echo(String signingName, Protocol protocol) {
    super(signingName, protocol);
  }

  public <Q extends SdkPojo> Echo answering(Class<Q> request, SdkPojo answer) {
    String operation = request.getSimpleName().replaceFirst("Request$", "");
    on(
        request,
        (caller, q) -> List.of(new RequiredRight(signingName() + ":" + operation, "*")),
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
