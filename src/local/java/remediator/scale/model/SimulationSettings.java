package remediator.scale.model;

import java.time.Duration;

/**
 * What is assumed, since nothing here can measure it: said in src/docs/performance.md.
 *
 * @param fastestCall of AWS, from a function in the same Region; between this and the slowest one
 *     each is as likely
 * @param ownTime CPU of an event, besides its calls
 * @param start of an environment, from its snapshot
 * @param role how long credentials of a role are kept: the SDK fetches others five minutes before
 *     their hour is over
 * @param answer how long people take to answer a gate
 * @param seed of everything that is drawn
 */
public record SimulationSettings(
    Duration fastestCall,
    Duration slowestCall,
    Duration ownTime,
    Duration start,
    Duration role,
    Duration answer,
    long seed) {
  public static final SimulationSettings USUAL =
      new SimulationSettings(
          Duration.ofMillis(15),
          Duration.ofMillis(45),
          Duration.ofMillis(20),
          Duration.ofMillis(500),
          Duration.ofMinutes(55),
          Duration.ofHours(8),
          20_261_127);

  public SimulationSettings withSeed(long other) {
    return new SimulationSettings(fastestCall, slowestCall, ownTime, start, role, answer, other);
  }
}
