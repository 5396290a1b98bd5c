package remediator.live;

import java.math.BigDecimal;
import java.util.List;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.NodePrices;

/** What a run may do: in which account, how far, and for how much. */
public record LiveOptions(
    String account, List<LiveStage> stages, BigDecimal maxCost, LiveAccount.Choices choices) {
  /** At most, in that Region, USD. */
  BigDecimal cost(String region) {
    BigDecimal node = NodePrices.hourly(choices.nodeType(), region);
    return stages.stream().map(s -> s.dollars(node)).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  boolean makesThings() {
    return !stages.equals(List.of(LiveStage.ASK));
  }

  int minutes() {
    return stages.stream().mapToInt(LiveStage::minutes).sum();
  }
}
