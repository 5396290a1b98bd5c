package awsemulator.elasticache;

import java.util.List;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;

/** A group, what is asked of it, and the refusal. */
record WrongOrder(
    String what,
    CreateReplicationGroupRequest.Builder group,
    List<UnaryOperator<ModifyReplicationGroupRequest.Builder>> steps,
    String code,
    String message) {
  static final String COMBINATION = "InvalidParameterCombination";
  static final String TOKEN = "a-token-of-many-letters";

  @Override
  public String toString() {
    return what;
  }

  static WrongOrder wrong(
      String what,
      CreateReplicationGroupRequest.Builder group,
      UnaryOperator<ModifyReplicationGroupRequest.Builder> asked,
      String message) {
    return new WrongOrder(what, group, List.of(asked), COMBINATION, message);
  }

  static CreateReplicationGroupRequest.Builder plain() {
    return LocalCloud.small("orders");
  }

  static CreateReplicationGroupRequest.Builder required() {
    return LocalCloud.secured("orders");
  }

  static CreateReplicationGroupRequest.Builder preferred() {
    return required().transitEncryptionMode("preferred");
  }

  static ModifyReplicationGroupRequest.Builder tls(
      ModifyReplicationGroupRequest.Builder r, String mode) {
    return r.transitEncryptionEnabled(true).transitEncryptionMode(mode);
  }
}
