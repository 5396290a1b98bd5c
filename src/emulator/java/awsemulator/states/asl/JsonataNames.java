package awsemulator.states.asl;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names in a JSONata text, so that a misspelt variable or function is refused at deploy time
 * and not discovered in a branch that runs once a year.
 */
record JsonataNames(Set<String> free, Set<String> statesMembers) {
  private static final Pattern STRING_OR_COMMENT =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern BOUND = Pattern.compile("\\$([A-Za-z_][A-Za-z0-9_]*)\\s*:=");
  private static final Pattern PARAMETERS =
      Pattern.compile("(?:function|λ)\\s*\\(([^)]*)\\)\\s*(?:<[^{]*>)?\\s*\\{");
  private static final Pattern POSITION = Pattern.compile("[@#]\\s*\\$([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern MEMBER = Pattern.compile("\\$states\\s*\\.\\s*(\\w+)");

  /** JSONata's own functions; not $eval, which Step Functions does not have. */
  private static final Set<String> BUILT_IN =
      Set.of(
          ("sum count max min average string substring substringBefore substringAfter lowercase"
                  + " uppercase length trim pad match contains replace split join formatNumber"
                  + " formatBase formatInteger parseInteger number floor ceil round abs sqrt power"
                  + " boolean not map zip filter single reduce sift keys lookup append exists"
                  + " spread merge reverse each error assert type sort shuffle distinct"
                  + " base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent"
                  + " decodeUrl toMillis fromMillis clone states")
              .split(" "));

  static JsonataNames of(String text) {
    String code = STRING_OR_COMMENT.matcher(text).replaceAll("''");
    Set<String> bound = new HashSet<>(StepFunctionsLibrary.NAMES);
    bound.addAll(BUILT_IN);
    bound.addAll(all(BOUND, code));
    bound.addAll(all(POSITION, code));
    for (String parameters : all(PARAMETERS, code)) {
      bound.addAll(all(VARIABLE, parameters));
    }
    Set<String> free = all(VARIABLE, code);
    free.removeAll(bound);
    return new JsonataNames(free, all(MEMBER, code));
  }

  private static Set<String> all(Pattern pattern, String code) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(code);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }
}
