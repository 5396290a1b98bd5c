package remediator.notification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import remediator.finding.TextSanitizer;
import remediator.group.GroupArn;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/**
 * The points at which a person is asked. What is asked, what it costs, what clients feel, and how
 * it is undone are phrases by the gate's key. Silence always means no.
 */
public enum Gate {
  UPGRADE("upgrade", PolicySetting.GATE_UPGRADE),
  PREFERRED("preferred", PolicySetting.GATE_PREFERRED),
  REQUIRED("required", PolicySetting.GATE_REQUIRED),
  AUTH("auth", PolicySetting.GATE_AUTH),
  OFF("off", PolicySetting.GATE_OFF),
  REPLACE("replace", PolicySetting.GATE_REPLACE),
  CUT_OVER("cut-over", PolicySetting.GATE_CUT_OVER),
  RETIRE("retire", PolicySetting.GATE_RETIRE);

  private final String key;
  private final PolicySetting setting;

  Gate(String key, PolicySetting setting) {
    this.key = key;
    this.setting = setting;
  }

  /** The name in state machines, ledger and messages. */
  @JsonValue
  public String key() {
    return key;
  }

  /** The setting that says whether it is asked. */
  public PolicySetting setting() {
    return setting;
  }

  /** Whether a group that holds data is deleted after a yes, and nothing else is asked before. */
  public boolean isDeletion(Policy policy) {
    return switch (this) {
      case RETIRE -> true;
      case REPLACE, CUT_OVER -> policy.is(PolicySetting.GATE_RETIRE, "skip");
      case UPGRADE, PREFERRED, REQUIRED, AUTH, OFF -> false;
    };
  }

  /** What a person may choose with a yes. */
  public List<PolicySetting> choices() {
    return switch (this) {
      case REPLACE ->
          List.of(PolicySetting.DATA, PolicySetting.GATE_CUT_OVER, PolicySetting.KMS_KEY);
      case CUT_OVER -> List.of(PolicySetting.KEEP_OLD_DAYS, PolicySetting.FINAL_SNAPSHOT);
      case UPGRADE, PREFERRED, REQUIRED, AUTH, OFF, RETIRE -> List.of();
    };
  }

  /**
   * Sentences on what a person chose and this gate does not offer, or what is not legal. While
   * there is one, a yes is none, since it meant something else.
   *
   * @param group that the gate is about
   * @param chosen by the settings' keys
   */
  public List<String> violations(GroupArn group, Map<String, String> chosen) {
    List<String> offered = choices().stream().map(PolicySetting::key).toList();
    Map<String, String> legal = new TreeMap<>(chosen);
    legal.keySet().retainAll(offered);
    List<String> mistakes = new ArrayList<>();
    for (String name : new TreeSet<>(chosen.keySet())) {
      if (!offered.contains(name)) {
        mistakes.add(
            "gate "
                + key
                + " does not offer the choice "
                + TextSanitizer.plain(name, 128)
                + "; it offers "
                + (offered.isEmpty() ? "none" : String.join(", ", offered)));
      }
    }
    mistakes.addAll(Policy.of(Map.of(), Map.of()).with(legal).violations());
    Optional.ofNullable(legal.get(PolicySetting.KMS_KEY.key()))
        .flatMap(key -> Planner.keyProblem(group, key))
        .ifPresent(mistakes::add);
    return mistakes;
  }

  public static Optional<Gate> of(String key) {
    return Arrays.stream(values()).filter(g -> g.key.equals(key)).findFirst();
  }
}
