package remediator.matrix.trial;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.DirectHttp;
import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import remediator.matrix.mishap.Killed;
import remediator.matrix.mishap.Mishap;
import remediator.matrix.mishap.Mishap.Kind;
import remediator.matrix.mishap.Moment;
import remediator.matrix.mishap.Seen;

/**
 * Stands between the product and the cloud: counts the calls of every step, and lets the mishap of
 * the cell happen at its place. Of what people call it knows nothing.
 */
public final class Drill implements FaultPlan, DirectHttp.Watch {
  /** One run of a step. */
  private static final class Visit {
    private final Stack stack;
    private final String step;
    private final int visit;
    private final Runnable again;
    private String newest = "";
    private InjectedFault fault = InjectedFault.NONE;
    private int calls;
    private boolean dead;
    private boolean dying;

    private Visit(Stack stack, String step, int visit, Runnable again) {
      this.stack = stack;
      this.step = step;
      this.visit = visit;
      this.again = again;
    }
  }

  private final Mishap mishap;
  private final Deque<Visit> processes = new ArrayDeque<>();
  private final Map<String, Integer> counts = new HashMap<>();
  private final List<Seen> seen = new ArrayList<>();
  private final Runnable stop;
  private Moment.Listener moments = _ -> {};
  private CallInspector inspector;
  private String sending = "";
  private boolean reached;

  /**
   * @param stop stops the execution, and has it redriven some time later
   */
  Drill(Mishap mishap, Runnable stop) {
    this.mishap = mishap;
    this.stop = stop;
  }

  /**
   * From now on.
   *
   * @param moments hears of every moment at which somebody may act
   * @param inspector sees every call
   */
  void watchedBy(Moment.Listener moments, CallInspector inspector) {
    this.moments = moments;
    this.inspector = inspector;
  }

  /** All calls of the product, in order. */
  public List<Seen> seen() {
    return List.copyOf(seen);
  }

  /** How many there are so far. */
  int calls() {
    return seen.size();
  }

  /** Whether the mishap has happened. */
  public boolean reached() {
    return reached;
  }

  /** Somebody has acted. */
  void acted() {
    reached = true;
  }

  private int count(String what) {
    return counts.merge(what, 1, Integer::sum);
  }

  /**
   * A step begins.
   *
   * @param again runs it once more beside this one
   */
  void begin(Stack stack, String step, String flow, Runnable again) {
    Visit process = new Visit(stack, step, count(step), again);
    if (hits(process, Kind.KILLED_BEFORE)) {
      throw new Killed.Gone();
    }
    moment(stack, Moment.When.BEFORE, step, process.visit, 0);
    inspector.begins(new StepRun(stack, step, process.visit, flow));
    processes.push(process);
  }

  /** It has ended, however it did. */
  void end() {
    processes.pop();
    inspector.ends();
  }

  /** And well. */
  void endedWell(Stack stack, String step) {
    moment(stack, Moment.When.AFTER, step, counts.get(step), 0);
  }

  private void moment(Stack stack, Moment.When when, String step, int visit, int call) {
    if (!stack.second()) {
      moments.at(new Moment(when, step, visit, call));
    }
  }

  /** Whether the step that has just ended well is to be taken for dead. */
  boolean diesAtTheEnd(String step) {
    return hits(new Visit(null, step, counts.get(step), null), Kind.KILLED_AFTER);
  }

  boolean runsAgain(String step) {
    return hits(new Visit(null, step, counts.get(step), null), Kind.RUN_TWICE);
  }

  /** Whether an execution that enters this step for the n-th time is to be stopped. */
  boolean stopsAt(String step) {
    int visit = count("enter " + step);
    if (!reached
        && mishap instanceof Mishap.OfStep(String s, int v, int _, Kind kind)
        && (kind == Kind.REDRIVEN || kind == Kind.STOPPED)
        && s.equals(step)
        && v == visit) {
      reached = true;
      return true;
    }
    return false;
  }

  private boolean hits(Visit p, Kind kind) {
    boolean hit =
        !reached
            && mishap instanceof Mishap.OfStep(String s, int v, int _, Kind k)
            && k == kind
            && s.equals(p.step)
            && v == p.visit;
    reached |= hit;
    return hit;
  }

  @Override
  public void sending(String invocation) {
    sending = invocation;
    inspector.sending();
  }

  @Override
  public InjectedFault decide(CallerIdentity caller, String service, String operation) {
    String name = service + "." + operation;
    boolean person = caller.principal().equals(CallerIdentity.OPERATOR);
    InjectedFault fault =
        person || processes.isEmpty() ? InjectedFault.NONE : decide(processes.peek(), name);
    inspector.before(person, name);
    return fault;
  }

  private InjectedFault decide(Visit process, String name) {
    if (process.dead) {
      throw new Killed();
    }
    if (process.newest.equals(sending)) {
      // The client tries again.
      return process.fault;
    }
    process.newest = sending;
    Seen call =
        new Seen(
            process.step, process.visit, name, count(process.step + " " + name), ++process.calls);
    seen.add(call);
    if (call.changes()) {
      moment(process.stack, Moment.When.WITHIN, call.step(), call.visit(), call.call());
    }
    process.fault = strike(process, call);
    process.dying |= process.fault == InjectedFault.SLOW;
    return process.fault;
  }

  private InjectedFault strike(Visit process, Seen call) {
    if (reached) {
      return InjectedFault.NONE;
    }
    switch (mishap) {
      case Mishap.OfCall(String step, String name, int nth, InjectedFault fault) -> {
        if (step.equals(call.step()) && name.equals(call.name()) && nth == call.nth()) {
          reached = true;
          return fault;
        }
      }
      case Mishap.OfStep(String step, int visit, int at, Kind kind) -> {
        if (step.equals(call.step()) && visit == call.visit() && at == call.call()) {
          harm(process, kind);
        }
      }
      case Mishap.OfPeople _, Mishap.None _ -> {}
    }
    return InjectedFault.NONE;
  }

  private void harm(Visit process, Kind kind) {
    reached = true;
    switch (kind) {
      case KILLED_WITHIN -> process.dying = true;
      case TWO_AT_ONCE -> process.again.run();
      case REDRIVEN_WITHIN -> stop.run();
      default -> reached = false;
    }
  }

  @Override
  public void answered() {
    inspector.after();
    if (!processes.isEmpty() && processes.peek().dying) {
      processes.peek().dead = true;
      throw new Killed();
    }
  }
}
