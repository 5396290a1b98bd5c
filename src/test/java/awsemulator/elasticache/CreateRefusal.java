package awsemulator.elasticache;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

/**
 * A group that ElastiCache does not make.
 *
 * @param code of the error
 * @param message whole
 * @param change what is wrong with it; the rest is as it should be
 */
record CreateRefusal(
    String code, String message, UnaryOperator<CreateReplicationGroupRequest.Builder> change) {

  void check() {
    CreateReplicationGroupRequest request = change.apply(LocalCloud.small("orders")).build();
    Faults.assertRefused(() -> new LocalCloud().call(request), code, message);
  }

  @Override
  public String toString() {
    return code + ": " + message;
  }
}
