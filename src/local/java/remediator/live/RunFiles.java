package remediator.live;

import java.nio.file.Path;

/**
 * Where a run writes.
 *
 * @param journals folder of what is made, which must outlive a run that was killed
 * @param report what was found
 */
public record RunFiles(Path journals, Path report) {
  /** Of the local cloud, whose findings are not to be taken for an account's. */
  public static RunFiles local() {
    Path folder = Path.of("target", "live", "local");
    return new RunFiles(folder, folder.resolve("reality.json"));
  }

  /** In the folder that the program was started in. */
  public static RunFiles usual() {
    return new RunFiles(Path.of(".live"), Path.of("target", "live", "reality.json"));
  }
}
