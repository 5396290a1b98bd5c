package awsemulator.elasticache;

import awsemulator.cloud.RequiredRight;
import awsemulator.elasticache.state.NameRules;
import awsemulator.elasticache.state.RegionInventory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * The rights that one call needs, by the Service Authorization Reference of ElastiCache: the action
 * on every resource that the request names.
 */
final class CallNeeds {
  private final RegionInventory inventory;
  private final String action;
  private final Map<String, String> context = new HashMap<>();
  private final List<RequiredRight> needs = new ArrayList<>();

  private CallNeeds(RegionInventory inventory, String operation) {
    this.inventory = inventory;
    this.action = "elasticache:" + operation;
  }

  static CallNeeds of(RegionInventory inventory, String operation) {
    return new CallNeeds(inventory, operation);
  }

  /** A condition key of the request, for every resource named after it. */
  CallNeeds with(String key, Object value) {
    if (value != null) {
      context.put(key, String.valueOf(value));
    }
    return this;
  }

  CallNeeds requestTags(List<Tag> tags) {
    for (Tag tag : tags) {
      with("aws:RequestTag/" + tag.key(), Objects.requireNonNullElse(tag.value(), ""));
    }
    return tagKeys(tags.stream().map(Tag::key).toList());
  }

  /** A condition key of many values, written with commas, which no tag key of ElastiCache has. */
  CallNeeds tagKeys(List<String> keys) {
    return keys.isEmpty() ? this : with("aws:TagKeys", String.join(",", keys));
  }

  /** The action on a resource, if the request names it. */
  CallNeeds on(String type, String name) {
    return name == null ? this : onArn(inventory.place().arn(type, NameRules.lower(name)));
  }

  /** The action on a resource, or on every one of its type where the request names none. */
  CallNeeds onAny(String type, String name) {
    return on(type, Objects.requireNonNullElse(name, "*"));
  }

  CallNeeds onArn(String arn) {
    return also(action, arn);
  }

  /** Another action that the same call needs. */
  CallNeeds also(String otherAction, String arn) {
    Map<String, String> all = new HashMap<>(context);
    inventory.tags.of(arn).forEach((key, value) -> all.put("aws:ResourceTag/" + key, value));
    needs.add(new RequiredRight(otherAction, arn, Map.copyOf(all)));
    return this;
  }

  List<RequiredRight> list() {
    return List.copyOf(needs);
  }
}
