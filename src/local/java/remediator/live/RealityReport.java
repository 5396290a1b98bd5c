package remediator.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.live.core.ExchangeRecorder;
import remediator.live.core.Expectation;
import remediator.live.core.Verdict;
import remediator.local.report.TerminalOutput;

/** What was found: each expectation's verdict, and what was exchanged for it. */
final class RealityReport {
  /** Exchanges of one expectation that are written out; a poll has many that say the same. */
  private static final int MOST = 8;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final ExchangeRecorder recorder;

  RealityReport(Path file, ExchangeRecorder recorder) {
    this.file = file;
    this.recorder = recorder;
  }

  /** Writes it, says how many hold, and returns whether all do. */
  boolean write(Map<Expectation, Verdict> verdicts, TerminalOutput terminal) {
    List<String> all = new ArrayList<>();
    verdicts.forEach(
        (expectation, verdict) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("id", expectation.id());
          one.put("stage", expectation.stage().number());
          one.put("state", expectation.state().toString());
          one.put("verdict", verdict.kind().toString());
          one.put("why", recorder.scrubber().anonymous(verdict.why()));
          List<Map<String, Object>> exchanges = recorder.of(expectation.id());
          one.put("exchanges", exchanges.subList(0, Math.min(MOST, exchanges.size())));
          one.put("asked", exchanges.size());
          all.add(json(one));
        });
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // A line for each, so that two of these can be compared by eye.
      Files.writeString(file, "{\"expectations\": [\n" + String.join(",\n", all) + "\n]}\n", UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    long hold = verdicts.values().stream().filter(v -> v.kind() == Verdict.Kind.HOLDS).count();
    terminal.hanging(
        "", "%d of %d expectations hold; %s has what was said.".formatted(hold, all.size(), file));
    return hold == all.size();
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
