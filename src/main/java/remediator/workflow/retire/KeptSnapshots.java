package remediator.workflow.retire;

import java.util.Map;
import java.util.function.Consumer;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;

/**
 * Which automatic snapshots are copied, as the ledger keeps it: names of copies by their sources'.
 */
final class KeptSnapshots {
  private KeptSnapshots() {}

  static String write(Map<String, String> copies) {
    return StrictJson.write(copies);
  }

  /** In the order in which they were chosen; empty where none has been yet. */
  static Map<String, String> read(RemediationCase c) {
    return c.map(CaseAttribute.COPIED_SNAPSHOTS, String.class);
  }

  static RemediationCase change(RemediationCase c, Consumer<Map<String, String>> change) {
    Map<String, String> copies = read(c);
    change.accept(copies);
    return c.with(CaseAttribute.COPIED_SNAPSHOTS, write(copies));
  }
}
