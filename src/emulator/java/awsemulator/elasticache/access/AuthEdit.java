package awsemulator.elasticache.access;

import awsemulator.elasticache.state.AuthTokens;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/**
 * Another AUTH token.
 *
 * @param strategy SET, ROTATE or DELETE
 * @param token null for DELETE
 */
record AuthEdit(String strategy, String token) implements GroupEdit {
  @Override
  public String text() {
    return "AUTH token " + strategy;
  }

  @Override
  public Duration takes(OperationTiming timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void announce(
      ReplicationGroupPendingModifiedValues.Builder group, PendingModifiedValues.Builder node) {
    if (!strategy.equals("DELETE")) {
      String status = strategy.equals("SET") ? "SETTING" : "ROTATING";
      group.authTokenStatus(status);
      node.authTokenStatus(status);
    }
  }

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    group.tokens(after(group.tokens()));
    boolean enabled =
        token != null && !(strategy.equals("ROTATE") && estate.mishaps().authHiddenUntilSet());
    group.change(b -> b.authTokenEnabled(enabled).authTokenLastModifiedDate(estate.now()));
    group.changeNodes(b -> b.authTokenEnabled(enabled).authTokenLastModifiedDate(estate.now()));
    if (estate.data().running(group.arn())) {
      estate.data().passwords(group.arn(), group.tokens().demanded());
    }
  }

  private AuthTokens after(AuthTokens before) {
    return switch (strategy) {
      case "DELETE" -> AuthTokens.NONE;
      case "SET" -> AuthTokens.only(token);
      default -> before.rotate(token);
    };
  }
}
