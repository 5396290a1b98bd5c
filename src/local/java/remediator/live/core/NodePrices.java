package remediator.live.core;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a node costs for an hour at most: list prices on demand, USD. */
public final class NodePrices {
  public static final String USUAL_TYPE = "cache.t4g.micro";
  public static final String USUAL_REGION = "us-east-1";

  /** In the Regions of {@link #LISTED}. */
  private static final Map<String, String> PRICES =
      new TreeMap<>(
          Map.of(
              USUAL_TYPE,
              "0.016",
              "cache.t4g.small",
              "0.032",
              "cache.t4g.medium",
              "0.065",
              "cache.t3.micro",
              "0.017",
              "cache.t3.small",
              "0.034",
              "cache.t3.medium",
              "0.068"));

  private static final Set<String> LISTED = Set.of(USUAL_REGION, "us-east-2", "us-west-2");

  /** No Region lists these at twice the price. */
  private static final BigDecimal ELSEWHERE = BigDecimal.TWO;

  private NodePrices() {}

  /**
   * @throws RunStoppedException where no price of that type is known
   */
  public static BigDecimal hourly(String nodeType, String region) {
    String price = PRICES.get(nodeType);
    if (price == null) {
      throw new RunStoppedException(
          "-Dnode-type=%s: its price is not known here, so the costs cannot be told; there are %s."
              .formatted(nodeType, String.join(", ", PRICES.keySet())));
    }
    BigDecimal hour = new BigDecimal(price);
    return LISTED.contains(region) ? hour : hour.multiply(ELSEWHERE);
  }
}
