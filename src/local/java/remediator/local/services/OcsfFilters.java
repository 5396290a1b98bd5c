package remediator.local.services;

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

  static boolean match(OcsfFindingFilters filters, Map<String, Object> finding) {
    if (filters == null || filters.compositeFilters().isEmpty()) {
      return true;
    }
    return joined(
        filters.compositeOperator(),
        filters.compositeFilters().stream().map(f -> composite(f, finding)));
  }

  private static boolean composite(CompositeFilter filter, Map<String, Object> finding) {
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
            filter.stringFilters().stream().map(f -> text(f, finding)),
            filter.numberFilters().stream().map(f -> number(f, finding))));
  }

  private static boolean joined(AllowedOperators operator, Stream<Boolean> results) {
    // All are looked at, so that an unknown field is refused wherever it stands.
    var all = results.toList();
    Predicate<Boolean> holds = Boolean::booleanValue;
    return operator == AllowedOperators.OR
        ? all.stream().anyMatch(holds)
        : all.stream().allMatch(holds);
  }

  private static boolean text(OcsfStringFilter filter, Map<String, Object> finding) {
    String path = known(TEXTS, filter.fieldNameAsString());
    return Filters.match(filter.filter(), Findings.texts(finding, path), OcsfHub::invalid);
  }

  private static boolean number(OcsfNumberFilter filter, Map<String, Object> finding) {
    String path = known(NUMBERS, filter.fieldNameAsString());
    return Filters.match(filter.filter(), Findings.texts(finding, path));
  }

  private static String known(Set<String> fields, String field) {
    if (!fields.contains(String.valueOf(field))) {
      throw OcsfHub.invalid("This cloud does not know the filter field " + field + ".");
    }
    return field;
  }
}
