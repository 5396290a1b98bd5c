package remediator.plan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.finding.TextSanitizer;
import remediator.owner.OwnerAllowList;

/**
 * What the owner wants, from four layers: template parameters; documents for the organisation and
 * for the account, and tags on the group, each of which may only tighten what comes before; and
 * what a person chose at a gate, of what the gate offers.
 *
 * @param values one for every setting
 * @param violations sentences on what is not legal; while there is one, nothing is done
 * @param restraints why it is plan-only, whatever parameters and tags say
 */
public record Policy(
    Map<PolicySetting, String> values, List<String> violations, List<Restraint> restraints) {
  /** How often the gate before plaintext is refused is opened, each time for preferred-days. */
  public static final int TIMES_REQUIRED_IS_ASKED = 3;

  /** Lists the settings, by their keys and with commas, that tags may loosen. */
  public static final String TAGS_MAY_LOOSEN = "POLICY_TAGS_MAY_LOOSEN";

  /** In characters: a document can be wrong in many places. */
  private static final int LONGEST_COMPLAINT = 1_500;

  public Policy {
    values = Map.copyOf(values);
    violations = List.copyOf(violations);
    restraints = List.copyOf(restraints);
  }

  /**
   * A document between the template parameters and the tags.
   *
   * @param name of the SSM parameter that holds it
   * @param version another whenever it has been written
   * @param settings by their keys, as they are written
   * @param flaws sentences on what could not be read of it
   */
  public record Layer(
      String name, String version, Map<String, String> settings, List<String> flaws) {
    public Layer {
      settings = new TreeMap<>(settings);
      flaws = List.copyOf(flaws);
    }
  }

  /**
   * A reason for plan-only that no tag can undo.
   *
   * @param reason part of a sentence, with the remedy
   * @param mark under which people are told of it once; empty where it is as somebody wants it
   */
  public record Restraint(String reason, Optional<String> mark) {}

  /** As it was put on record with a plan, by the settings' keys. */
  public static Policy recorded(Map<String, String> byKey) {
    return of(Map.of(), Map.of()).with(byKey);
  }

  /** Without documents for the organisation and the account. */
  public static Policy of(Map<String, String> environment, Map<String, String> tags) {
    return of(environment, List.of(), tags);
  }

  /**
   * Puts the layers together.
   *
   * @param environment of the function
   * @param layers of the organisation, then of the account; one with a mistake makes it plan-only
   * @param tags of the group; a tag that is meant for this product and is not understood is a
   *     mistake, since it may be a misspelled opt-out, and so is one that loosens what it may not
   */
  public static Policy of(
      Map<String, String> environment, List<Layer> layers, Map<String, String> tags) {
    Map<PolicySetting, String> values = new EnumMap<>(PolicySetting.class);
    List<String> mistakes = new ArrayList<>();
    for (PolicySetting setting : PolicySetting.values()) {
      String value = environment.getOrDefault(setting.variable(), setting.initial());
      put(values, mistakes, setting, value, "the deployment's " + setting.variable());
    }
    List<Restraint> restraints = new ArrayList<>();
    OwnerAllowList owners = OwnerAllowList.of(environment);
    layers.forEach(layer -> lay(layer, values).ifPresent(restraints::add));
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
                          if (s == PolicySetting.NOTIFY && !owners.allows(value)) {
                            mistakes.add(owners.mistake(value));
                          } else if (other == null) {
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
    Policy policy = new Policy(values, mistakes, List.of());
    for (Restraint restraint : restraints) {
      policy = policy.restrained(restraint);
    }
    return policy;
  }

  /** The same, but nothing is done: after the tags, so that none of them undoes it. */
  public Policy restrained(Restraint restraint) {
    Map<PolicySetting, String> changed = new EnumMap<>(values);
    changed.put(PolicySetting.MODE, PolicySetting.PLAN_ONLY);
    List<Restraint> more = new ArrayList<>(restraints);
    more.add(restraint);
    return new Policy(changed, violations, more);
  }

  /** Takes of a document what tightens; answers what is wrong with the rest. */
  private static Optional<Restraint> lay(Layer layer, Map<PolicySetting, String> values) {
    List<String> wrong = new ArrayList<>(layer.flaws());
    layer
        .settings()
        .forEach(
            (key, value) ->
                PolicySetting.ofKey(key)
                    .ifPresentOrElse(
                        s -> laid(s, value, values).ifPresent(wrong::add),
                        () -> wrong.add("unknown setting " + TextSanitizer.quote(key))));
    String all = TextSanitizer.plain(String.join("; ", wrong), LONGEST_COMPLAINT);
    return wrong.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Restraint(
                "the policy layer %s is not as it should be (%s): correct it"
                    .formatted(layer.name(), all),
                Optional.of(
                    "%s %s %08x".formatted(layer.name(), layer.version(), all.hashCode()))));
  }

  private static Optional<String> laid(
      PolicySetting setting, String value, Map<PolicySetting, String> values) {
    String before = values.get(setting);
    if (setting == PolicySetting.NOTIFY) {
      // It is read for each message, from the tag of the group alone.
      return Optional.of(setting.key() + " can be set by a tag on a group only");
    }
    if (!setting.allows(value)) {
      return Optional.of(
          setting.key()
              + " is "
              + TextSanitizer.quote(value)
              + "; legal is "
              + setting.legalWords());
    }
    if (!setting.keepsOrTightens(before, value)) {
      return Optional.of(
          "%s=%s loosens what the layers before it say, %s"
              .formatted(setting.key(), value, before));
    }
    values.put(setting, value);
    return Optional.empty();
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
    return new Policy(changed, wrong, restraints);
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
