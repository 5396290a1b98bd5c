package awsemulator.services.securityhub;

import awsemulator.wire.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
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
  static Predicate<Map<String, Object>> of(AwsSecurityFindingFilters filters) {
    if (filters == null) {
      return finding -> true;
    }
    for (String name : JsonWriter.write(filters).keySet()) {
      if (!PATHS.containsKey(name)) {
        throw AsffHub.invalid("This cloud does not know the filter " + name + ".");
      }
    }
    return finding ->
        filters.sdkFields().stream()
            .filter(field -> PATHS.containsKey(field.locationName()))
            .allMatch(field -> match(on(field, filters), field.locationName(), finding));
  }

  private static boolean match(
      List<StringFilter> filters, String name, Map<String, Object> finding) {
    return FindingFilters.match(
        filters, FindingDocuments.texts(finding, PATHS.get(name)), AsffHub::invalid);
  }

  private static List<StringFilter> on(SdkField<?> field, AwsSecurityFindingFilters filters) {
    return ((List<?>) field.getValueOrDefault(filters))
        .stream().map(StringFilter.class::cast).toList();
  }
}
