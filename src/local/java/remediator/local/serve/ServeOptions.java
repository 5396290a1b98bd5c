package remediator.local.serve;

import awsemulator.elasticache.fleet.Fleet;
import java.math.BigDecimal;
import java.nio.file.Path;
import remediator.local.report.RunOptions;

/**
 * What serving was asked for.
 *
 * @param port 0 for any free one
 * @param speed cloud seconds in a second
 */
public record ServeOptions(int port, double speed, Fleet fleet) {
  private static final int LARGEST_PORT = 65_535;

  /** An hour a second; more would let whole flows pass between two looks of a client. */
  private static final int FASTEST = 3_600;

  /**
   * Reads the properties that Maven hands over.
   *
   * @throws IllegalArgumentException with a sentence, where one of them is of no use
   */
  public static ServeOptions of(String port, String speed, Path fleet) {
    return new ServeOptions(port(port), speed(speed), RunOptions.fleet(fleet));
  }

  private static int port(String text) {
    int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (port < 0 || port > LARGEST_PORT) {
      throw new IllegalArgumentException(
          "-Dserve="
              + text
              + ": a port is a whole number from 1 to "
              + LARGEST_PORT
              + ", or 0 for any that is free.");
    }
    return port;
  }

  private static double speed(String text) {
    double speed =
        text.isEmpty() ? 1 : text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") ? decimal(text) : 0;
    if (speed <= 0 || speed > FASTEST) {
      throw new IllegalArgumentException(
          "-Dspeed="
              + text
              + ": it is how many seconds of the cloud pass in one of yours, a number above 0 and"
              + " up to "
              + FASTEST
              + "; 60 is a minute a second.");
    }
    return speed;
  }

  private static double decimal(String text) {
    return new BigDecimal(text).doubleValue();
  }
}
