package remediator.workflow.scaling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.SuspendedState;

/** How far each scalable target was suspended before this flow, as the ledger keeps it. */
public final class ScalingStates {
  private static final String IN = "in";
  private static final String OUT = "out";
  private static final String SCHEDULED = "scheduled";

  private ScalingStates() {}

  /** By dimension, as JSON: {@code {"…:NodeGroups": ["in"]}} where only scaling in was. */
  static String write(List<ScalableTarget> targets) {
    Map<String, Object> states = new TreeMap<>();
    for (ScalableTarget target : targets) {
      List<String> suspended = new ArrayList<>();
      SuspendedState state = target.suspendedState();
      if (state != null) {
        addIf(suspended, IN, state.dynamicScalingInSuspended());
        addIf(suspended, OUT, state.dynamicScalingOutSuspended());
        addIf(suspended, SCHEDULED, state.scheduledScalingSuspended());
      }
      states.put(target.scalableDimensionAsString(), suspended);
    }
    return StrictJson.write(states);
  }

  /** Whether one of them does not scale at all. */
  public static boolean isSuspended(List<ScalableTarget> targets) {
    return targets.stream().anyMatch(t -> ScalableTargets.SUSPENDED.equals(t.suspendedState()));
  }

  private static void addIf(List<String> words, String word, Boolean really) {
    if (Boolean.TRUE.equals(really)) {
      words.add(word);
    }
  }

  /** By dimension; empty where the group had no scalable target. */
  public static Map<String, SuspendedState> read(RemediationCase c) {
    Map<String, SuspendedState> states = new LinkedHashMap<>();
    c.map(CaseAttribute.SUSPENDED_SCALING, List.class)
        .forEach((dimension, words) -> states.put(dimension, state(words)));
    return states;
  }

  private static SuspendedState state(List<?> words) {
    return SuspendedState.builder()
        .dynamicScalingInSuspended(words.contains(IN))
        .dynamicScalingOutSuspended(words.contains(OUT))
        .scheduledScalingSuspended(words.contains(SCHEDULED))
        .build();
  }
}
