package awsemulator.elasticache.parameters;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.rules.MarkerPage;
import awsemulator.elasticache.rules.TagRules;
import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

/** The operations on parameter groups. */
public final class ParameterGroups {
  private static final int MOST_AT_ONCE = 20;

  public DescribeCacheParameterGroupsResponse describe(
      RegionInventory inventory, DescribeCacheParameterGroupsRequest request) {
    List<ParameterGroup> groups =
        request.cacheParameterGroupName() == null
            ? new ArrayList<>(inventory.parameterGroups.values())
            : List.of(inventory.parameterGroup(request.cacheParameterGroupName()));
    MarkerPage<ParameterGroup> page =
        MarkerPage.of(
            groups, ParameterGroup::name, request.maxRecords(), request.marker(), 20, 100);
    return DescribeCacheParameterGroupsResponse.builder()
        .cacheParameterGroups(page.items().stream().map(g -> shown(inventory, g)).toList())
        .marker(page.marker())
        .build();
  }

  public DescribeCacheParametersResponse parameters(
      RegionInventory inventory, DescribeCacheParametersRequest request) {
    ParameterGroup group = inventory.parameterGroup(request.cacheParameterGroupName());
    ValueRules.oneOf("Source", request.source(), "user", "system", "engine-default");
    MarkerPage<Parameter> page =
        MarkerPage.of(
            ParameterCatalog.of(group, request.source()),
            Parameter::parameterName,
            request.maxRecords(),
            request.marker(),
            20,
            100);
    return DescribeCacheParametersResponse.builder()
        .parameters(page.items())
        .marker(page.marker())
        .build();
  }

  public CreateCacheParameterGroupResponse create(
      RegionInventory inventory, CreateCacheParameterGroupRequest request) {
    String name = NameRules.parameterGroup(request.cacheParameterGroupName());
    if (request.description() == null) {
      throw NameRules.required("Description");
    }
    if (!ParameterGroup.FAMILIES.contains(request.cacheParameterGroupFamily())) {
      throw ElastiCacheError.value(
          "CacheParameterGroupFamily "
              + request.cacheParameterGroupFamily()
              + " is not a valid parameter group family.");
    }
    if (inventory.parameterGroups.containsKey(name)) {
      throw AwsFault.badRequest(
          "CacheParameterGroupAlreadyExists", "Cache parameter group " + name + " already exists.");
    }
    ParameterGroup group =
        ParameterGroup.custom(name, request.cacheParameterGroupFamily(), request.description());
    inventory.tags.put(arn(inventory, name), TagRules.checked(request.tags()));
    inventory.parameterGroups.put(name, group);
    return CreateCacheParameterGroupResponse.builder()
        .cacheParameterGroup(shown(inventory, group))
        .build();
  }

  public ModifyCacheParameterGroupResponse modify(
      RegionInventory inventory, ModifyCacheParameterGroupRequest request) {
    ParameterGroup group = inventory.parameterGroup(request.cacheParameterGroupName());
    refuseDefault(group);
    List<ParameterNameValue> values = request.parameterNameValues();
    if (values.isEmpty() || values.size() > MOST_AT_ONCE) {
      throw ElastiCacheError.value(
          "ParameterNameValues must have 1 to 20 parameters; it has " + values.size() + ".");
    }
    for (ParameterNameValue value : values) {
      if (!ParameterCatalog.known(group, value.parameterName()) || value.parameterValue() == null) {
        throw ElastiCacheError.value("Invalid parameter: " + value.parameterName() + ".");
      }
    }
    values.forEach(value -> group.values().put(value.parameterName(), value.parameterValue()));
    return ModifyCacheParameterGroupResponse.builder()
        .cacheParameterGroupName(group.name())
        .build();
  }

  public DeleteCacheParameterGroupResponse delete(
      RegionInventory inventory, DeleteCacheParameterGroupRequest request) {
    ParameterGroup group = inventory.parameterGroup(request.cacheParameterGroupName());
    refuseDefault(group);
    boolean used =
        inventory.groups.values().stream().anyMatch(g -> group.name().equals(g.parameterGroup()));
    if (used) {
      throw AwsFault.badRequest(
          "InvalidCacheParameterGroupState",
          "One or more cache clusters are still members of this parameter group "
              + group.name()
              + ", so the group cannot be deleted.");
    }
    inventory.parameterGroups.remove(group.name());
    inventory.tags.forget(arn(inventory, group.name()));
    return DeleteCacheParameterGroupResponse.builder().build();
  }

  private static void refuseDefault(ParameterGroup group) {
    if (group.predefined()) {
      throw ElastiCacheError.value(
          "The default parameter group " + group.name() + " cannot be changed.");
    }
  }

  private static CacheParameterGroup shown(RegionInventory inventory, ParameterGroup group) {
    return CacheParameterGroup.builder()
        .cacheParameterGroupName(group.name())
        .cacheParameterGroupFamily(group.family())
        .description(group.description())
        .isGlobal(false)
        .arn(arn(inventory, group.name()))
        .build();
  }

  private static String arn(RegionInventory inventory, String name) {
    return inventory.place().arn("parametergroup", name);
  }
}
