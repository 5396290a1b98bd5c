package remediator.local.services;

import java.util.List;
import java.util.Map;
import remediator.local.wire.JsonWriter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.services.securityhub.model.AwsSecurityFindingFilters;
import software.amazon.awssdk.services.securityhub.model.StringFilter;

/** The filters of GetFindings that this cloud knows: the fields, and where findings have them. */
final class AsffFilters {
  private static final Map<String, String> PATHS =
      Map.of(
          "AwsAccountId", "AwsAccountId",
          "ComplianceSecurityControlId", "Compliance.SecurityControlId",
          "ComplianceStatus", "Compliance.Status",
          "Id", "Id",
          "ProductArn", "ProductArn",
          "RecordState", "RecordState",
          "Region", "Region",
          "ResourceId", "Resources.Id",
          "WorkflowStatus", "Workflow.Status");

  private AsffFilters() {}

  /** Filters on different fields are joined by AND. */
  static boolean match(AwsSecurityFindingFilters filters, Map<String, Object> finding) {
    if (filters == null) {
      return true;
    }
    JsonWriter.write(filters)
        .keySet()
        .forEach(
            name -> {
              if (!PATHS.containsKey(name)) {
                throw AsffHub.invalid("This cloud does not know the filter " + name + ".");
              }
            });
    return filters.sdkFields().stream()
        .filter(field -> PATHS.containsKey(field.locationName()))
        .allMatch(
            field ->
                Filters.match(
                    on(field, filters),
                    Findings.texts(finding, PATHS.get(field.locationName())),
                    AsffHub::invalid));
  }

  private static List<StringFilter> on(SdkField<?> field, AwsSecurityFindingFilters filters) {
    return ((List<?>) field.getValueOrDefault(filters))
        .stream().map(StringFilter.class::cast).toList();
  }
}
