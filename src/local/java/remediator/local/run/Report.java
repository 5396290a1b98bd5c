package remediator.local.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.json.Json;

/** Writes what became of a run: for programs and for people. */
final class Report {
  private static final Path FOLDER = Path.of("target/local");
  private static final String AS_PLANNED = "as-planned";

  private Report() {}

  /** Takes away what an earlier run left, so that nothing of it is read as this one's. */
  static void clear() {
    try {
      for (String name : List.of("report.json", "report.html", AS_PLANNED)) {
        Files.deleteIfExists(FOLDER.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + FOLDER, e);
    }
  }

  /** Leaves the file that lets the build pass. */
  static void endedAsPlanned() {
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(AS_PLANNED), "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + FOLDER, e);
    }
  }

  static void write(List<EventReport> events, double wallSeconds) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("events", events.stream().map(EventReport::toMap).toList());
    report.put("wallSeconds", Math.round(wallSeconds * 10) / 10.0);
    try {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve("report.json"), Json.write(report));
      Files.writeString(FOLDER.resolve("report.html"), new HtmlReport().render(events));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + FOLDER, e);
    }
  }
}
