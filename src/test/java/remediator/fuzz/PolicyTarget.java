package remediator.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import remediator.plan.MaintenanceWindow;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/** Tags of a group and choices at a gate, as lines of {@code name=value}. */
public final class PolicyTarget {
  private PolicyTarget() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) {
    Map<String, String> tags = new TreeMap<>();
    Map<String, String> choices = new TreeMap<>();
    for (String line : new String(data, StandardCharsets.UTF_8).split("\n", -1)) {
      String[] parts = line.split("=", 2);
      if (parts.length == 2) {
        tags.put(PolicySetting.TAG_PREFIX + parts[0], parts[1]);
        choices.put(parts[0], parts[1]);
      }
    }
    Policy byTags = Policy.of(Map.of(), tags);
    check(byTags);
    check(byTags.with(choices));
  }

  private static void check(Policy policy) {
    for (PolicySetting setting : PolicySetting.values()) {
      String value = policy.get(setting);
      Held.that(value.matches(setting.legal()), setting + " is " + value);
      Held.plain(setting.key(), value, 2048);
    }
    String window = policy.get(PolicySetting.WINDOW);
    if (window.contains(":")) {
      MaintenanceWindow.parse(window);
    }
    policy.violations().forEach(m -> Held.plain("a mistake", m, 2048));
  }
}
