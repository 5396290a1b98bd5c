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
  UPGRADE("upgrade", Setting.GATE_UPGRADE),
  REQUIRED("required", Setting.GATE_REQUIRED),
  AUTH("auth", Setting.GATE_AUTH),
  OFF("off", Setting.GATE_OFF),
  REPLACE("replace", Setting.GATE_REPLACE),
  CUT_OVER("cut-over", Setting.GATE_CUT_OVER),
  RETIRE("retire", Setting.GATE_RETIRE);

  private final String key;
  private final Setting setting;

  Gate(String key, Setting setting) {
    this.key = key;
    this.setting = setting;
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
    return switch (this) {
      case UPGRADE -> List.of("upgrade", "preferred");
      case REQUIRED -> List.of("switch", "required");
      case AUTH -> List.of("auth");
      case OFF -> List.of("off");
      case REPLACE -> List.of("snapshot", "create", "compare", "cut-over", "drain", "retire");
      case CUT_OVER -> List.of("switch", "drain", "retire");
      case RETIRE -> List.of("retire");
    };
  }

  /** What a person may choose with a yes. */
  public List<Setting> choices() {
    return switch (this) {
      case REPLACE -> List.of(Setting.DATA, Setting.KMS_KEY);
      case CUT_OVER -> List.of(Setting.KEEP_OLD_DAYS, Setting.FINAL_SNAPSHOT);
      case UPGRADE, REQUIRED, AUTH, OFF, RETIRE -> List.of();
    };
  }

  public static Optional<Gate> of(String key) {
    return Arrays.stream(values()).filter(g -> g.key.equals(key)).findFirst();
  }
}
