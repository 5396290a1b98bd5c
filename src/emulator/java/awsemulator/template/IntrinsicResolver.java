package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces intrinsic functions by their values ("Intrinsic function reference"). */
final class IntrinsicResolver {
  /** Ref AWS::NoValue: the property or list entry it stands for is not there. */
  private static final Object NO_VALUE = new Object();

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(!?)([^}]*)\\}");

  private final ResourceReferences references;
  private final TemplateConditions conditions;
  private final Map<String, Object> mappings;

  IntrinsicResolver(
      ResourceReferences references, TemplateConditions conditions, Map<String, Object> mappings) {
    this.references = references;
    this.conditions = conditions;
    this.mappings = mappings;
  }

  /** The value with all functions replaced; null for AWS::NoValue. */
  Object resolve(String place, Object value) {
    Object resolved = any(place, value);
    return NO_VALUE.equals(resolved) ? null : resolved;
  }

  private Object any(String place, Object value) {
    Map.Entry<String, Object> intrinsic = YamlTree.intrinsic(value);
    if (intrinsic != null) {
      return function(place, intrinsic.getKey(), intrinsic.getValue());
    }
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> members = new LinkedHashMap<>();
        map.forEach(
            (key, member) -> {
              Object resolved = any(place + "." + key, member);
              if (!NO_VALUE.equals(resolved)) {
                members.put(String.valueOf(key), resolved);
              }
            });
        yield members;
      }
      case List<?> list -> {
        List<Object> elements = new ArrayList<>();
        list.forEach(
            element -> {
              Object resolved = any(place + "[" + elements.size() + "]", element);
              if (!NO_VALUE.equals(resolved)) {
                elements.add(resolved);
              }
            });
        yield elements;
      }
      case null, default -> value;
    };
  }

  private Object function(String place, String name, Object argument) {
    return switch (name) {
      case "Ref" -> ref(place, YamlTree.text(place, argument));
      case "Fn::GetAtt" -> getAtt(place, argument);
      case "Fn::Sub" -> sub(place, argument);
      case "Fn::If" -> branch(place, arguments(place, argument, 3));
      case "Fn::Join" -> {
        List<?> parts = arguments(place, argument, 2);
        yield String.join(YamlTree.text(place, parts.get(0)), texts(place, parts.get(1)));
      }
      case "Fn::Split" -> {
        List<?> parts = arguments(place, argument, 2);
        String text = YamlTree.text(place, resolve(place, parts.get(1)));
        yield List.of(text.split(Pattern.quote(YamlTree.text(place, parts.get(0))), -1));
      }
      case "Fn::Select" -> {
        List<?> parts = arguments(place, argument, 2);
        int index = YamlTree.whole(place, resolve(place, parts.get(0)), -1);
        List<String> from = texts(place, parts.get(1));
        if (index < 0 || index >= from.size()) {
          throw new InvalidTemplate(place, "Fn::Select has no entry " + index);
        }
        yield from.get(index);
      }
      case "Fn::FindInMap" -> find(place, texts(place, arguments(place, argument, 3)));
      default -> throw new InvalidTemplate(place, name + " is not known");
    };
  }

  private Object ref(String place, String name) {
    return name.equals("AWS::NoValue") ? NO_VALUE : references.ref(place, name, this);
  }

  private Object getAtt(String place, Object argument) {
    String text =
        argument instanceof List<?> ? String.join(".", texts(place, argument)) : (String) argument;
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new InvalidTemplate(place, "Fn::GetAtt needs a resource and an attribute");
    }
    return references.getAtt(place, text.substring(0, dot), text.substring(dot + 1), this);
  }

  private Object branch(String place, List<?> parts) {
    boolean holds = conditions.holds(place, YamlTree.text(place, parts.get(0)), this);
    return any(place, parts.get(holds ? 1 : 2));
  }

  private String sub(String place, Object argument) {
    Map<String, Object> own = Map.of();
    String text;
    if (argument instanceof List<?>) {
      List<?> parts = arguments(place, argument, 2);
      own = YamlTree.map(place, resolve(place, parts.get(1)));
      text = YamlTree.text(place, parts.get(0));
    } else {
      text = YamlTree.text(place, argument);
    }
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(2).strip();
      String value;
      if (!matcher.group(1).isEmpty()) {
        // "${!Literal}" resolves to "${Literal}".
        value = "${" + matcher.group(2) + "}";
      } else if (own.containsKey(name)) {
        value = YamlTree.text(place, own.get(name));
      } else {
        value = YamlTree.text(place, name.contains(".") ? getAtt(place, name) : ref(place, name));
      }
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(replaced).toString();
  }

  private Object find(String place, List<String> path) {
    Object at = mappings;
    for (String key : path) {
      at = at instanceof Map<?, ?> map ? map.get(key) : null;
      if (at == null) {
        throw new InvalidTemplate(place, "Fn::FindInMap finds nothing at " + path);
      }
    }
    return at;
  }

  private List<String> texts(String place, Object value) {
    List<String> texts = new ArrayList<>();
    for (Object one : YamlTree.list(place, resolve(place, value))) {
      texts.add(YamlTree.text(place, one));
    }
    return texts;
  }

  private static List<?> arguments(String place, Object argument, int count) {
    List<?> arguments = YamlTree.list(place, argument);
    if (arguments.size() != count) {
      throw new InvalidTemplate(place, "the function takes " + count + " arguments");
    }
    return arguments;
  }
}
