package remediator.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Sets and removes top-level attributes of one row. Every attribute that it does not name stays as
 * it is, and IAM sees which it names: the condition key {@code dynamodb:Attributes} holds those of
 * the key, of the expression and of the condition ("Using IAM policy conditions for fine-grained
 * access control"). PutItem replaces the whole row, so no role has the right to it.
 *
 * @param set the new values, by attribute
 * @param removed attributes that are to go
 */
record RowUpdate(Map<String, AttributeValue> set, Set<String> removed) {
  RowUpdate {
    set = Map.copyOf(set);
    removed = Set.copyOf(removed);
  }

  /**
   * Returns what turns the attributes of one row into others; the key does not count.
   *
   * @param before the attributes as they stand, none for a row that is yet to be made
   */
  static RowUpdate between(Map<String, AttributeValue> before, Map<String, AttributeValue> after) {
    Map<String, AttributeValue> set = new TreeMap<>(after);
    set.entrySet().removeAll(before.entrySet());
    set.remove(CaseItemMapper.KEY);
    Set<String> removed = new TreeSet<>(before.keySet());
    removed.removeAll(after.keySet());
    return new RowUpdate(set, removed);
  }

  /** With one more attribute. */
  RowUpdate with(String attribute, AttributeValue value) {
    Map<String, AttributeValue> more = new TreeMap<>(set);
    more.put(attribute, value);
    return new RowUpdate(more, removed);
  }

  /** Returns the request that changes the row whatever stands there, and makes it if it is not. */
  UpdateItemRequest request(String table, AttributeValue key) {
    return builder(table, key).build();
  }

  /**
   * Returns the request that changes the row only if it has this version.
   *
   * @param version 0 where there must be no row yet
   */
  UpdateItemRequest request(String table, AttributeValue key, long version) {
    Map<String, String> names = names();
    Map<String, AttributeValue> values = values();
    String condition;
    if (version == 0) {
      names.put("#" + CaseItemMapper.KEY, CaseItemMapper.KEY);
      condition = "attribute_not_exists(#" + CaseItemMapper.KEY + ")";
    } else {
      names.put("#" + CaseItemMapper.VERSION, CaseItemMapper.VERSION);
      values.put(":before", CaseItemMapper.number(version));
      condition = "#" + CaseItemMapper.VERSION + " = :before";
    }
    return builder(table, key)
        .conditionExpression(condition)
        .expressionAttributeNames(names)
        .expressionAttributeValues(values)
        .build();
  }

  private UpdateItemRequest.Builder builder(String table, AttributeValue key) {
    return UpdateItemRequest.builder()
        .tableName(table)
        .key(Map.of(CaseItemMapper.KEY, key))
        .updateExpression(expression())
        .expressionAttributeNames(names())
        .expressionAttributeValues(values());
  }

  /** All names go in as placeholders: several of them are reserved words of DynamoDB. */
  private String expression() {
    List<String> clauses = new ArrayList<>();
    if (!set.isEmpty()) {
      clauses.add(
          set.keySet().stream()
              .sorted()
              .map(name -> "#" + name + " = :" + name)
              .collect(Collectors.joining(", ", "SET ", "")));
    }
    if (!removed.isEmpty()) {
      clauses.add(
          removed.stream()
              .sorted()
              .map(name -> "#" + name)
              .collect(Collectors.joining(", ", "REMOVE ", "")));
    }
    return String.join(" ", clauses);
  }

  private Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    set.keySet().forEach(name -> names.put("#" + name, name));
    removed.forEach(name -> names.put("#" + name, name));
    return names;
  }

  private Map<String, AttributeValue> values() {
    Map<String, AttributeValue> values = new TreeMap<>();
    set.forEach((name, value) -> values.put(":" + name, value));
    return values;
  }
}
