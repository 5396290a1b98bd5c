package awsemulator.services.securityhub;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.services.securityhub.model.AllowedOperators;
import software.amazon.awssdk.services.securityhub.model.CompositeFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfFindingFilters;
import software.amazon.awssdk.services.securityhub.model.OcsfNumberFilter;
import software.amazon.awssdk.services.securityhub.model.OcsfStringFilter;

/** The filters of GetFindingsV2 that this cloud knows; a field's name is its path in OCSF. */
final class OcsfFilters {
  private static final Set<String> TEXTS =
      Set.of(
          "cloud.account.uid",
          "cloud.region",
          "compliance.control",
          "compliance.status",
          "finding_info.uid",
          "metadata.product.uid",
          "metadata.uid",
          "resources.uid",
          "status");
  private static final Set<String> NUMBERS =
      Set.of("activity_id", "compliance.status_id", "severity_id", "status_id");

  private OcsfFilters() {}

  static Predicate<Map<String, Object>> of(OcsfFindingFilters filters) {
    if (filters == null || filters.compositeFilters().isEmpty()) {
      return finding -> true;
    }
    return joined(
        filters.compositeOperator(),
        filters.compositeFilters().stream().map(OcsfFilters::composite));
  }

  private static Predicate<Map<String, Object>> composite(CompositeFilter filter) {
    if (filter.hasBooleanFilters()
        || filter.hasDateFilters()
        || filter.hasIpFilters()
        || filter.hasMapFilters()
        || filter.hasNestedCompositeFilters()) {
      throw OcsfHub.invalid("This cloud knows string and number filters only.");
    }
    return joined(
        filter.operator(),
        Stream.concat(
            filter.stringFilters().stream().map(OcsfFilters::text),
            filter.numberFilters().stream().map(OcsfFilters::number)));
  }

  private static Predicate<Map<String, Object>> joined(
      AllowedOperators operator, Stream<Predicate<Map<String, Object>>> parts) {
    return parts
        .reduce(operator == AllowedOperators.OR ? Predicate::or : Predicate::and)
        .orElse(finding -> true);
  }

  private static Predicate<Map<String, Object>> text(OcsfStringFilter filter) {
    String path = known(TEXTS, filter.fieldNameAsString());
    return finding ->
        FindingFilters.match(
            filter.filter(), FindingDocuments.texts(finding, path), OcsfHub::invalid);
  }

  private static Predicate<Map<String, Object>> number(OcsfNumberFilter filter) {
    String path = known(NUMBERS, filter.fieldNameAsString());
    return finding -> FindingFilters.match(filter.filter(), FindingDocuments.texts(finding, path));
  }

  private static String known(Set<String> fields, String field) {
    if (!fields.contains(String.valueOf(field))) {
      throw OcsfHub.invalid("This cloud does not know the filter field " + field + ".");
    }
    return field;
  }
}
