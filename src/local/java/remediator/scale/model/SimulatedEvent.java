package remediator.scale.model;

import java.time.Instant;
import java.util.List;
import remediator.scale.measure.ServiceCall;

/** An event on its way to the function. */
final class SimulatedEvent {
  private final SimulatedFleet.SimulatedGroup group;
  private final Instant sent;
  private final List<ServiceCall> fixed;
  private final Runnable dealtWith;
  private int receives;

  private SimulatedEvent(
      SimulatedFleet.SimulatedGroup group,
      Instant sent,
      List<ServiceCall> fixed,
      Runnable dealtWith) {
    this.group = group;
    this.sent = sent;
    this.fixed = fixed;
    this.dealtWith = dealtWith;
  }

  /** A failed control. */
  static SimulatedEvent failed(SimulatedFleet.SimulatedGroup group, Instant sent) {
    return new SimulatedEvent(group, sent, List.of(), () -> {});
  }

  /** Any other, whose calls are the same whatever the case. */
  static SimulatedEvent other(
      SimulatedFleet.SimulatedGroup group, Instant sent, List<ServiceCall> calls) {
    return other(group, sent, calls, () -> {});
  }

  /**
   * The same.
   *
   * @param dealtWith called when that has been done
   */
  static SimulatedEvent other(
      SimulatedFleet.SimulatedGroup group,
      Instant sent,
      List<ServiceCall> calls,
      Runnable dealtWith) {
    return new SimulatedEvent(group, sent, List.copyOf(calls), dealtWith);
  }

  /** Tells whoever wants to know. */
  void end() {
    dealtWith.run();
  }

  SimulatedFleet.SimulatedGroup group() {
    return group;
  }

  Instant sent() {
    return sent;
  }

  boolean isFailedControl() {
    return fixed.isEmpty();
  }

  List<ServiceCall> fixed() {
    return fixed;
  }

  /** Counts a delivery; returns how many there were. */
  int receive() {
    return ++receives;
  }
}
