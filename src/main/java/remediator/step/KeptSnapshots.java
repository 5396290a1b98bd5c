package remediator.step;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.Fact;

/**
 * Which automatic snapshots are copied, as the ledger keeps it: names of copies by their sources'.
 */
final class KeptSnapshots {
  private KeptSnapshots() {}

  static String write(Map<String, String> copies) {
    return Json.write(copies);
  }

  /** In the order in which they were chosen; empty where none has been yet. */
  static Map<String, String> read(Case c) {
    Map<String, String> copies = new LinkedHashMap<>();
    String json = c.fact(Fact.KEPT_SNAPSHOTS).orElse("{}");
    try {
      Json.readObject(json.getBytes(StandardCharsets.UTF_8))
          .forEach((source, copy) -> copies.put(source, String.valueOf(copy)));
    } catch (IOException e) {
      throw new IllegalStateException("the ledger's " + Fact.KEPT_SNAPSHOTS + " cannot be read", e);
    }
    return copies;
  }

  static Case change(Case c, Consumer<Map<String, String>> change) {
    Map<String, String> copies = read(c);
    change.accept(copies);
    return c.with(Fact.KEPT_SNAPSHOTS, write(copies));
  }
}
