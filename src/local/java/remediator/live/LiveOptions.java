package remediator.live;

import java.math.BigDecimal;
import java.util.List;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.RunStoppedException;
import remediator.notification.NodePrices;

/** What a run may do: in which account, how far, and for how much. */
public record LiveOptions(
    String account, List<LiveStage> stages, BigDecimal maxCost, LiveAccount.Choices choices) {
  static final String USUAL_NODE_TYPE = "cache.t4g.micro";
  static final String PRICED_REGION = "us-east-1";

  /** More than any Region asks for what costs one in {@link #PRICED_REGION}. */
  private static final BigDecimal ELSEWHERE = new BigDecimal("2.5");

  /** USD for a node and hour, at most, on demand. */
  static BigDecimal hourly(String nodeType, String region) {
    BigDecimal hour =
        NodePrices.hourly(PRICED_REGION, "redis", nodeType)
            .orElseThrow(
                () ->
                    new RunStoppedException(
                        "-Dnode-type=%s: its price is not known here, so the costs cannot be told; name another."
                            .formatted(nodeType)));
    return region.equals(PRICED_REGION) ? hour : hour.multiply(ELSEWHERE);
  }

  /** At most, in that Region, USD. */
  BigDecimal cost(String region) {
    BigDecimal node = hourly(choices.nodeType(), region);
    return stages.stream().map(s -> s.dollars(node)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  boolean makesThings() {
    return !stages.equals(List.of(LiveStage.ASK));
  }

  int minutes() {
    return stages.stream().mapToInt(LiveStage::minutes).sum();
  }
}
