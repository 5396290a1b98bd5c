package remediator.local;

import java.util.HashMap;
import java.util.Map;

/** The newer Security Hub: OCSF compliance findings. */
record OcsfFormat() implements HubFormat {
  @Override
  public String detailType() {
    return "Findings Imported V2";
  }

  @Override
  public boolean failed(Map<String, Object> finding) {
    return "Fail".equals(HubFormat.object(finding, "compliance").get("status"))
        && group(finding).contains(":replicationgroup:");
  }

  @Override
  public String control(Map<String, Object> finding) {
    return String.valueOf(HubFormat.object(finding, "compliance").get("control"));
  }

  @Override
  public String group(Map<String, Object> finding) {
    Map<String, Object> resource = HubFormat.object(finding, "resources");
    String alternative = String.valueOf(resource.get("uid_alt"));
    return alternative.startsWith("arn:") ? alternative : String.valueOf(resource.get("uid"));
  }

  /** Live findings that pass arrive as Resolved. */
  @Override
  public Map<String, Object> passed(Map<String, Object> finding, String at) {
    Map<String, Object> now =
        HubFormat.with(finding, "compliance", Map.of("status", "Pass", "status_id", 1));
    now.putAll(Map.of("status", "Resolved", "status_id", 4));
    return dated(now, at);
  }

  @Override
  public Map<String, Object> archived(Map<String, Object> finding, String at) {
    Map<String, Object> now = new HashMap<>(finding);
    now.putAll(
        Map.of(
            "activity_id",
            3,
            "activity_name",
            "Close",
            "status",
            "Archived",
            "status_id",
            5,
            "type_uid",
            200303,
            "type_name",
            "Compliance Finding: Close"));
    return dated(now, at);
  }

  private static Map<String, Object> dated(Map<String, Object> finding, String at) {
    Map<String, Object> now =
        HubFormat.with(finding, "finding_info", Map.of("modified_time_dt", at));
    now.put("time_dt", at);
    return now;
  }
}
