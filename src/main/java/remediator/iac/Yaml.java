package remediator.iac;

import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;

/** Maps, lists, texts, numbers and booleans as YAML; every text in quotes, as JSON has them. */
final class Yaml {
  private final StringBuilder out = new StringBuilder();

  private Yaml() {}

  static String write(Map<String, Object> value) {
    Yaml yaml = new Yaml();
    yaml.map(value, 0, false);
    return yaml.out.toString();
  }

  private void map(Map<?, ?> map, int depth, boolean begun) {
    boolean first = begun;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(first ? "" : " ".repeat(depth)).append(entry.getKey()).append(":");
      first = false;
      value(entry.getValue(), depth);
    }
  }

  private void value(Object value, int depth) {
    switch (value) {
      case Map<?, ?> map -> {
        out.append("\n");
        map(map, depth + 2, false);
      }
      case List<?> list -> {
        out.append("\n");
        for (Object one : list) {
          out.append(" ".repeat(depth + 2)).append("- ");
          if (one instanceof Map<?, ?> map) {
            map(map, depth + 4, true);
          } else {
            out.append(scalar(one)).append("\n");
          }
        }
      }
      default -> out.append(" ").append(scalar(value)).append("\n");
    }
  }

  private static String scalar(Object value) {
    return value instanceof String text ? StrictJson.write(text) : String.valueOf(value);
  }
}
