package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The Parameters section: defaults, overrides, and the checks that CloudFormation does. */
final class TemplateParameters {
  private static final Set<String> KNOWN =
      Set.of(
          "Type",
          "Default",
          "Description",
          "AllowedValues",
          "AllowedPattern",
          "ConstraintDescription",
          "MinLength",
          "MaxLength",
          "MinValue",
          "MaxValue",
          "NoEcho");

  private TemplateParameters() {}

  /** Each parameter's value: a string, or a list of strings for a CommaDelimitedList. */
  static Map<String, Object> values(Map<String, Object> section, Map<String, String> overrides) {
    Set<String> unknown = new TreeSet<>(overrides.keySet());
    unknown.removeAll(section.keySet());
    if (!unknown.isEmpty()) {
      throw new InvalidTemplate("Parameters", "the template has no parameters " + unknown);
    }
    Map<String, Object> values = new LinkedHashMap<>();
    section.forEach(
        (name, written) -> {
          String place = "Parameters." + name;
          Map<String, Object> declared = YamlTree.map(place, written);
          values.put(name, value(place, declared, overrides.get(name)));
        });
    return values;
  }

  private static Object value(String place, Map<String, Object> declared, String override) {
    for (String field : declared.keySet()) {
      if (!KNOWN.contains(field)) {
        throw new InvalidTemplate(place, field + " is not known");
      }
    }
    if (override == null && !declared.containsKey("Default")) {
      throw new InvalidTemplate(place, "has no default and needs a value");
    }
    String text = override == null ? YamlTree.text(place, declared.get("Default")) : override;
    String type = YamlTree.text(place, declared.get("Type"));
    List<String> values = type.equals("CommaDelimitedList") ? split(text) : List.of(text);
    values.forEach(one -> check(place, declared, one));
    return switch (type) {
      case "String" -> text;
      case "Number" -> number(place, text).toPlainString();
      case "CommaDelimitedList" -> values;
      default -> throw new InvalidTemplate(place, "the type " + type + " is not known");
    };
  }

  private static List<String> split(String text) {
    List<String> values = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      values.add(one.strip());
    }
    return List.copyOf(values);
  }

  private static BigDecimal number(String place, String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw new InvalidTemplate(place, text + " is not a number");
    }
  }

  private static void check(String place, Map<String, Object> declared, String value) {
    boolean allowed =
        !declared.containsKey("AllowedValues")
            || YamlTree.list(place, declared.get("AllowedValues")).stream()
                .anyMatch(one -> YamlTree.text(place, one).equals(value));
    boolean matches =
        !declared.containsKey("AllowedPattern")
            || value.matches(YamlTree.text(place, declared.get("AllowedPattern")));
    int length = value.length();
    boolean fits =
        length >= YamlTree.whole(place, declared.get("MinLength"), 0)
            && length <= YamlTree.whole(place, declared.get("MaxLength"), Integer.MAX_VALUE);
    if (!allowed || !matches || !fits || !withinBounds(place, declared, value)) {
      String why = YamlTree.textOr(place, declared.get("ConstraintDescription"), "not allowed");
      throw new InvalidTemplate(place, "\"" + value + "\": " + why);
    }
  }

  private static boolean withinBounds(String place, Map<String, Object> declared, String value) {
    Object least = declared.get("MinValue");
    Object most = declared.get("MaxValue");
    return (least == null
            || number(place, value).compareTo(number(place, YamlTree.text(place, least))) >= 0)
        && (most == null
            || number(place, value).compareTo(number(place, YamlTree.text(place, most))) <= 0);
  }
}
