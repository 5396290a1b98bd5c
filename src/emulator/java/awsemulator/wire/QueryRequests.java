package awsemulator.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * Requests of the AWS Query protocol: form parameters such as {@code Tags.Tag.1.Key=team}. Every
 * name is checked against the model; one that it does not know is an error.
 */
public final class QueryRequests {
  private QueryRequests() {}

  /** The value of a parameter that belongs to the protocol: {@code Action} or {@code Version}. */
  public static String parameter(String form, String name) {
    FormNode node = FormNode.parse(form).child(name);
    if (node == null) {
      throw new WireException("Missing parameter: " + name);
    }
    return node.text(name);
  }

  /**
   * @param form the body of the call
   * @throws WireException naming the parameter that does not fit
   */
  public static <T extends SdkPojo> T read(String form, Class<T> type) {
    FormNode root = FormNode.parse(form);
    root.children().remove("Action");
    root.children().remove("Version");
    return type.cast(structure(root, SdkPojos.builderOf(type), ""));
  }

  private static Object structure(FormNode node, SdkPojo builder, String path) {
    node.requireNoText(path);
    Map<String, SdkField<?>> fields = new LinkedHashMap<>();
    builder.sdkFields().forEach(f -> fields.put(f.locationName(), f));
    node.children()
        .forEach(
            (name, child) -> {
              String where = path.isEmpty() ? name : path + "." + name;
              SdkField<?> field = fields.get(name);
              if (field == null) {
                throw new WireException("Unknown parameter: " + where);
              }
              field.set(builder, value(field, child, where));
            });
    return SdkPojos.build(builder);
  }

  private static Object value(SdkField<?> field, FormNode node, String path) {
    return switch (field.marshallingType().getKnownType()) {
      case SDK_POJO -> structure(node, field.constructor().get(), path);
      case LIST -> node.isEmptyValue() ? List.of() : list(field, node, path);
      case MAP -> node.isEmptyValue() ? Map.of() : map(field, node, path);
      default -> QueryTexts.read(field, node.text(path), path);
    };
  }

  private static List<Object> list(SdkField<?> field, FormNode node, String path) {
    SdkField<?> member = SdkPojos.memberOf(field);
    boolean flat = field.getTrait(ListTrait.class).isFlattened();
    FormNode items = flat ? node : only(node, member.locationName(), path);
    List<Object> values = new ArrayList<>();
    for (FormNode item : numbered(items, path)) {
      values.add(value(member, item, path + "." + (values.size() + 1)));
    }
    return values;
  }

  private static Map<String, Object> map(SdkField<?> field, FormNode node, String path) {
    MapTrait trait = field.getTrait(MapTrait.class);
    FormNode entries = trait.isFlattened() ? node : only(node, "entry", path);
    Map<String, Object> values = new LinkedHashMap<>();
    for (FormNode entry : numbered(entries, path)) {
      FormNode key = entry.child(trait.keyLocationName());
      FormNode value = entry.child(trait.valueLocationName());
      if (key == null || value == null || entry.children().size() != 2) {
        throw new WireException("Every entry of " + path + " needs a key and a value");
      }
      String name = key.text(path);
      values.put(name, value(SdkPojos.valueOf(field), value, path + "." + name));
    }
    return values;
  }

  private static FormNode only(FormNode node, String name, String path) {
    node.requireNoText(path);
    node.children()
        .keySet()
        .forEach(
            found -> {
              if (!found.equals(name)) {
                throw new WireException("Unknown parameter: " + path + "." + found);
              }
            });
    return node.child(name);
  }

  private static List<FormNode> numbered(FormNode node, String path) {
    node.requireNoText(path);
    List<FormNode> items = new ArrayList<>();
    for (int i = 1; i <= node.children().size(); i++) {
      FormNode item = node.child(Integer.toString(i));
      if (item == null) {
        throw new WireException("The items of " + path + " are not numbered 1, 2, 3 and so on");
      }
      items.add(item);
    }
    return items;
  }
}
