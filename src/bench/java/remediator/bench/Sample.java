package remediator.bench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that were measured, and what is told of them. */
record Sample(List<Double> sorted) {
  Sample {
    sorted = List.copyOf(sorted);
  }

  static Sample of(double[] values) {
    return new Sample(Arrays.stream(values).sorted().boxed().toList());
  }

  int n() {
    return sorted.size();
  }

  double median() {
    return quantile(0.5);
  }

  /** Between the neighbours in proportion. */
  double quantile(double part) {
    double at = part * (sorted.size() - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.size() - 1);
    return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
  }

  /** The middle half, and all of it. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("n", n());
    map.put("median", rounded(median()));
    map.put("p25", rounded(quantile(0.25)));
    map.put("p75", rounded(quantile(0.75)));
    map.put("min", rounded(sorted.getFirst()));
    map.put("max", rounded(sorted.getLast()));
    return map;
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
