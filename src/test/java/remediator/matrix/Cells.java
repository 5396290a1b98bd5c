package remediator.matrix;

import awsemulator.cloud.InjectedFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import remediator.matrix.mishap.Mishap;
import remediator.matrix.mishap.Mishap.Kind;
import remediator.matrix.mishap.Seen;
import remediator.matrix.trial.Flow;

/** The cells of a kind of flow, made from the calls that were seen when nothing went wrong. */
final class Cells {
  private final Flow flow;
  private final List<Seen> seen;
  private final int apart;
  private final Set<Cell> cells = new LinkedHashSet<>();

  private Cells(Flow flow, List<Seen> seen, List<Seen> like) {
    this.flow = flow;
    this.seen = seen;
    this.apart = same(seen, like);
  }

  /** How many calls at the beginning are the same. */
  static int same(List<Seen> seen, List<Seen> like) {
    int same = 0;
    while (same < Math.min(seen.size(), like.size()) && seen.get(same).equals(like.get(same))) {
      same++;
    }
    return same;
  }

  /**
   * @param like the calls of a flow that goes the same way at first: what happens on that way is
   *     among its own cells already
   */
  static List<Cell> of(Flow flow, List<Seen> seen, List<Seen> like) {
    return new Cells(flow, seen, like).all();
  }

  private boolean isNew(Seen call) {
    return seen.indexOf(call) >= apart;
  }

  private List<Cell> all() {
    calls();
    Map<String, TreeSet<Integer>> visits = new LinkedHashMap<>();
    seen.forEach(s -> visits.computeIfAbsent(s.step(), _ -> new TreeSet<>()).add(s.visit()));
    visits.forEach(
        (step, all) -> {
          visit(step, all.first());
          visit(step, all.last());
        });
    return List.copyOf(cells);
  }

  /** The first and the last call of a name that a step makes. */
  private void calls() {
    Map<String, List<Seen>> byName = new LinkedHashMap<>();
    seen.forEach(s -> byName.computeIfAbsent(s.step() + s.name(), _ -> new ArrayList<>()).add(s));
    for (List<Seen> same : byName.values()) {
      for (Seen call : List.of(same.getFirst(), same.getLast())) {
        if (!isNew(call)) {
          continue;
        }
        for (InjectedFault fault : InjectedFault.values()) {
          if (fault != InjectedFault.NONE) {
            add(new Mishap.OfCall(call.step(), call.name(), call.nth(), fault));
          }
        }
      }
    }
  }

  private void visit(String step, int visit) {
    boolean old =
        seen.stream().anyMatch(s -> s.step().equals(step) && s.visit() == visit && !isNew(s));
    if (old) {
      return;
    }
    add(new Mishap.OfStep(step, visit, 0, Kind.KILLED_BEFORE));
    add(new Mishap.OfStep(step, visit, 0, Kind.KILLED_AFTER));
    add(new Mishap.OfStep(step, visit, 0, Kind.RUN_TWICE));
    boolean inMachine = !List.of("Finding", "Reconcile").contains(step);
    if (inMachine) {
      add(new Mishap.OfStep(step, visit, 0, Kind.REDRIVEN));
      add(new Mishap.OfStep(step, visit, 0, Kind.STOPPED));
    }
    for (int call : within(step, visit)) {
      add(new Mishap.OfStep(step, visit, call, Kind.KILLED_WITHIN));
      add(new Mishap.OfStep(step, visit, call, Kind.TWO_AT_ONCE));
      if (inMachine) {
        add(new Mishap.OfStep(step, visit, call, Kind.REDRIVEN_WITHIN));
      }
    }
  }

  /** Every call that changes something; of a run that changes nothing, the one in the middle. */
  private List<Integer> within(String step, int visit) {
    List<Seen> calls =
        seen.stream().filter(s -> s.step().equals(step) && s.visit() == visit).toList();
    List<Integer> changing = calls.stream().filter(Seen::changes).map(Seen::call).toList();
    return changing.isEmpty() ? List.of(calls.get(calls.size() / 2).call()) : changing;
  }

  private void add(Mishap mishap) {
    cells.add(new Cell(flow, mishap));
  }
}
