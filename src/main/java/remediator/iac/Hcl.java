package remediator.iac;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.json.StrictJson;

/** Lines of HCL. */
final class Hcl {
  private final StringBuilder out = new StringBuilder();
  private int depth;

  Hcl comment(String text) {
    return line("# " + text);
  }

  Hcl open(String head) {
    line(head + " {");
    depth++;
    return this;
  }

  Hcl close() {
    depth--;
    return line("}");
  }

  /** An expression as it is: a reference, a number, a truth value. */
  Hcl plain(String name, Object value) {
    return line(name + " = " + value);
  }

  Hcl text(String name, String value) {
    return value.isEmpty() ? this : plain(name, quoted(value));
  }

  Hcl texts(String name, List<String> values) {
    return values.isEmpty()
        ? this
        : plain(name, values.stream().map(Hcl::quoted).collect(Collectors.joining(", ", "[", "]")));
  }

  Hcl map(String name, Map<String, String> values) {
    if (values.isEmpty()) {
      return this;
    }
    open(name + " =");
    new TreeMap<>(values).forEach((k, v) -> line(quoted(k) + " = " + quoted(v)));
    return close();
  }

  Hcl line(String text) {
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
