package remediator.matrix.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import remediator.matrix.mishap.Moment;
import remediator.matrix.mishap.Scene;
import remediator.matrix.mishap.Seen;

/**
 * Writes down what people could do at the moments of a flow in which nothing goes wrong: before,
 * within and after the first and the last run of each step, while each gate is open, and at the
 * end.
 */
public final class SceneRecorder {
  /** What these change nobody would act upon: rows of the ledger, messages, notes. */
  private static final Set<String> ASIDE =
      Set.of("DynamoDB", "SNS", "EventBridge", "SecurityHub", "SFN", "STS");

  private final Map<String, TreeSet<Integer>> visits = new HashMap<>();
  private final Set<Moment> within = new HashSet<>();
  private final List<Scene> scenes = new ArrayList<>();

  /**
   * For the second time that the flow goes by.
   *
   * @param seen the calls that were made at the first
   */
  public SceneRecorder(List<Seen> seen) {
    for (Seen call : seen) {
      visits.computeIfAbsent(call.step(), _ -> new TreeSet<>()).add(call.visit());
      if (call.changes() && !ASIDE.contains(call.name().replaceFirst("[.].*", ""))) {
        within.add(new Moment(Moment.When.WITHIN, call.step(), call.visit(), call.call()));
      }
    }
  }

  Moment.Listener of(Trial trial, ActPerformer performer) {
    return moment -> {
      if (counts(moment)) {
        scenes.add(
            new Scene(
                moment,
                trial.cloud.clock.instant(),
                trial.drill().calls(),
                performer.possible(moment.when() == Moment.When.END),
                performer.names()));
      }
    };
  }

  private boolean counts(Moment moment) {
    return switch (moment.when()) {
      case GATE, END -> true;
      case BEFORE, AFTER -> isEdge(moment);
      case WITHIN -> isEdge(moment) && within.contains(moment);
    };
  }

  private boolean isEdge(Moment moment) {
    TreeSet<Integer> all = visits.getOrDefault(moment.step(), new TreeSet<>());
    return !all.isEmpty() && (all.first() == moment.visit() || all.last() == moment.visit());
  }

  public List<Scene> scenes() {
    return List.copyOf(scenes);
  }
}
