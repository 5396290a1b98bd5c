package awsemulator.elasticache.access;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineRelease;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Which user groups a replication group takes, "Role-Based Access Control (RBAC)". */
public final class UserGroups {
  private UserGroups() {}

  /** The change that the request asks for; null where it asks for none. */
  public static UserGroupEdit edit(
      RegionInventory inventory, StoredGroup group, ModifyReplicationGroupRequest request) {
    List<String> now = group.group().userGroupIds();
    List<String> add = request.userGroupIdsToAdd();
    List<String> remove =
        Boolean.TRUE.equals(request.removeUserGroups()) ? now : request.userGroupIdsToRemove();
    if (add.isEmpty() && remove.isEmpty()) {
      return null;
    }
    if (!add.isEmpty() && !group.tls()) {
      throw ElastiCacheError.combination(
          "User group based access control requires encryption-in-transit to be enabled on the"
              + " replication group.");
    }
    boolean auth = Boolean.TRUE.equals(group.group().authTokenEnabled());
    if (!add.isEmpty() && auth && !"DELETE".equals(request.authTokenUpdateStrategyAsString())) {
      throw ElastiCacheError.combination(
          "To move from AUTH to user groups, set AuthTokenUpdateStrategy to DELETE.");
    }
    if (!add.isEmpty() && "preferred".equals(group.tlsMode())) {
      throw ElastiCacheError.combination(
          "Transit encryption preferred is not supported with redis access control.");
    }
    for (String id : remove) {
      if (!now.contains(id)) {
        throw ElastiCacheError.value(
            "User group " + id + " is not associated with " + group.id() + ".");
      }
    }
    check(inventory, add, group.version());
    if (after(now, add, remove).size() > 1) {
      throw ElastiCacheError.combination("A replication group can have only one user group.");
    }
    return new UserGroupEdit(add, remove);
  }

  /** Refuses groups that do not exist, are not active, or are for the other engine. */
  static void check(RegionInventory inventory, List<String> ids, EngineRelease version) {
    for (String id : ids) {
      UserGroup group = inventory.userGroups.get(id);
      if (group == null) {
        throw ElastiCacheError.noUserGroup(id);
      }
      if (!"active".equals(group.status())) {
        throw AwsFault.badRequest(
            "InvalidUserGroupState", "User group " + id + " is not in an active state.");
      }
      boolean valkeyOnly = "valkey".equals(NameRules.lower(group.engine()));
      if ((valkeyOnly && version.engine().equals("redis")) || !version.atLeast("6.0")) {
        throw ElastiCacheError.combination(
            "User group %s is not supported for %s %s."
                .formatted(id, version.engine(), version.version()));
      }
    }
  }

  static List<String> after(List<String> now, List<String> add, List<String> remove) {
    List<String> after = new ArrayList<>(now);
    after.removeAll(remove);
    add.stream().filter(id -> !after.contains(id)).forEach(after::add);
    return after;
  }

  /** Keeps the user groups' own lists of replication groups true. */
  public static void associate(
      RegionInventory inventory, String groupId, List<String> add, List<String> remove) {
    for (String id : add) {
      inventory.userGroups.computeIfPresent(id, (key, was) -> with(was, groupId, true));
    }
    for (String id : remove) {
      inventory.userGroups.computeIfPresent(id, (key, was) -> with(was, groupId, false));
    }
  }

  private static UserGroup with(UserGroup group, String id, boolean member) {
    List<String> members = new ArrayList<>(group.replicationGroups());
    members.remove(id);
    if (member) {
      members.add(id);
    }
    return group.toBuilder().replicationGroups(members).build();
  }
}
