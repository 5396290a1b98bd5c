package remediator.plan.difference;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.group.EngineVersion;

/**
 * A record as attributes by path, such as {@code layout.shards[0].slots}. What the read model gets
 * is compared without another line of code.
 */
final class AttributeFlattener {
  private final Map<String, String> attributes = new TreeMap<>();

  private AttributeFlattener() {}

  static Map<String, String> of(Record value) {
    AttributeFlattener flat = new AttributeFlattener();
    flat.add("", value);
    return flat.attributes;
  }

  private void add(String path, Object value) {
    switch (value) {
      // A request names major and minor; the patch level is ElastiCache's own choice.
      case EngineVersion version -> {
        attributes.put(path, version.requestLine());
        attributes.put(join(path, "patch"), version.number());
      }
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          add(join(path, component.getName()), get(record, component));
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          add(path + "[" + i + "]", list.get(i));
        }
      }
      case Map<?, ?> map -> map.forEach((k, v) -> add(join(path, String.valueOf(k)), v));
      case Optional<?> optional -> attributes.put(path, optional.map(String::valueOf).orElse(""));
      default -> attributes.put(path, String.valueOf(value));
    }
  }

  private static Object get(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("records can be read", e);
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
