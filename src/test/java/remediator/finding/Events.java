package remediator.finding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;

/** Events for tests: the sample files, changed in one field. */
public final class Events {
  private final Map<String, Object> event;

  private Events(Map<String, Object> event) {
    this.event = event;
  }

  /** A file of the folder events, without ".json". */
  public static Events sample(String name) {
    try {
      return new Events(
          StrictJson.readObject(Files.readAllBytes(Path.of("events", name + ".json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The findings of the event, to be changed in place. */
  public List<Map<String, Object>> findings() {
    return list(map(event.get("detail")).get("findings"));
  }

  /** Sets a field of the first finding; null takes it away. */
  public Events with(String path, Object value) {
    Map<String, Object> at = findings().getFirst();
    List<String> names = List.of(path.split("/", -1));
    for (String name : names.subList(0, names.size() - 1)) {
      Object next = at.get(name);
      at = next instanceof List<?> ? list(next).getFirst() : map(next);
    }
    if (value == null) {
      at.remove(names.getLast());
    } else {
      at.put(names.getLast(), value);
    }
    return this;
  }

  /** Sets a field of the envelope. */
  public Events withEnvelope(String name, Object value) {
    event.put(name, value);
    return this;
  }

  public byte[] bytes() {
    return StrictJson.writeBytes(event);
  }

  @SuppressWarnings("unchecked")
  public static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }
}
