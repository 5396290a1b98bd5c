package remediator.iac;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.json.StrictJson;

/** Lines of HCL. */
final class HclWriter {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  HclWriter comment(String text) {
    return line("# " + text);
  }

  HclWriter open(String head) {
    line(head + " {");
    depth++;
    return this;
  }

  HclWriter close() {
    depth--;
    return line("}");
  }

  /** An expression as it is: a reference, a number, a truth value. */
  HclWriter plain(String name, Object value) {
    return line(name + " = " + value);
  }

  HclWriter text(String name, String value) {
    return value.isEmpty() ? this : plain(name, quoted(value));
  }

  HclWriter texts(String name, List<String> values) {
    return values.isEmpty()
        ? this
        : plain(
            name,
            values.stream().map(HclWriter::quoted).collect(Collectors.joining(", ", "[", "]")));
  }

  HclWriter map(String name, Map<String, String> values) {
    if (values.isEmpty()) {
      return this;
    }
    open(name + " =");
    new TreeMap<>(values).forEach((k, v) -> line(quoted(k) + " = " + quoted(v)));
    return close();
  }

  HclWriter line(String text) {
    out.append("  ".repeat(depth)).append(text).append("\n");
    return this;
  }

  /** A quoted template in which nothing is a template. */
  private static String quoted(String text) {
    return StrictJson.write(text).replace("${", "$${").replace("%{", "%%{");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
