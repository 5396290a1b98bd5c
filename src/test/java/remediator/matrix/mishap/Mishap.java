package remediator.matrix.mishap;

import awsemulator.cloud.InjectedFault;

/** The one thing that goes wrong in a cell. */
public sealed interface Mishap {
  /** In the table of the report: a call or a step. */
  String row();

  /** In the table of the report: what goes wrong with it. */
  String column();

  /** Nothing: the run that the others are made of. */
  record None() implements Mishap {
    @Override
    public String row() {
      return "";
    }

    @Override
    public String column() {
      return "";
    }
  }

  /**
   * An AWS call goes wrong, with all the tries that the client makes.
   *
   * @param nth which of the calls of that name that the step makes in the whole run, from 1
   */
  record OfCall(String step, String call, int nth, InjectedFault fault) implements Mishap {
    @Override
    public String row() {
      return call;
    }

    @Override
    public String column() {
      return fault.name();
    }
  }

  /** What becomes of a step, or of the execution that is in it. */
  enum Kind {
    /** The process dies before it has done anything. */
    KILLED_BEFORE,
    /** It dies when a call has been carried out, and before it knows. */
    KILLED_WITHIN,
    /** It dies when all is done, and before it has answered. */
    KILLED_AFTER,
    /** It runs again as soon as it has ended; the second answer counts. */
    RUN_TWICE,
    /** Just before a call of the first, a second runs from begin to end. */
    TWO_AT_ONCE,
    /** The execution is stopped as it enters the step, and redriven. */
    REDRIVEN,
    /** The execution is stopped while the step is within a call, and redriven. */
    REDRIVEN_WITHIN,
    /** The execution is stopped as it enters the step, and nobody cares. */
    STOPPED
  }

  /**
   * A step, or its execution, comes to harm.
   *
   * @param visit which run of the step, from 1
   * @param call which call within that run, from 1; 0 where it does not matter
   */
  record OfStep(String step, int visit, int call, Kind kind) implements Mishap {
    @Override
    public String row() {
      return step;
    }

    @Override
    public String column() {
      return kind.name();
    }
  }

  /** Somebody acts, and nothing else goes wrong. */
  record OfPeople(Act act, Moment moment) implements Mishap {
    @Override
    public String row() {
      return moment.when() == Moment.When.GATE ? "Ask " + moment.step() : moment.step();
    }

    @Override
    public String column() {
      return act.kind().name();
    }
  }
}
