package remediator.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.finding.Untrusted;

/**
 * What the owner wants, from three layers of which the later wins: template parameters, tags on the
 * group, and what a person chose at a gate.
 *
 * @param values one for every setting
 * @param mistakes sentences on values that are not legal; while there is one, nothing is done
 */
public record Policy(Map<Setting, String> values, List<String> mistakes) {
  public Policy {
    values = Map.copyOf(values);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * Reads the deployment's and the group's layer.
   *
   * @param environment of the function
   * @param tags of the group; a tag with our prefix and an unknown name is a mistake, since it may
   *     be an opt-out with a slip of the pen
   */
  public static Policy of(Map<String, String> environment, Map<String, String> tags) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    List<String> mistakes = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      String value = environment.getOrDefault(setting.variable(), setting.initial());
      put(values, mistakes, setting, value, "the deployment's " + setting.variable());
    }
    new TreeMap<>(tags)
        .forEach(
            (tag, value) -> {
              if (tag.startsWith(Setting.TAG_PREFIX) && !OurTags.ALL.contains(tag)) {
                Setting.ofTag(tag)
                    .ifPresentOrElse(
                        s -> put(values, mistakes, s, value.trim(), "the tag " + tag),
                        () ->
                            mistakes.add(
                                "the tag "
                                    + Untrusted.plain(tag, 128)
                                    + " is none that this product knows"));
              }
            });
    return new Policy(values, mistakes);
  }

  /**
   * The same with a person's choices on top.
   *
   * @param choices by the settings' keys
   */
  public Policy with(Map<String, String> choices) {
    Map<Setting, String> changed = new EnumMap<>(values);
    List<String> wrong = new ArrayList<>(mistakes);
    for (Setting setting : Setting.values()) {
      String choice = choices.get(setting.key());
      if (choice != null) {
        put(changed, wrong, setting, choice, "the choice " + setting.key());
      }
    }
    new TreeSet<>(choices.keySet())
        .stream()
            .filter(key -> Setting.ofKey(key).isEmpty())
            .forEach(
                key ->
                    wrong.add(
                        "the choice "
                            + Untrusted.plain(key, 128)
                            + " is none that this product knows"));
    return new Policy(changed, wrong);
  }

  private static void put(
      Map<Setting, String> values,
      List<String> mistakes,
      Setting setting,
      String value,
      String where) {
    if (setting.allows(value)) {
      values.put(setting, value);
    } else {
      mistakes.add(where + " is " + Untrusted.quote(value) + "; legal is " + setting.legal());
      values.putIfAbsent(setting, setting.initial());
    }
  }

  public String get(Setting setting) {
    return values.get(setting);
  }

  public boolean is(Setting setting, String value) {
    return get(setting).equals(value);
  }

  /** Whether this control is to be acted on. */
  public boolean wants(Control control) {
    return is(Setting.CONTROLS, "both") || is(Setting.CONTROLS, control.id());
  }

  /** A setting that is a number. */
  public int number(Setting setting) {
    return Integer.parseInt(get(setting));
  }

  public int days(Setting setting) {
    return Integer.parseInt(get(setting));
  }

  /** By the settings' keys, for the ledger. */
  public Map<String, String> byKey() {
    Map<String, String> map = new TreeMap<>();
    values.forEach((s, v) -> map.put(s.key(), v));
    return map;
  }
}
