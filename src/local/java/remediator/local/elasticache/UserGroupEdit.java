package remediator.local.elasticache;

import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** Other user groups (role-based access control). */
record UserGroupEdit(List<String> add, List<String> remove) implements Edit {
  @Override
  public String text() {
    return "user groups +" + add + " -" + remove;
  }

  @Override
  public Duration takes(Timing timing) {
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
  public void apply(Estate estate, Inventory inventory, GroupState group) {
    UserGroups.associate(inventory, group.id(), add, remove);
    List<String> after = UserGroups.after(group.group().userGroupIds(), add, remove);
    group.change(b -> b.userGroupIds(after));
  }
}
