package awsemulator.elasticache.access;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** Other user groups (role-based access control). */
record UserGroupEdit(List<String> add, List<String> remove) implements GroupEdit {
  @Override
  public String text() {
    return "user groups +" + add + " -" + remove;
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
    group.userGroups(u -> u.userGroupIdsToAdd(add).userGroupIdsToRemove(remove));
  }

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    UserGroups.associate(inventory, group.id(), add, remove);
    List<String> after = UserGroups.after(group.group().userGroupIds(), add, remove);
    group.change(b -> b.userGroupIds(after));
  }
}
