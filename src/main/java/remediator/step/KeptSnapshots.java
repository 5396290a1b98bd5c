package remediator.step;

import java.util.Map;
import java.util.function.Consumer;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Fact;

/**
 * Which automatic snapshots are copied, as the ledger keeps it: names of copies by their sources'.
 */
final class KeptSnapshots {
  private KeptSnapshots() {}

  static String write(Map<String, String> copies) {
    return StrictJson.write(copies);
  }

  /** In the order in which they were chosen; empty where none has been yet. */
  static Map<String, String> read(Case c) {
    return c.map(Fact.KEPT_SNAPSHOTS, String.class);
  }

  static Case change(Case c, Consumer<Map<String, String>> change) {
    Map<String, String> copies = read(c);
    change.accept(copies);
    return c.with(Fact.KEPT_SNAPSHOTS, write(copies));
  }
}
