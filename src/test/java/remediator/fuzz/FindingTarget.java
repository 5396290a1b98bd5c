package remediator.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import remediator.json.StrictJson;

/**
 * A sample event in which some values are replaced: the first byte says which sample, then each
 * replacement is a byte for the place, one for the kind of value, one for its length, and the
 * value.
 */
public final class FindingTarget {
  private static final List<String> SAMPLES =
      List.of(
          "ec5-redis-7.1-online-tls",
          "ec5-redis-7.1-online-tls.ocsf",
          "ec5-redis-7.1-online-tls.per-standard",
          "ec5-redis-7.1-online-tls.custom-action",
          "ec4-and-ec5-together-replace");

  private FindingTarget() {}

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] data) throws IOException {
    if (data.length < 4) {
      return;
    }
    Map<String, Object> event =
        StrictJson.readObject(Sample.TEXTS.get(at(data, 0) % SAMPLES.size()));
    int i = 1;
    while (i + 2 < data.length) {
      int length = Math.min(at(data, i + 2), data.length - i - 3);
      String text = new String(data, i + 3, length, StandardCharsets.UTF_8);
      List<Consumer<Object>> places = places(event);
      places.get(at(data, i) % places.size()).accept(value(at(data, i + 1), text));
      i += 3 + length;
    }
    EventTarget.fuzzerTestOneInput(StrictJson.writeBytes(event));
  }

  private static int at(byte[] data, int i) {
    return Byte.toUnsignedInt(data[i]);
  }

  /** What holds others can be changed in its turn. */
  private static Object value(int kind, String text) {
    return switch (kind % 8) {
      case 0 -> null;
      case 1 -> text.length();
      case 2 -> text.isEmpty();
      case 3 -> new ArrayList<>(List.of(text));
      case 4 -> new LinkedHashMap<>(Map.of(text, text));
      default -> text;
    };
  }

  /** Ways to set each value in the event, however deep. */
  @SuppressWarnings("unchecked")
  private static List<Consumer<Object>> places(Object json) {
    List<Consumer<Object>> places = new ArrayList<>();
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> object = (Map<String, Object>) map;
      for (String name : object.keySet()) {
        places.add(v -> object.put(name, v));
        places.addAll(places(object.get(name)));
      }
    } else if (json instanceof List<?> list) {
      List<Object> items = (List<Object>) list;
      for (int i = 0; i < items.size(); i++) {
        int index = i;
        places.add(v -> items.set(index, v));
        places.addAll(places(items.get(i)));
      }
    }
    return places.isEmpty() ? List.of(v -> {}) : places;
  }

  private static final class Sample {
    static final List<byte[]> TEXTS = SAMPLES.stream().map(Sample::read).toList();

    private static byte[] read(String name) {
      try {
        return Files.readAllBytes(Path.of("events", name + ".json"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
