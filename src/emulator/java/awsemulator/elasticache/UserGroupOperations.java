package awsemulator.elasticache;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CreateUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateUserGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteUserGroupResponse;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** User groups of the one user that every account has, {@code default}. */
final class UserGroupOperations {
  private static final List<String> USERS = List.of("default");

  CreateUserGroupResponse create(RegionInventory inventory, CreateUserGroupRequest request) {
    String id = id(request.userGroupId());
    if (!"redis".equalsIgnoreCase(request.engine())
        && !"valkey".equalsIgnoreCase(request.engine())) {
      throw ElastiCacheError.value("Engine must be redis or valkey.");
    }
    if (!USERS.equals(request.userIds())) {
      throw new AwsFault("DefaultUserRequired", 400, "You must add default user to a user group.");
    }
    UserGroup group =
        UserGroup.builder()
            .userGroupId(id)
            .engine(NameRules.lower(request.engine()))
            .status("active")
            .userIds(USERS)
            .replicationGroups(List.of())
            .minimumEngineVersion("6.0")
            .arn(inventory.place().arn("usergroup", id))
            .build();
    if (inventory.userGroups.putIfAbsent(id, group) != null) {
      throw AwsFault.badRequest("UserGroupAlreadyExists", "User group " + id + " already exists.");
    }
    return CreateUserGroupResponse.builder()
        .userGroupId(id)
        .status("creating")
        .engine(group.engine())
        .userIds(USERS)
        .arn(group.arn())
        .build();
  }

  DeleteUserGroupResponse delete(RegionInventory inventory, DeleteUserGroupRequest request) {
    UserGroup group = inventory.userGroups.get(id(request.userGroupId()));
    if (group == null) {
      throw ElastiCacheError.noUserGroup(request.userGroupId());
    }
    if (!group.replicationGroups().isEmpty()) {
      throw AwsFault.badRequest(
          "InvalidUserGroupState",
          "User group is associated with " + String.join(", ", group.replicationGroups()) + ".");
    }
    inventory.userGroups.remove(group.userGroupId());
    return DeleteUserGroupResponse.builder()
        .userGroupId(group.userGroupId())
        .status("deleting")
        .build();
  }

  private static String id(String asked) {
    if (asked == null) {
      throw NameRules.required("UserGroupId");
    }
    return NameRules.lower(asked);
  }
}
