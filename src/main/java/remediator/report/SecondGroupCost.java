package remediator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import remediator.ledger.CaseAttribute;

/**
 * What a replacement's second group costs, by the ledger alone: an estimate at the on-demand prices
 * of the day of the plan, for lists in which nobody looks at live groups.
 *
 * @param day US dollars a day
 * @param since when ElastiCache made it; empty before
 */
public record SecondGroupCost(BigDecimal day, Optional<Instant> since) {
  private static final int CENTS = 2;

  /**
   * Returns that of a case; empty where it makes no second group, where either group is gone, or
   * where the release does not know the price.
   */
  public static Optional<SecondGroupCost> of(
      Map<CaseAttribute, String> attributes, boolean running) {
    boolean bothStay = attributes.containsKey(CaseAttribute.CUT_OVER_AT);
    return attributes.containsKey(CaseAttribute.OLD_GONE_AT) || !(running || bothStay)
        ? Optional.empty()
        : Optional.ofNullable(attributes.get(CaseAttribute.SECOND_GROUP_CENTS_A_DAY))
            .map(
                cents ->
                    new SecondGroupCost(
                        BigDecimal.valueOf(Long.parseLong(cents), CENTS),
                        Optional.ofNullable(attributes.get(CaseAttribute.NEW_CREATED))
                            .map(Instant::parse)));
  }

  /** US dollars until now; empty where it has not been made yet. */
  public Optional<BigDecimal> soFar(Instant now) {
    return since.map(
        made ->
            day.multiply(BigDecimal.valueOf(Duration.between(made, now).toMinutes()))
                .divide(
                    BigDecimal.valueOf(Duration.ofDays(1).toMinutes()),
                    CENTS,
                    RoundingMode.HALF_UP));
  }
}
