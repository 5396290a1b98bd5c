package remediator.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import remediator.local.cloud.EventFixtures;

/** How one of the two Security Hubs writes what becomes of a finding. */
interface HubFormat {
  String detailType();

  /** The one that a finding is written in. */
  static HubFormat of(Map<String, Object> finding) {
    return finding.containsKey("finding_info") ? new OcsfFormat() : new AsffFormat();
  }

  /** Whether it says that a control failed on one replication group. */
  boolean failed(Map<String, Object> finding);

  String control(Map<String, Object> finding);

  /** ARN. */
  String group(Map<String, Object> finding);

  /** The same finding once its control is met. */
  Map<String, Object> passed(Map<String, Object> finding, String at);

  /** The same finding once its resource is gone. */
  Map<String, Object> archived(Map<String, Object> finding, String at);

  /** What is at a key, through the only element of a list; empty where there is no such object. */
  static Map<String, Object> object(Map<String, Object> from, String key) {
    Object value = from.get(key);
    Object only = value instanceof List<?> list && list.size() == 1 ? list.getFirst() : value;
    return only instanceof Map<?, ?> ? EventFixtures.castToObject(only) : Map.of();
  }

  /** A copy with the object at a key changed. */
  static Map<String, Object> with(
      Map<String, Object> finding, String key, Map<String, Object> changes) {
    Map<String, Object> inner = new HashMap<>(object(finding, key));
    inner.putAll(changes);
    Map<String, Object> copy = new HashMap<>(finding);
    copy.put(key, inner);
    return copy;
  }
}
