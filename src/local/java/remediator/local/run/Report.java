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

  private Report() {}

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
