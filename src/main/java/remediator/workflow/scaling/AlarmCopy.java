package remediator.workflow.scaling;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Tag;

/** The request that makes an alarm for the new group of one for the old. */
record AlarmCopy(PutMetricAlarmRequest request) {
  private static final int LONGEST_NAME = 255;

  /**
   * @param ids the new names of group, nodes and scaling policies
   * @param suffix tells the copy from the original
   * @param flow that makes it
   * @param live whether its actions may be taken
   */
  static AlarmCopy of(
      MetricAlarm alarm,
      List<Tag> tags,
      ResourceIdMapping ids,
      String suffix,
      String flow,
      boolean live) {
    PutMetricAlarmRequest.Builder request = sameMembers(alarm);
    request
        .alarmName(name(alarm.alarmName(), suffix))
        .actionsEnabled(live && !Boolean.FALSE.equals(alarm.actionsEnabled()))
        .tags(tags(tags, flow));
    // An empty list is not the same as none: a metric and an expression exclude each other.
    if (!alarm.dimensions().isEmpty()) {
      request.dimensions(ids.inDimensions(alarm.dimensions()));
    }
    if (!alarm.metrics().isEmpty()) {
      request.metrics(ids.inQueries(alarm.metrics()));
    }
    if (!alarm.alarmActions().isEmpty()) {
      request.alarmActions(ids.in(alarm.alarmActions()));
    }
    if (!alarm.okActions().isEmpty()) {
      request.okActions(ids.in(alarm.okActions()));
    }
    if (!alarm.insufficientDataActions().isEmpty()) {
      request.insufficientDataActions(ids.in(alarm.insufficientDataActions()));
    }
    return new AlarmCopy(request.build());
  }

  /** Every member that request and alarm have in common, by the SDK's own model. */
  private static PutMetricAlarmRequest.Builder sameMembers(MetricAlarm alarm) {
    Map<String, Object> values = new HashMap<>();
    for (SdkField<?> field : alarm.sdkFields()) {
      Object value = field.getValueOrDefault(alarm);
      if (value != null && !(value instanceof SdkAutoConstructList)) {
        values.put(field.memberName(), value);
      }
    }
    PutMetricAlarmRequest.Builder request = PutMetricAlarmRequest.builder();
    for (SdkField<?> field : request.sdkFields()) {
      if (values.containsKey(field.memberName())) {
        field.set(request, values.get(field.memberName()));
      }
    }
    return request;
  }

  static String name(String original, String suffix) {
    String name = original + "-" + suffix;
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    // What is cut off still tells two long names apart.
    String tail = "-" + Integer.toHexString(original.hashCode()) + "-" + suffix;
    return original.substring(0, LONGEST_NAME - tail.length()) + tail;
  }

  private static List<Tag> tags(List<Tag> original, String flow) {
    List<Tag> tags = new ArrayList<>();
    original.stream()
        .filter(t -> !t.key().startsWith("aws:") && !t.key().equals(ResourceTags.FLOW))
        .forEach(tags::add);
    tags.add(Tag.builder().key(ResourceTags.FLOW).value(flow).build());
    return tags;
  }
}
