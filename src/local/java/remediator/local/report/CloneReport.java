package remediator.local.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.ledger.Case;
import remediator.ledger.Fact;

/** How like its source a new group is, as the product's comparison found and the ledger keeps. */
public final class CloneReport {
  private CloneReport() {}

  /**
   * @param around what stands around the group that serves now
   */
  public static Map<String, Object> of(Case flow, Map<String, Object> around) {
    List<String> planned = lines(flow, Fact.PLANNED_DIFFERENCES);
    List<String> different = lines(flow, Fact.DIFFERENCES);
    int attributes = Integer.parseInt(flow.fact(Fact.ATTRIBUTES).orElse("0"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("attributes", attributes);
    map.put("equal", attributes - planned.size() - different.size());
    map.put("planned", planned);
    map.put("different", different);
    map.put("around", around);
    return map;
  }

  private static List<String> lines(Case flow, Fact fact) {
    return flow.fact(fact).orElse("").lines().filter(l -> !l.isEmpty()).toList();
  }
}
