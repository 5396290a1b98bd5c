package awsemulator.services;

import awsemulator.cloud.AwsFault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition keys of a request upon items of DynamoDB ("Using IAM policy conditions for
 * fine-grained access control"): {@code dynamodb:LeadingKeys}; {@code dynamodb:Attributes}, which
 * holds every top-level attribute that the key, the item or an expression names; {@code
 * dynamodb:ReturnValues} and {@code dynamodb:Select} with their defaults.
 */
final class ItemConditionKeys {
  /** A name or a placeholder, the dot before a part of a path, the parenthesis of a function. */
  private static final Pattern TOKEN =
      Pattern.compile("(?<dot>\\.)?(?<name>[#:]?[A-Za-z_0-9]+)(?<call>\\s*\\()?");

  private static final Set<String> WORDS =
      Set.of("SET", "REMOVE", "ADD", "DELETE", "AND", "OR", "NOT", "IN", "BETWEEN");

  /** Members of the time before expressions, whose attributes nobody looks for here. */
  private static final Set<String> OLD =
      Set.of(
          "AttributesToGet",
          "AttributeUpdates",
          "Expected",
          "ConditionalOperator",
          "KeyConditions",
          "QueryFilter",
          "ScanFilter");

  private final Map<String, Object> members = new TreeMap<>();
  private final Set<String> attributes = new TreeSet<>();
  private final Set<String> leading = new LinkedHashSet<>();

  private ItemConditionKeys() {}

  /**
   * Returns the keys with their values, as a condition is compared with them.
   *
   * @param request one that names items, or a part of one that does
   * @param hashKey the table's, or null where the table is not known
   */
  static Map<String, String> of(SdkPojo request, String hashKey) {
    ItemConditionKeys keys = new ItemConditionKeys();
    for (SdkField<?> field : request.sdkFields()) {
      keys.members.put(field.memberName(), field.getValueOrDefault(request));
    }
    keys.read(hashKey);
    Map<String, String> context = new TreeMap<>();
    if (!keys.attributes.isEmpty()) {
      context.put("dynamodb:Attributes", String.join(",", keys.attributes));
    }
    if (!keys.leading.isEmpty()) {
      context.put("dynamodb:LeadingKeys", String.join(",", keys.leading));
    }
    if (keys.members.containsKey("ReturnValues")) {
      context.put("dynamodb:ReturnValues", keys.text("ReturnValues", "NONE"));
    }
    if (keys.members.containsKey("ProjectionExpression")) {
      boolean some = !keys.text("ProjectionExpression", "").isEmpty();
      context.put(
          "dynamodb:Select", keys.text("Select", some ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES"));
    }
    return context;
  }

  private void read(String hashKey) {
    OLD.stream().filter(member -> isSet(members.get(member))).forEach(ItemConditionKeys::unknown);
    item(members.get("Key"), hashKey);
    item(members.get("Item"), hashKey);
    if (members.get("Keys") instanceof List<?> all) {
      all.forEach(one -> item(one, hashKey));
    }
    members.forEach(
        (name, value) -> {
          if (name.endsWith("Expression") && value instanceof String expression) {
            expression(expression);
          }
        });
  }

  private static boolean isSet(Object value) {
    return switch (value) {
      case null -> false;
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  private static void unknown(String member) {
    throw AwsFault.badRequest(
        "MalformedInput", "This cloud does not know the member " + member + "; use expressions.");
  }

  private void item(Object value, String hashKey) {
    if (value instanceof Map<?, ?> item) {
      item.forEach(
          (name, attribute) -> {
            attributes.add(String.valueOf(name));
            if (name.equals(hashKey) && attribute instanceof AttributeValue key) {
              leading.add(key.s() == null ? key.n() : key.s());
            }
          });
    }
  }

  private void expression(String expression) {
    Matcher token = TOKEN.matcher(expression);
    while (token.find()) {
      String name = token.group("name");
      boolean attribute =
          token.group("dot") == null
              && token.group("call") == null
              && !name.startsWith(":")
              && !Character.isDigit(name.charAt(0))
              && !WORDS.contains(name.toUpperCase(Locale.ROOT));
      if (attribute) {
        attributes.add(name.startsWith("#") ? named(name) : name);
      }
    }
  }

  /** What a placeholder stands for. */
  private String named(String placeholder) {
    return members.get("ExpressionAttributeNames") instanceof Map<?, ?> names
            && names.get(placeholder) instanceof String name
        ? name
        : placeholder;
  }

  private String text(String member, String otherwise) {
    return members.get(member) instanceof String text ? text : otherwise;
  }
}
