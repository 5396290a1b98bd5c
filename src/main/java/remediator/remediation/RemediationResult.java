package remediator.remediation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.plan.Plan.Decision;

/**
 * What was decided about one finding, for the log and the answer.
 *
 * @param finding its id
 * @param control empty where it is not ours
 * @param group ARN, empty where it is not ours
 * @param decision the plan's; empty where the finding is ignored
 * @param reasons sentences
 * @param flow name of the flow that works on it, or empty
 * @param untold sentences on why nobody could be told, where that is all that was to be done
 */
public record RemediationResult(
    String finding,
    String control,
    String group,
    Optional<Decision> decision,
    List<String> reasons,
    String flow,
    List<String> untold) {
  public RemediationResult {
    reasons = List.copyOf(reasons);
    untold = List.copyOf(untold);
  }

  RemediationResult(
      String finding,
      String control,
      String group,
      Optional<Decision> decision,
      List<String> reasons,
      String flow) {
    this(finding, control, group, decision, reasons, flow, List.of());
  }

  /** The same of which nobody could be told. */
  RemediationResult withUntold(List<String> problems) {
    return new RemediationResult(finding, control, group, decision, reasons, flow, problems);
  }

  /** For findings that are not acted on for what they are. */
  public static RemediationResult ignored(String finding, String reason) {
    return new RemediationResult(finding, "", "", Optional.empty(), List.of(reason), "");
  }

  /** As it is logged. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("finding", finding);
    map.put("control", control);
    map.put("group", group);
    map.put("decision", decision.map(Decision::name).orElse("IGNORED"));
    map.put("reasons", reasons);
    map.put("flow", flow);
    return map;
  }
}
