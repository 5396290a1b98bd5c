package remediator.local;

import awsemulator.data.DataPlane;

/** The local run's own counting of writes, for tests elsewhere. */
public record ObservedBy(DataPlane plane) {
  /**
   * Counts what passes through.
   *
   * @param real counted by
   */
  public static ObservedBy counting(DataPlane real) {
    return new ObservedBy(new ObservedData(real));
  }

  ObservedData data() {
    return (ObservedData) plane;
  }
}
