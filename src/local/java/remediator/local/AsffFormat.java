package remediator.local;

import java.util.HashMap;
import java.util.Map;

/** Security Hub CSPM. */
record AsffFormat() implements HubFormat {
  @Override
  public String detailType() {
    return "Security Hub Findings - Imported";
  }

  @Override
  public boolean failed(Map<String, Object> finding) {
    return "FAILED".equals(HubFormat.object(finding, "Compliance").get("Status"))
        && group(finding).contains(":replicationgroup:");
  }

  @Override
  public String control(Map<String, Object> finding) {
    Object id = HubFormat.object(finding, "Compliance").get("SecurityControlId");
    // A finding of one standard may lack it, and ends its generator's name with it.
    String generator = String.valueOf(finding.get("GeneratorId"));
    return id == null ? generator.substring(generator.lastIndexOf('/') + 1) : id.toString();
  }

  @Override
  public String group(Map<String, Object> finding) {
    return String.valueOf(HubFormat.object(finding, "Resources").get("Id"));
  }

  @Override
  public Map<String, Object> passed(Map<String, Object> finding, String at) {
    Map<String, Object> now = HubFormat.with(finding, "Compliance", Map.of("Status", "PASSED"));
    now.put("Workflow", Map.of("Status", "RESOLVED"));
    now.put("UpdatedAt", at);
    return now;
  }

  @Override
  public Map<String, Object> archived(Map<String, Object> finding, String at) {
    Map<String, Object> now = new HashMap<>(finding);
    now.put("RecordState", "ARCHIVED");
    now.put("UpdatedAt", at);
    return now;
  }
}
