package remediator.local.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;

/** How like its source a new group is, as the product's comparison found and the ledger keeps. */
public final class CloneReport {
  private CloneReport() {}

  /**
   * @param around what stands around the group that serves now
   */
  public static Map<String, Object> of(RemediationCase flow, Map<String, Object> around) {
    List<String> planned = lines(flow, CaseAttribute.EXPECTED_DIFFERENCES);
    List<String> different = lines(flow, CaseAttribute.DIFFERENCES);
    int attributes =
        Integer.parseInt(flow.attribute(CaseAttribute.COMPARED_ATTRIBUTES).orElse("0"));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("attributes", attributes);
    map.put("equal", attributes - planned.size() - different.size());
    map.put("planned", planned);
    map.put("different", different);
    map.put("around", around);
    return map;
  }

  private static List<String> lines(RemediationCase flow, CaseAttribute fact) {
    return flow.attribute(fact).orElse("").lines().filter(l -> !l.isEmpty()).toList();
  }
}
