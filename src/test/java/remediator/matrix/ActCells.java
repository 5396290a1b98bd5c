package remediator.matrix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import remediator.matrix.Act.Kind;
import remediator.matrix.Moment.When;

/**
 * The cells of a kind of flow in which somebody acts: before, within and after each step, while
 * each gate is open, and after the end; made from what could be done at that moment when nothing
 * went wrong.
 */
final class ActCells {
  /** What these change nobody would act upon: rows of the ledger, messages, notes. */
  private static final Set<String> ASIDE =
      Set.of("DynamoDB", "SNS", "EventBridge", "SecurityHub", "SFN", "STS");

  private static final List<Kind> ANSWERS =
      List.of(Kind.ANSWERS_LATE, Kind.APPROVES_THEN_REJECTS, Kind.REJECTS_THEN_APPROVES);

  private final Flow flow;
  private final Script script;
  private final Script like;
  private final Map<String, TreeSet<Integer>> visits = new HashMap<>();
  private final Set<Cell> cells = new LinkedHashSet<>();

  private ActCells(Flow flow, Script script, Script like) {
    this.flow = flow;
    this.script = script;
    this.like = like;
    script
        .seen()
        .forEach(s -> visits.computeIfAbsent(s.step(), _ -> new TreeSet<>()).add(s.visit()));
  }

  /**
   * @param like a flow that goes the same way at first: what happens on that way is among its own
   *     cells already
   */
  static List<Cell> of(Flow flow, Script script, Script like) {
    return new ActCells(flow, script, like).all();
  }

  private List<Cell> all() {
    for (Scene scene : chosen()) {
      scene.acts().forEach(act -> cells.add(cell(act, scene)));
      foreseen(scene);
      if (scene.moment().when() == When.GATE && !opensItself(scene)) {
        ANSWERS.forEach(kind -> cells.add(cell(Act.of(kind), scene)));
      }
    }
    return List.copyOf(cells);
  }

  private boolean opensItself(Scene scene) {
    return flow.probed() && scene.moment().step().equals("required");
  }

  private Cell cell(Act act, Scene scene) {
    return new Cell(flow, new Mishap.OfPeople(act, scene.moment()));
  }

  /** The first and the last run of each step; of moments with nothing in between, the later. */
  private List<Scene> chosen() {
    List<Scene> chosen = new ArrayList<>();
    for (int i = same(); i < script.scenes().size(); i++) {
      Scene scene = script.scenes().get(i);
      Moment moment = scene.moment();
      boolean counts =
          switch (moment.when()) {
            case GATE, END -> true;
            case BEFORE, AFTER -> isEdge(moment);
            case WITHIN -> isEdge(moment) && changes(moment);
          };
      if (counts && !(moment.when() == When.AFTER && goesOnAtOnce(i))) {
        chosen.add(scene);
      }
    }
    return chosen;
  }

  private boolean isEdge(Moment moment) {
    TreeSet<Integer> all = visits.getOrDefault(moment.step(), new TreeSet<>());
    return !all.isEmpty() && (all.first() == moment.visit() || all.last() == moment.visit());
  }

  private boolean changes(Moment moment) {
    return script.seen().stream()
        .filter(s -> s.step().equals(moment.step()) && s.visit() == moment.visit())
        .filter(s -> s.call() == moment.call())
        .noneMatch(s -> ASIDE.contains(s.name().replaceFirst("[.].*", "")));
  }

  /** Whether the next step begins at the same instant: before it is after this one. */
  private boolean goesOnAtOnce(int i) {
    if (i + 1 == script.scenes().size()) {
      return false;
    }
    Scene next = script.scenes().get(i + 1);
    return next.moment().when() == When.BEFORE
        && next.at().equals(script.scenes().get(i).at())
        && isEdge(next.moment());
  }

  /** How many moments at the beginning are those of the flow that goes the same way. */
  private int same() {
    int same = 0;
    while (same < Math.min(script.scenes().size(), like.scenes().size())
        && script.scenes().get(same).moment().equals(like.scenes().get(same).moment())) {
      same++;
    }
    // Up to the question that is answered otherwise, so that what is done there counts.
    while (same > 0 && !flow.rejected().isEmpty() && !isAbout(script.scenes().get(same - 1))) {
      same--;
    }
    return flow.rejected().isEmpty() ? same : Math.max(0, same - 1);
  }

  private boolean isAbout(Scene scene) {
    return scene.moment().equals(new Moment(When.GATE, flow.rejected(), 1, 0));
  }

  /** Somebody takes the name that will be taken next, where it can be told beforehand. */
  private void foreseen(Scene scene) {
    if (scene.moment().when() == When.END) {
      return;
    }
    next(scene, ":snapshot:")
        .filter(_ -> !has(scene, Kind.TAKES_SNAPSHOT_NAME))
        .ifPresent(
            name -> {
              cells.add(cell(new Act(Kind.TAKES_SNAPSHOT_NAME, name), scene));
              if (scene.acts().contains(Act.of(Kind.DELETES_OLD))) {
                cells.add(cell(new Act(Kind.TAKES_SNAPSHOT_NAME_OF_OLD, name), scene));
              }
            });
    next(scene, ":replicationgroup:")
        .filter(_ -> !has(scene, Kind.TAKES_GROUP_ID))
        .ifPresent(name -> cells.add(cell(new Act(Kind.TAKES_GROUP_ID, name), scene)));
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
