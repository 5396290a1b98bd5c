package remediator.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.group.EngineVersion;
import remediator.group.GroupSpec;

/**
 * One attribute in which two groups differ.
 *
 * @param attribute its path in the read model, such as {@code network.port}
 */
public record Difference(String attribute, String wanted, String found) {
  /**
   * What came of comparing.
   *
   * @param attributes how many were compared
   */
  public record Comparison(int attributes, List<Difference> differences) {}

  /**
   * Compares every attribute of the read model; tags that this product sets itself are not counted.
   */
  public static Comparison compare(GroupSpec wanted, GroupSpec found) {
    Map<String, String> left = new TreeMap<>();
    Map<String, String> right = new TreeMap<>();
    flatten("", wanted, left);
    flatten("", found, right);
    TreeSet<String> all = new TreeSet<>(left.keySet());
    all.addAll(right.keySet());
    OurTags.ALL.forEach(t -> all.remove("tags." + t));
    List<Difference> differences = new ArrayList<>();
    for (String attribute : all) {
      String l = left.getOrDefault(attribute, "");
      String r = right.getOrDefault(attribute, "");
      if (!Objects.equals(l, r)) {
        differences.add(new Difference(attribute, l, r));
      }
    }
    return new Comparison(all.size(), differences);
  }

  private static void flatten(String path, Object value, Map<String, String> into) {
    switch (value) {
      case EngineVersion version -> into.put(path, version.requestLine());
      case Record record -> {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
          flatten(join(path, component.getName()), get(record, component), into);
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          flatten(path + "[" + i + "]", list.get(i), into);
        }
      }
      case Map<?, ?> map -> map.forEach((k, v) -> flatten(join(path, String.valueOf(k)), v, into));
      default -> into.put(path, String.valueOf(value));
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

  @Override
  public String toString() {
    return attribute + " is \"" + found + "\", wanted \"" + wanted + "\"";
  }
}
