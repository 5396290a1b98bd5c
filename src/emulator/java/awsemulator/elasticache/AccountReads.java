package awsemulator.elasticache;

import awsemulator.elasticache.rules.MarkerPage;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.EngineCatalog;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.CacheSubnetGroup;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersResponse;
import software.amazon.awssdk.services.elasticache.model.Subnet;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** Describe operations on what groups use. */
final class AccountReads {
  private final CloudEstate estate;

  AccountReads(CloudEstate estate) {
    this.estate = estate;
  }

  DescribeCacheEngineVersionsResponse engines(DescribeCacheEngineVersionsRequest request) {
    EngineCatalog engines = estate.engines();
    boolean newest = Boolean.TRUE.equals(request.defaultOnly());
    List<CacheEngineVersion> versions =
        engines.releases().stream()
            .filter(r -> request.engine() == null || r.engine().equals(request.engine()))
            .filter(r -> fits(request.engineVersion(), r.asked()))
            .filter(r -> fits(request.cacheParameterGroupFamily(), r.version().family()))
            .filter(r -> !newest || engines.newest(r.engine()).equals(r))
            .map(AccountReads::shown)
            .toList();
    MarkerPage<CacheEngineVersion> page =
        MarkerPage.of(
            versions,
            v -> v.engine() + "-" + v.engineVersion(),
            request.maxRecords(),
            request.marker(),
            20,
            100);
    return DescribeCacheEngineVersionsResponse.builder()
        .cacheEngineVersions(page.items())
        .marker(page.marker())
        .build();
  }

  DescribeCacheSubnetGroupsResponse subnetGroups(
      RegionInventory inventory, DescribeCacheSubnetGroupsRequest request) {
    String name = NameRules.lower(request.cacheSubnetGroupName());
    if (name != null && !inventory.subnetGroups.containsKey(name)) {
      throw ElastiCacheError.noSubnetGroup(name);
    }
    List<CacheSubnetGroup> groups =
        inventory.subnetGroups.values().stream()
            .filter(group -> fits(name, group.name()))
            .map(group -> shown(inventory.place(), group))
            .toList();
    MarkerPage<CacheSubnetGroup> page =
        MarkerPage.of(
            groups,
            CacheSubnetGroup::cacheSubnetGroupName,
            request.maxRecords(),
            request.marker(),
            20,
            100);
    return DescribeCacheSubnetGroupsResponse.builder()
        .cacheSubnetGroups(page.items())
        .marker(page.marker())
        .build();
  }

  DescribeUserGroupsResponse userGroups(
      RegionInventory inventory, DescribeUserGroupsRequest request) {
    String id = request.userGroupId();
    if (id != null && !inventory.userGroups.containsKey(id)) {
      throw ElastiCacheError.noUserGroup(id);
    }
    List<UserGroup> groups =
        inventory.userGroups.values().stream().filter(g -> fits(id, g.userGroupId())).toList();
    MarkerPage<UserGroup> page =
        MarkerPage.of(
            groups, UserGroup::userGroupId, request.maxRecords(), request.marker(), 20, 100);
    return DescribeUserGroupsResponse.builder()
        .userGroups(page.items())
        .marker(page.marker())
        .build();
  }

  DescribeUsersResponse users(RegionInventory inventory, DescribeUsersRequest request) {
    String id = request.userId();
    if (!request.filters().isEmpty()) {
      throw ElastiCacheError.combination("This cloud knows no filters of users.");
    }
    if (id != null && !inventory.users.containsKey(id)) {
      throw ElastiCacheError.noUser(id);
    }
    List<User> users =
        inventory.users.values().stream()
            .filter(u -> fits(id, u.userId()))
            .filter(u -> fits(NameRules.lower(request.engine()), u.engine()))
            .map(u -> shown(inventory, u))
            .toList();
    MarkerPage<User> page =
        MarkerPage.of(users, User::userId, request.maxRecords(), request.marker(), 20, 100);
    return DescribeUsersResponse.builder().users(page.items()).marker(page.marker()).build();
  }

  /** The user groups tell whose members their users are. */
  private static User shown(RegionInventory inventory, User user) {
    return user.toBuilder()
        .userGroupIds(
            inventory.userGroups.values().stream()
                .filter(g -> g.userIds().contains(user.userId()))
                .map(UserGroup::userGroupId)
                .toList())
        .build();
  }

  static boolean fits(String asked, String is) {
    return asked == null || asked.equals(is);
  }

  private static CacheEngineVersion shown(EngineCatalog.Release release) {
    return CacheEngineVersion.builder()
        .engine(release.engine())
        .engineVersion(release.asked())
        .cacheParameterGroupFamily(release.version().family())
        .cacheEngineDescription(release.engine().equals("redis") ? "Redis" : "Valkey")
        .cacheEngineVersionDescription(release.engine() + " version " + release.full())
        .build();
  }

  private static CacheSubnetGroup shown(CloudPlace place, RegionInventory.SubnetGroup group) {
    List<Subnet> subnets =
        place.zones().stream()
            .map(
                zone ->
                    Subnet.builder()
                        .subnetIdentifier(group.subnetId(zone))
                        .subnetAvailabilityZone(z -> z.name(zone))
                        .build())
            .toList();
    return CacheSubnetGroup.builder()
        .cacheSubnetGroupName(group.name())
        .cacheSubnetGroupDescription(group.name())
        .vpcId(group.vpcId())
        .subnets(subnets)
        .arn(place.arn("subnetgroup", group.name()))
        .build();
  }
}
