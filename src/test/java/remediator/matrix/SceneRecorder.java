package remediator.matrix;

import java.util.ArrayList;
import java.util.List;

/** Writes down what people could do at every moment of a flow in which nothing goes wrong. */
final class SceneRecorder {
  private final List<Scene> scenes = new ArrayList<>();

  Moment.Listener of(Trial trial, ActPerformer performer) {
    return moment ->
        scenes.add(
            new Scene(
                moment,
                trial.cloud.clock.instant(),
                performer.possible(moment.when() == Moment.When.END),
                performer.names()));
  }

  List<Scene> scenes() {
    return List.copyOf(scenes);
  }
}
