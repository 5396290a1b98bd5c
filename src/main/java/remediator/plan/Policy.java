package remediator.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.finding.TextSanitizer;

/**
 * What the owner wants, from three layers: template parameters; tags on the group, which may only
 * tighten these; and what a person chose at a gate, of what the gate offers.
 *
 * @param values one for every setting
 * @param violations sentences on what is not legal; while there is one, nothing is done
 */
public record Policy(Map<PolicySetting, String> values, List<String> violations) {
  /** How often the gate before plaintext is refused is opened, each time for preferred-days. */
  public static final int TIMES_REQUIRED_IS_ASKED = 3;

  /** Lists the settings, by their keys and with commas, that tags may loosen. */
  static final String TAGS_MAY_LOOSEN = "POLICY_TAGS_MAY_LOOSEN";

  public Policy {
    values = Map.copyOf(values);
    violations = List.copyOf(violations);
  }

  /** As it was put on record with a plan, by the settings' keys. */
  public static Policy recorded(Map<String, String> byKey) {
    return of(Map.of(), Map.of()).with(byKey);
  }

  /**
   * Reads the deployment's and the group's layer.
   *
   * @param environment of the function
   * @param tags of the group; a tag that is meant for this product and is not understood is a
   *     mistake, since it may be a misspelled opt-out, and so is one that loosens what it may not
   */
  public static Policy of(Map<String, String> environment, Map<String, String> tags) {
    Map<PolicySetting, String> values = new EnumMap<>(PolicySetting.class);
    List<String> mistakes = new ArrayList<>();
    for (PolicySetting setting : PolicySetting.values()) {
      String value = environment.getOrDefault(setting.variable(), setting.initial());
      put(values, mistakes, setting, value, "the deployment's " + setting.variable());
    }
    Set<PolicySetting> loose = loose(environment.getOrDefault(TAGS_MAY_LOOSEN, ""), mistakes);
    List<String> loosening = new ArrayList<>();
    Map<PolicySetting, String> given = new EnumMap<>(PolicySetting.class);
    TagNames.ours(tags)
        .forEach(
            (tag, value) ->
                PolicySetting.ofTag(tag)
                    .ifPresentOrElse(
                        s -> {
                          String other = given.put(s, tag);
                          if (other == null) {
                            tag(values, mistakes, loosening, loose, s, value);
                          } else {
                            mistakes.add(
                                "the tags %s and %s are the same setting: remove one of them"
                                    .formatted(other, tag));
                          }
                        },
                        () -> mistakes.add(TagNames.mistake(tag))));
    if (!loosening.isEmpty()) {
      mistakes.add(
          "tags may only tighten what the parameters say: remove these tags "
              + PolicySetting.TAG_PREFIX
              + "…, or list their names in the parameter TagsMayLoosen (what the parameter of each"
              + " says is in brackets): "
              + String.join(", ", loosening));
    }
    return new Policy(values, mistakes);
  }

  private static void tag(
      Map<PolicySetting, String> values,
      List<String> mistakes,
      List<String> loosening,
      Set<PolicySetting> loose,
      PolicySetting setting,
      String value) {
    String parameter = values.get(setting);
    if (setting.allows(value)
        && !setting.keepsOrTightens(parameter, value)
        && !loose.contains(setting)) {
      loosening.add(
          "%s=%s (%s%s)"
              .formatted(
                  setting.key(),
                  value,
                  parameter,
                  setting.canBeLoosened() ? "" : ", and no tag may change that"));
      return;
    }
    put(values, mistakes, setting, value, "the tag " + setting.tag());
  }

  /** The settings that tags may loosen. */
  private static Set<PolicySetting> loose(String list, List<String> mistakes) {
    Set<PolicySetting> loose = EnumSet.noneOf(PolicySetting.class);
    for (String name : list.split(",", -1)) {
      if (!name.isBlank()) {
        PolicySetting.ofKey(name.strip())
            .filter(PolicySetting::canBeLoosened)
            .ifPresentOrElse(
                loose::add,
                () ->
                    mistakes.add(
                        "the parameter TagsMayLoosen lists "
                            + TextSanitizer.quote(name.strip())
                            + "; legal are "
                            + PolicySetting.loosenable()));
      }
    }
    return loose;
  }

  /**
   * The same with a person's choices on top.
   *
   * @param choices by the settings' keys
   */
  public Policy with(Map<String, String> choices) {
    Map<PolicySetting, String> changed = new EnumMap<>(values);
    List<String> wrong = new ArrayList<>(violations);
    for (PolicySetting setting : PolicySetting.values()) {
      String choice = choices.get(setting.key());
      if (choice != null) {
        put(changed, wrong, setting, choice, "the choice " + setting.key());
      }
    }
    new TreeSet<>(choices.keySet())
        .stream()
            .filter(key -> PolicySetting.ofKey(key).isEmpty())
            .forEach(key -> wrong.add("unknown choice " + TextSanitizer.plain(key, 128)));
    return new Policy(changed, wrong);
  }

  private static void put(
      Map<PolicySetting, String> values,
      List<String> mistakes,
      PolicySetting setting,
      String value,
      String where) {
    if (setting.allows(value)) {
      values.put(setting, value);
    } else {
      mistakes.add(
          where + " is " + TextSanitizer.quote(value) + "; legal is " + setting.legalWords());
      values.putIfAbsent(setting, setting.initial());
    }
  }

  public String get(PolicySetting setting) {
    return values.get(setting);
  }

  public boolean is(PolicySetting setting, String value) {
    return get(setting).equals(value);
  }

  /** Whether this control is to be acted on. */
  public boolean wants(Control control) {
    return is(PolicySetting.CONTROLS, PolicySetting.ALL_CONTROLS)
        || is(PolicySetting.CONTROLS, control.id());
  }

  /** A setting that is a number. */
  public int number(PolicySetting setting) {
    return Integer.parseInt(get(setting));
  }

  public int days(PolicySetting setting) {
    return Integer.parseInt(get(setting));
  }

  /** By the settings' keys, for the ledger. */
  public Map<String, String> byKey() {
    Map<String, String> map = new TreeMap<>();
    values.forEach((s, v) -> map.put(s.key(), v));
    return map;
  }
}
