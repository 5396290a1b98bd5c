package remediator.matrix;

import remediator.matrix.mishap.Mishap;
import remediator.matrix.trial.Flow;

/** One thing that goes wrong in one kind of flow. */
record Cell(Flow flow, Mishap mishap) {
  /** In words, for whoever has to look into it. */
  @Override
  public String toString() {
    return flow
        + ": "
        + switch (mishap) {
          case Mishap.None _ -> "nothing";
          case Mishap.OfCall c ->
              "%s, %s %s, no. %d".formatted(c.fault(), c.step(), c.call(), c.nth());
          case Mishap.OfStep s ->
              "%s, %s, run %d, call %d".formatted(s.kind(), s.step(), s.visit(), s.call());
          case Mishap.OfPeople p -> "somebody %s %s".formatted(p.act(), p.moment());
        };
  }
}
