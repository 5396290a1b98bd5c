package awsemulator.states;

import awsemulator.states.asl.InvalidDefinition;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SAM's DefinitionSubstitutions: <code>${Name}</code> in the definition's text. */
final class DefinitionSubstitutions {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z0-9]+)\\}");

  private DefinitionSubstitutions() {}

  static String apply(String file, String text, Map<String, String> values) {
    Set<String> unused = new HashSet<>(values.keySet());
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder replaced = new StringBuilder();
    while (matcher.find()) {
      String name = matcher.group(1);
      if (!values.containsKey(name)) {
        throw new InvalidDefinition(file, "nothing is given for ${" + name + "}");
      }
      unused.remove(name);
      matcher.appendReplacement(replaced, Matcher.quoteReplacement(values.get(name)));
    }
    if (!unused.isEmpty()) {
      throw new InvalidDefinition(file, "does not use the substitutions " + unused);
    }
    return matcher.appendTail(replaced).toString();
  }
}
