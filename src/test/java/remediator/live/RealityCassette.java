package remediator.live;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a run has found, as far as two runs can be compared: verdicts, the operations with their
 * errors, and the members that answers had. Values such as times and ids differ from run to run.
 */
record RealityCassette(Map<String, String> verdicts, Map<String, TreeSet<String>> answers) {
  static RealityCassette read(Path file) {
    try {
      Map<?, ?> written = new ObjectMapper().readValue(Files.readString(file), Map.class);
      RealityCassette cassette = new RealityCassette(new TreeMap<>(), new TreeMap<>());
      ((List<?>) written.get("expectations")).forEach(e -> cassette.add((Map<?, ?>) e));
      return cassette;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(Map<?, ?> expectation) {
    String id = (String) expectation.get("id");
    verdicts.put(id, expectation.get("verdict") + " " + expectation.get("why"));
    TreeSet<String> members = answers.computeIfAbsent(id, i -> new TreeSet<>());
    for (Object one : (List<?>) expectation.get("exchanges")) {
      Map<?, ?> exchange = (Map<?, ?>) one;
      String operation = (String) exchange.get("operation");
      if (exchange.get("error") instanceof Map<?, ?> error) {
        members.add(operation + " error " + error.get("code"));
      } else {
        members(operation, exchange.get("response"), members);
      }
    }
  }

  private static void members(String path, Object value, TreeSet<String> members) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((k, v) -> members(path + "." + k, v, members));
      case List<?> list -> list.forEach(v -> members(path + "[]", v, members));
      case null, default -> members.add(path);
    }
  }
}
