package remediator.notice;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import remediator.plan.Setting;

/**
 * The points at which a person is asked. What is asked, what it costs, what clients feel, and how
 * it is undone are phrases by the gate's key. Silence always means no.
 */
public enum Gate {
  UPGRADE("upgrade", Setting.GATE_UPGRADE, List.of("upgrade", "preferred"), List.of()),
  REQUIRED("required", Setting.GATE_REQUIRED, List.of("switch", "required"), List.of()),
  AUTH("auth", Setting.GATE_AUTH, List.of("auth"), List.of()),
  OFF("off", Setting.GATE_OFF, List.of("off"), List.of()),
  REPLACE(
      "replace",
      Setting.GATE_REPLACE,
      List.of("snapshot", "create", "compare", "cut-over", "drain", "retire"),
      List.of(Setting.DATA, Setting.KMS_KEY)),
  CUT_OVER(
      "cut-over",
      Setting.GATE_CUT_OVER,
      List.of("switch", "drain", "retire"),
      List.of(Setting.KEEP_OLD_DAYS, Setting.FINAL_SNAPSHOT)),
  RETIRE("retire", Setting.GATE_RETIRE, List.of("retire"), List.of());

  private final String key;
  private final Setting setting;
  private final List<String> stages;
  private final List<Setting> choices;

  Gate(String key, Setting setting, List<String> stages, List<Setting> choices) {
    this.key = key;
    this.setting = setting;
    this.stages = stages;
    this.choices = choices;
  }

  /** The name in state machines, ledger and messages. */
  public String key() {
    return key;
  }

  /** The setting that says whether it is asked. */
  public Setting setting() {
    return setting;
  }

  /** What follows a yes, by the phrases' keys. */
  public List<String> stages() {
    return stages;
  }

  /** What a person may choose with a yes. */
  public List<Setting> choices() {
    return choices;
  }

  public static Optional<Gate> of(String key) {
    return Arrays.stream(values()).filter(g -> g.key.equals(key)).findFirst();
  }
}
