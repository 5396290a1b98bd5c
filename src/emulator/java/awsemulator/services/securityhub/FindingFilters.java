package awsemulator.services.securityhub;

import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.securityhub.model.NumberFilter;
import software.amazon.awssdk.services.securityhub.model.StringFilter;

/** How Security Hub compares ("StringFilter", "NumberFilter", Security Hub API Reference). */
final class FindingFilters {
  private FindingFilters() {}

  /**
   * Filters on one field: the positive ones are joined by OR, the negative ones by AND.
   *
   * @param invalid makes the error for a comparison that does not exist
   */
  static boolean match(
      List<StringFilter> filters, List<String> values, Function<String, RuntimeException> invalid) {
    List<StringFilter> negative = filters.stream().filter(FindingFilters::negative).toList();
    List<StringFilter> positive = filters.stream().filter(f -> !negative(f)).toList();
    return negative.stream().allMatch(f -> match(f, values, invalid))
        && (positive.isEmpty() || positive.stream().anyMatch(f -> match(f, values, invalid)));
  }

  private static boolean negative(StringFilter filter) {
    return String.valueOf(filter.comparisonAsString()).contains("NOT_");
  }

  static boolean match(
      StringFilter filter, List<String> values, Function<String, RuntimeException> invalid) {
    String wanted = filter.value();
    if (wanted == null || filter.comparison() == null) {
      throw invalid.apply("A string filter needs a Value and a Comparison.");
    }
    return switch (filter.comparison()) {
      case EQUALS -> values.contains(wanted);
      case PREFIX -> values.stream().anyMatch(v -> v.startsWith(wanted));
      case CONTAINS -> values.stream().anyMatch(v -> v.contains(wanted));
      case NOT_EQUALS -> !values.contains(wanted);
      case PREFIX_NOT_EQUALS -> values.stream().noneMatch(v -> v.startsWith(wanted));
      case NOT_CONTAINS -> values.stream().noneMatch(v -> v.contains(wanted));
      default ->
          throw invalid.apply("Unknown string comparison " + filter.comparisonAsString() + ".");
    };
  }

  static boolean match(NumberFilter filter, List<String> values) {
    return values.stream().mapToDouble(Double::parseDouble).anyMatch(v -> match(filter, v));
  }

  private static boolean match(NumberFilter filter, double value) {
    return (filter.eq() == null || value == filter.eq())
        && (filter.gt() == null || value > filter.gt())
        && (filter.gte() == null || value >= filter.gte())
        && (filter.lt() == null || value < filter.lt())
        && (filter.lte() == null || value <= filter.lte());
  }
}
