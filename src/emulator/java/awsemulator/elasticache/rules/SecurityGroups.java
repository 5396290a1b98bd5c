package awsemulator.elasticache.rules;

import awsemulator.elasticache.state.ElastiCacheError;
import java.util.Collection;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.SecurityGroupMembership;

/** VPC security groups of nodes. */
public final class SecurityGroups {
  private SecurityGroups() {}

  public static void check(List<String> ids) {
    for (String id : ids) {
      if (!id.matches("sg-[0-9a-z]+")) {
        throw ElastiCacheError.value("Invalid security group: " + id + ".");
      }
    }
  }

  public static List<SecurityGroupMembership> active(List<String> ids) {
    return ids.stream()
        .map(id -> SecurityGroupMembership.builder().securityGroupId(id).status("active").build())
        .toList();
  }

  public static List<String> ids(Collection<SecurityGroupMembership> memberships) {
    return memberships.stream().map(SecurityGroupMembership::securityGroupId).toList();
  }
}
