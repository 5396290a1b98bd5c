package remediator.matrix;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.matrix.mishap.Act;
import remediator.matrix.mishap.Act.Kind;
import remediator.matrix.mishap.Mishap;
import remediator.matrix.mishap.Moment;
import remediator.matrix.mishap.Moment.When;
import remediator.matrix.mishap.Scene;
import remediator.matrix.mishap.Script;
import remediator.matrix.trial.Flow;

/**
 * The cells of a kind of flow in which somebody acts, made from what could be done at each of its
 * moments when nothing went wrong.
 */
final class ActCells {
  private static final List<Kind> ANSWERS =
      List.of(Kind.ANSWERS_LATE, Kind.APPROVES_THEN_REJECTS, Kind.REJECTS_THEN_APPROVES);

  private final Flow flow;
  private final Script script;
  private final int apart;
  private final Set<Cell> cells = new LinkedHashSet<>();
  private long impossible;

  private ActCells(Flow flow, Script script, Script like) {
    this.flow = flow;
    this.script = script;
    this.apart = Cells.same(script.seen(), like.seen());
  }

  /**
   * @param like a flow that goes the same way at first: what happens on that way is among its own
   *     cells already
   */
  static ActCells of(Flow flow, Script script, Script like) {
    ActCells made = new ActCells(flow, script, like);
    made.make();
    return made;
  }

  List<Cell> cells() {
    return List.copyOf(cells);
  }

  /** Acts at moments at which they cannot be done, such as the end of a group that is not there. */
  long impossible() {
    return impossible;
  }

  private void make() {
    for (Scene scene : chosen()) {
      int before = cells.size();
      scene.acts().forEach(act -> add(act, scene));
      if (scene.moment().when() != When.END) {
        foreseen(scene);
      }
      if (scene.moment().when() == When.GATE && !opensItself(scene)) {
        ANSWERS.forEach(kind -> add(Act.of(kind), scene));
      }
      Set<Kind> possible =
          cells.stream()
              .skip(before)
              .map(c -> ((Mishap.OfPeople) c.mishap()).act().kind())
              .collect(Collectors.toSet());
      impossible +=
          Stream.of(Kind.values()).filter(k -> !k.answers() && !possible.contains(k)).count();
    }
  }

  private boolean opensItself(Scene scene) {
    return flow.probed() && scene.moment().step().equals("required");
  }

  private void add(Act act, Scene scene) {
    cells.add(new Cell(flow, new Mishap.OfPeople(act, scene.moment())));
  }

  /** Of two moments with nothing in between, the later. */
  private List<Scene> chosen() {
    List<Scene> all = script.scenes();
    List<Scene> chosen = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Scene scene = all.get(i);
      boolean isNew = scene.calls() > apart || isAnsweredOtherwise(scene);
      boolean goesOn =
          i + 1 < all.size()
              && scene.moment().when() == When.AFTER
              && all.get(i + 1).moment().when() == When.BEFORE
              && all.get(i + 1).at().equals(scene.at());
      if (isNew && !goesOn) {
        chosen.add(scene);
      }
    }
    return chosen;
  }

  /** What is done before an answer counts with each answer. */
  private boolean isAnsweredOtherwise(Scene scene) {
    return scene.moment().equals(new Moment(When.GATE, flow.rejected(), 1, 0));
  }

  /** Somebody takes the name that will be taken next, where it can be told beforehand. */
  private void foreseen(Scene scene) {
    next(scene, ":snapshot:")
        .filter(_ -> !has(scene, Kind.TAKES_SNAPSHOT_NAME))
        .ifPresent(
            name -> {
              add(new Act(Kind.TAKES_SNAPSHOT_NAME, name), scene);
              if (has(scene, Kind.DELETES_OLD)) {
                add(new Act(Kind.TAKES_SNAPSHOT_NAME_OF_OLD, name), scene);
              }
            });
    next(scene, ":replicationgroup:")
        .filter(_ -> !has(scene, Kind.TAKES_GROUP_ID))
        .ifPresent(name -> add(new Act(Kind.TAKES_GROUP_ID, name), scene));
  }

  private static boolean has(Scene scene, Kind kind) {
    return scene.acts().contains(Act.of(kind));
  }

  private Optional<String> next(Scene scene, String type) {
    return script.made().stream()
        .filter(arn -> arn.contains(type))
        .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
        .filter(name -> !scene.names().contains(name))
        .findFirst();
  }
}
