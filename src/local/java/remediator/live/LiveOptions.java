package remediator.live;

import java.math.BigDecimal;
import java.util.List;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;

/** What a run may do: in which account, how far, and for how much. */
public record LiveOptions(
    String account, List<LiveStage> stages, BigDecimal maxCost, LiveAccount.Choices choices) {
  BigDecimal cost() {
    return stages.stream().map(LiveStage::dollars).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  int minutes() {
    return stages.stream().mapToInt(LiveStage::minutes).sum();
  }
}
