package awsemulator.elasticache;

import awsemulator.cloud.AwsFault;
import awsemulator.elasticache.rules.TagRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ElastiCacheError;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.elasticache.state.TimedWork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceResponse;

/**
 * The operations on tags. A change of a group's tags makes it {@code modifying} for a while
 * (cloud-custodian placebo test_elasticache_replication_group_tag: the second describe;
 * aws-controllers-k8s/elasticache-controller waits three minutes for it), and none of them is
 * answered for a group that is busy (hashicorp/terraform-provider-aws tries each for 15 minutes).
 * No one has recorded that the tags of a single node do the same.
 */
final class TaggingOperations {
  private final CloudEstate estate;
  private final TimedWork work;

  TaggingOperations(CloudEstate estate, TimedWork work) {
    this.estate = estate;
    this.work = work;
  }

  ListTagsForResourceResponse list(RegionInventory inventory, ListTagsForResourceRequest request) {
    String arn = resource(inventory, request.resourceName());
    return ListTagsForResourceResponse.builder().tagList(inventory.tags.list(arn)).build();
  }

  AddTagsToResourceResponse add(RegionInventory inventory, AddTagsToResourceRequest request) {
    String arn = resource(inventory, request.resourceName());
    if (request.tags().isEmpty()) {
      throw NameRules.required("Tags");
    }
    Map<String, String> added = TagRules.checked(request.tags());
    Map<String, String> all = new TreeMap<>(inventory.tags.of(arn));
    all.putAll(added);
    TagRules.checkCount((int) all.keySet().stream().filter(k -> !k.startsWith("aws:")).count());
    begin(inventory, arn, "tags " + String.join(", ", added.keySet()));
    withNodes(inventory, arn).forEach(each -> inventory.tags.put(each, added));
    return AddTagsToResourceResponse.builder().tagList(inventory.tags.list(arn)).build();
  }

  RemoveTagsFromResourceResponse remove(
      RegionInventory inventory, RemoveTagsFromResourceRequest request) {
    String arn = resource(inventory, request.resourceName());
    List<String> keys = request.tagKeys();
    if (keys.isEmpty()) {
      throw NameRules.required("TagKeys");
    }
    for (String key : keys) {
      if (key.startsWith("aws:")) {
        throw ElastiCacheError.value(
            "Tag keys starting with aws: are reserved for system use: " + key);
      }
      if (!inventory.tags.of(arn).containsKey(key)) {
        throw new AwsFault("TagNotFound", 404, "The requested tag was not found on this resource.");
      }
    }
    begin(inventory, arn, "without tags " + String.join(", ", keys));
    withNodes(inventory, arn).forEach(each -> inventory.tags.remove(each, keys));
    return RemoveTagsFromResourceResponse.builder().tagList(inventory.tags.list(arn)).build();
  }

  /** Refused where the group is at work, even while its status does not show that yet. */
  private void begin(RegionInventory inventory, String arn, String what) {
    Optional<StoredGroup> found = group(inventory, arn);
    if (found.isPresent()) {
      if (found.get().work() != null) {
        throw busy();
      }
      work.modify(found.get(), what, estate.timing().tags(), () -> {});
    }
  }

  private static Optional<StoredGroup> group(RegionInventory inventory, String arn) {
    return inventory.groups.values().stream().filter(g -> g.arn().equals(arn)).findFirst();
  }

  /** "Tags on replication groups will be replicated to all nodes." */
  private static List<String> withNodes(RegionInventory inventory, String arn) {
    List<String> arns = new ArrayList<>(List.of(arn));
    group(inventory, arn).stream()
        .flatMap(group -> group.nodes().keySet().stream())
        .forEach(id -> arns.add(inventory.place().arn("cluster", id)));
    return arns;
  }

  /** The ARN, if it names something that exists here and can be tagged now. */
  private static String resource(RegionInventory inventory, String arn) {
    if (arn == null) {
      throw NameRules.required("ResourceName");
    }
    String[] parts = arn.split(":", 7);
    if (parts.length != 7 || !inventory.place().arn(parts[5], parts[6]).equals(arn)) {
      throw AwsFault.badRequest(
          "InvalidARN",
          "The requested Amazon Resource Name (ARN) does not refer to an existing resource: "
              + arn);
    }
    check(inventory, arn, parts[5], parts[6]);
    return arn;
  }

  private static void check(RegionInventory inventory, String arn, String type, String name) {
    switch (type) {
      case "replicationgroup" -> available(inventory.group(name));
      case "cluster" -> cluster(inventory, name);
      case "snapshot" -> inventory.snapshot(name);
      case "parametergroup" -> inventory.parameterGroup(name);
      case "subnetgroup" -> {
        if (!inventory.subnetGroups.containsKey(name)) {
          throw ElastiCacheError.noSubnetGroup(name);
        }
      }
      case "usergroup" -> {
        if (!inventory.userGroups.containsKey(name)) {
          throw ElastiCacheError.noUserGroup(name);
        }
      }
      default ->
          throw AwsFault.badRequest(
              "InvalidARN",
              "The requested Amazon Resource Name (ARN) does not refer to an existing resource: "
                  + arn);
    }
  }

  private static void cluster(RegionInventory inventory, String id) {
    if (!inventory.standalone.containsKey(id)) {
      available(inventory.groupOf(id).orElseThrow(() -> ElastiCacheError.noCluster(id)));
    }
  }

  private static void available(StoredGroup group) {
    if (!"available".equals(group.group().status())) {
      throw busy();
    }
  }

  private static AwsFault busy() {
    return ElastiCacheError.groupState(
        "Cluster not in available state to perform tagging operations.");
  }
}
