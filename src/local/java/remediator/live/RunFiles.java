package remediator.live;

import java.nio.file.Path;

/**
 * Where a run writes.
 *
 * @param journals folder of what is made, which must outlive a run that was killed
 * @param report what was found
 */
public record RunFiles(Path journals, Path report) {
  /** In the folder that the program was started in. */
  public static RunFiles usual() {
    return new RunFiles(Path.of(".live"), Path.of("target", "live", "reality.json"));
  }
}
