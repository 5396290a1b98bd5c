package remediator.local.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import remediator.notification.Gate;
import remediator.plan.PolicySetting;

/**
 * How the local person answers. A flow ends at its first no, so a no to all gates is one to the
 * first that is asked; to get as far as a later one, gates are named.
 *
 * @param usual for every gate that is not named
 */
public record GateScript(Answer usual, Map<Gate, Answer> named) {
  /** What the local person does about a question. */
  public enum Answer {
    APPROVE,
    REJECT,
    /** Nothing. */
    EXPIRE
  }

  public static final GateScript APPROVE = all(Answer.APPROVE);
  public static final GateScript REJECT = all(Answer.REJECT);
  public static final GateScript EXPIRE = all(Answer.EXPIRE);

  public GateScript {
    named = Map.copyOf(named);
  }

  /** The same answer at every gate. */
  public static GateScript all(Answer answer) {
    return new GateScript(answer, Map.of());
  }

  /** What a question at this gate is answered with. */
  Answer at(String gate) {
    return Gate.of(gate).map(g -> named.getOrDefault(g, usual)).orElse(usual);
  }

  /** The template's parameters by which the gates that are named here are asked at all. */
  public Map<String, String> parameters() {
    Map<String, String> parameters = new TreeMap<>();
    for (Gate gate : named.keySet()) {
      PolicySetting setting = gate.setting();
      parameters.put(setting.parameter(), gate == Gate.CUT_OVER ? "again" : "ask");
    }
    if (named.containsKey(Gate.AUTH)) {
      parameters.put(PolicySetting.AUTH.parameter(), "token");
    }
    return parameters;
  }

  /** The gates of this script that no question came from. */
  List<String> unasked(List<EventReport> events) {
    List<String> asked =
        events.stream()
            .flatMap(e -> e.findings().stream())
            .flatMap(f -> f.gates().stream())
            .map(GateOutcome::gate)
            .toList();
    return named.keySet().stream()
        .map(Gate::key)
        .filter(gate -> !asked.contains(gate))
        .sorted()
        .toList();
  }

  /** For people, such as: approved, but cut-over rejected. */
  String words() {
    String all = word(usual);
    String others =
        String.join(
            ", ",
            named.entrySet().stream()
                .filter(e -> e.getValue() != usual)
                .map(e -> e.getKey().key() + " " + word(e.getValue()))
                .sorted()
                .toList());
    return all + (others.isEmpty() ? "" : ", but " + others);
  }

  private static String word(Answer answer) {
    return switch (answer) {
      case APPROVE -> "approved, a quarter of an hour after each was asked";
      case REJECT -> "rejected, a quarter of an hour after each was asked";
      case EXPIRE -> "never answered";
    };
  }

  /** As it is written in the option. */
  @Override
  public String toString() {
    return named.isEmpty()
        ? usual.name().toLowerCase(Locale.ROOT)
        : String.join(
            ",",
            new TreeMap<>(named)
                .entrySet().stream()
                    .map(e -> e.getKey().key() + ":" + e.getValue().name().toLowerCase(Locale.ROOT))
                    .toList());
  }
}
