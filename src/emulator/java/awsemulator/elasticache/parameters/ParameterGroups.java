package awsemulator.elasticache.parameters;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.rules.MarkerPage;
import awsemulator.elasticache.rules.TagRules;
import awsemulator.elasticache.rules.ValueRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersResponse;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupResponse;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupResponse;

/** The operations on parameter groups. */
public final class ParameterGroups {
  private static final int MOST_AT_ONCE = 20;
  private static final int MOST = 300;

  private final CloudEstate estate;

  public ParameterGroups(CloudEstate estate) {
    this.estate = estate;
  }

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

  public DescribeEngineDefaultParametersResponse engineDefaults(
      RegionInventory inventory, DescribeEngineDefaultParametersRequest request) {
    String family = family(request.cacheParameterGroupFamily());
    MarkerPage<Parameter> page =
        MarkerPage.of(
            ParameterCatalog.ofFamily(family),
            Parameter::parameterName,
            request.maxRecords(),
            request.marker(),
            20,
            100);
    return DescribeEngineDefaultParametersResponse.builder()
        .engineDefaults(
            d -> d.cacheParameterGroupFamily(family).parameters(page.items()).marker(page.marker()))
        .build();
  }

  private static String family(String asked) {
    if (asked == null) {
      throw NameRules.required("CacheParameterGroupFamily");
    }
    if (!ParameterGroup.FAMILIES.contains(asked)) {
      throw ElastiCacheError.value(
          "CacheParameterGroupFamily " + asked + " is not a valid parameter group family.");
    }
    return asked;
  }

  public CreateCacheParameterGroupResponse create(
      RegionInventory inventory, CreateCacheParameterGroupRequest request) {
    String name = NameRules.parameterGroup(request.cacheParameterGroupName());
    if (request.description() == null) {
      throw NameRules.required("Description");
    }
    String family = family(request.cacheParameterGroupFamily());
    if (inventory.parameterGroups.containsKey(name)) {
      throw AwsFault.badRequest(
          "CacheParameterGroupAlreadyExists", "Cache parameter group " + name + " already exists.");
    }
    if (inventory.parameterGroups.values().stream().filter(g -> !g.predefined()).count() >= MOST) {
      throw AwsFault.badRequest(
          "CacheParameterGroupQuotaExceeded",
          "The account has " + MOST + " cache parameter groups in this Region, its most.");
    }
    ParameterGroup group = ParameterGroup.custom(name, family, request.description());
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
    countAtOnce(values);
    for (ParameterNameValue value : values) {
      ParameterCatalog.problem(group, value.parameterName(), value.parameterValue())
          .ifPresent(
              problem -> {
                throw ElastiCacheError.value(problem);
              });
    }
    change(
        inventory,
        group,
        set -> values.forEach(value -> set.put(value.parameterName(), value.parameterValue())));
    return ModifyCacheParameterGroupResponse.builder()
        .cacheParameterGroupName(group.name())
        .build();
  }

  public ResetCacheParameterGroupResponse reset(
      RegionInventory inventory, ResetCacheParameterGroupRequest request) {
    ParameterGroup group = inventory.parameterGroup(request.cacheParameterGroupName());
    refuseDefault(group);
    List<String> names =
        request.parameterNameValues().stream().map(ParameterNameValue::parameterName).toList();
    boolean all = Boolean.TRUE.equals(request.resetAllParameters());
    if (all == !names.isEmpty()) {
      throw ElastiCacheError.combination(
          "Either ResetAllParameters or ParameterNameValues is needed, and not both.");
    }
    for (String name : names) {
      if (ParameterCatalog.value(group, name).isEmpty()) {
        throw ElastiCacheError.value("Invalid parameter: " + name + ".");
      }
    }
    change(inventory, group, set -> set.keySet().removeIf(name -> all || names.contains(name)));
    return ResetCacheParameterGroupResponse.builder().cacheParameterGroupName(group.name()).build();
  }

  private static void countAtOnce(List<ParameterNameValue> values) {
    if (values.isEmpty() || values.size() > MOST_AT_ONCE) {
      throw ElastiCacheError.value(
          "ParameterNameValues must have 1 to 20 parameters; it has " + values.size() + ".");
    }
  }

  /** Changes values, which then go to every group that uses them. */
  public void change(
      RegionInventory inventory, ParameterGroup group, Consumer<Map<String, String>> change) {
    List<ParameterRollout> rollouts =
        inventory.groups.values().stream()
            .filter(g -> group.name().equals(g.parameterGroup()))
            .filter(g -> !g.group().status().startsWith("creat"))
            .map(g -> new ParameterRollout(estate, inventory, g))
            .toList();
    rollouts.forEach(ParameterRollout::beforeChange);
    change.accept(group.values());
    rollouts.forEach(ParameterRollout::begin);
  }

  public DeleteCacheParameterGroupResponse delete(
      RegionInventory inventory, DeleteCacheParameterGroupRequest request) {
    ParameterGroup group = inventory.parameterGroup(request.cacheParameterGroupName());
    refuseDefault(group);
    if (inventory.groups.values().stream().anyMatch(g -> uses(g, group.name()))) {
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

  private static boolean uses(StoredGroup group, String name) {
    return name.equals(group.parameterGroup())
        || group.pending().contains(new ParameterGroupEdit(name));
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
