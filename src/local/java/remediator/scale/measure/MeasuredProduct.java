package remediator.scale.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was measured of the product in the local cloud.
 *
 * @param intake calls of events
 * @param flows by the kind of the group
 */
public record MeasuredProduct(IntakeProfiles intake, Map<GroupKind, MeasuredFlow> flows) {
  /**
   * Measures; takes half a minute.
   *
   * @param answer how long each gate waits for its yes
   */
  public static MeasuredProduct measure(Path folder, Duration answer) throws Exception {
    Map<GroupKind, MeasuredFlow> flows = new EnumMap<>(GroupKind.class);
    for (GroupKind kind : GroupKind.values()) {
      if (kind.needsFlow()) {
        flows.put(kind, MeasuredFlow.of(kind, folder(folder, kind.name()), answer));
      }
    }
    return new MeasuredProduct(IntakeProfiles.measure(folder(folder, "intake")), flows);
  }

  private static Path folder(Path parent, String name) throws IOException {
    return Files.createDirectories(parent.resolve(name));
  }
}
