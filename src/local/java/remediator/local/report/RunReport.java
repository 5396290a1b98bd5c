package remediator.local.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;

/** Writes what became of a run: for programs and for people. */
public record RunReport(Path folder) {
  private static final String HTML = "report.html";
  private static final String JSON = "report.json";
  private static final String AS_PLANNED = "as-planned";

  public static RunReport usual() {
    return new RunReport(Path.of("target/local"));
  }

  public Path html() {
    return folder.resolve(HTML);
  }

  /** Takes away what an earlier run left, so that nothing of it is read as this one's. */
  public void clear() {
    delete(List.of(JSON, HTML, AS_PLANNED));
  }

  /** Takes away what lets the build pass. */
  public void notAsPlanned() {
    delete(List.of(AS_PLANNED));
  }

  private void delete(List<String> names) {
    try {
      for (String name : names) {
        Files.deleteIfExists(folder.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }

  public void write(List<EventReport> events, GateScript gates, double wallSeconds) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("events", events.stream().map(e -> e.toMap(gates)).toList());
    report.put("wallSeconds", Math.round(wallSeconds * 10) / 10.0);
    write(JSON, StrictJson.write(report));
    write(HTML, new HtmlReport(gates).render(events, wallSeconds));
    if (events.stream().allMatch(e -> e.asPlanned(gates))) {
      // Lets the build pass.
      write(AS_PLANNED, "");
    }
  }

  private void write(String name, String text) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + folder, e);
    }
  }
}
