package remediator.local;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/**
 * The option {@code -Dpolicy}: what the template's parameters would say.
 *
 * @param values by setting
 * @param loosening what tags may loosen: the parameter TagsMayLoosen
 */
public record PolicyOption(Map<PolicySetting, String> values, Set<String> loosening) {
  private static final String TAGS_MAY_LOOSEN = "tags-may-loosen";

  /** They say what is so with one group, and have no parameter. */
  private static final Set<PolicySetting> TAGS_ONLY =
      Set.of(PolicySetting.OPT_OUT, PolicySetting.AUTH_SECRET, PolicySetting.DNS_RECORD);

  public PolicyOption {
    values = Map.copyOf(values);
    loosening = Set.copyOf(loosening);
  }

  /**
   * Reads settings with their values, such as {@code data:accept-loss,window:own}; nothing for
   * none.
   *
   * @throws IllegalArgumentException with a sentence, where one of them is not legal
   */
  public static PolicyOption parse(String text) {
    Map<PolicySetting, String> values = new LinkedHashMap<>();
    Set<String> loosening = new LinkedHashSet<>();
    for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
      String[] pair = part.strip().split(":", 2);
      if (pair.length < 2) {
        throw wrong(
            text,
            "\"%s\" is no setting with its value, such as -Dpolicy=data:accept-loss,mode:plan-only"
                .formatted(part));
      }
      if (pair[0].equals(TAGS_MAY_LOOSEN)) {
        loosening.add(pair[1]);
      } else if (values.put(setting(text, pair[0]), pair[1]) != null) {
        throw wrong(text, "it sets %s twice; name each setting once".formatted(pair[0]));
      }
    }
    PolicyOption option = new PolicyOption(values, loosening);
    Stream.concat(
            Policy.of(Map.of(), Map.of()).with(option.byKey()).violations().stream(),
            Policy.of(option.loosen(), Map.of()).violations().stream())
        .findFirst()
        .ifPresent(
            why -> {
              throw wrong(text, why);
            });
    return option;
  }

  private static PolicySetting setting(String text, String key) {
    Optional<PolicySetting> found =
        Stream.of(PolicySetting.values()).filter(s -> s.key().equals(key)).findFirst();
    if (found.filter(TAGS_ONLY::contains).isPresent()) {
      throw wrong(
          text,
          "%s has no parameter: set the tag %s on the group, in tags.json"
              .formatted(key, found.get().tag()));
    }
    return found.orElseThrow(
        () -> {
          List<String> keys =
              Stream.concat(
                      Stream.of(TAGS_MAY_LOOSEN),
                      Stream.of(PolicySetting.values())
                          .filter(s -> !TAGS_ONLY.contains(s))
                          .map(PolicySetting::key))
                  .toList();
          return wrong(
              text,
              "there is no setting \"%s\"; the nearest is %s"
                  .formatted(key, NearestName.of(key, keys)));
        });
  }

  private static IllegalArgumentException wrong(String text, String why) {
    return new IllegalArgumentException("-Dpolicy=" + text + ": " + why + ".");
  }

  /** For the functions, as the template gives it to them. */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(loosen());
    values.forEach((setting, value) -> environment.put(setting.variable(), value));
    return environment;
  }

  /**
   * By the names of the template's parameters. Where keys are to be copied, the function in the VPC
   * is deployed as well.
   */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    values.forEach((setting, value) -> parameters.put(setting.parameter(), value));
    if ("copy".equals(values.get(PolicySetting.DATA))) {
      parameters.put("DataPlaneSubnets", "subnet-0a");
      parameters.put("DataPlaneSecurityGroups", "sg-0a");
    }
    if (!loosening.isEmpty()) {
      parameters.put("TagsMayLoosen", String.join(",", loosening));
    }
    return parameters;
  }

  private Map<String, String> byKey() {
    Map<String, String> map = new LinkedHashMap<>();
    values.forEach((setting, value) -> map.put(setting.key(), value));
    return map;
  }

  private Map<String, String> loosen() {
    return loosening.isEmpty()
        ? Map.of()
        : Map.of(Policy.TAGS_MAY_LOOSEN, String.join(",", loosening));
  }
}
