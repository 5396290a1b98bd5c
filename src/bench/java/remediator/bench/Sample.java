package remediator.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values that were measured, and what is told of them. */
record Sample(double[] sorted) {
  static Sample of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new Sample(sorted);
  }

  int n() {
    return sorted.length;
  }

  double median() {
    return quantile(0.5);
  }

  /** Between the neighbours in proportion. */
  double quantile(double part) {
    double at = part * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }

  /** The middle half, and all of it. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", n());
    map.put("median", rounded(median()));
    map.put("p25", rounded(quantile(0.25)));
    map.put("p75", rounded(quantile(0.75)));
    map.put("min", rounded(sorted[0]));
    map.put("max", rounded(sorted[n() - 1]));
    return map;
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
