package remediator.notification;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.json.StrictJson;
import remediator.notification.ApprovalRequest.Cost;

/**
 * What nodes cost an hour, as far as the release knows: a copy of a part of the AWS Price List,
 * with its date. What is not in it is not guessed.
 */
public final class NodePrices {
  private static final PriceList LIST = load();

  /**
   * The file.
   *
   * @param read the day that it was copied on
   * @param usdPerHour by Region, engine and node type
   */
  private record PriceList(String read, Map<String, Map<String, Map<String, String>>> usdPerHour) {}

  private NodePrices() {}

  /** In US dollars; empty where the price is not known. */
  public static Optional<BigDecimal> total(Cost cost) {
    return hourly(cost.region(), cost.engine(), cost.nodeType())
        .map(price -> price.multiply(BigDecimal.valueOf(24L * cost.nodes() * cost.days())));
  }

  /** What a group like this one costs a day, in US cents; empty where the price is not known. */
  public static OptionalLong centsADay(CacheGroup group) {
    GroupSpec.Layout layout = group.spec().layout();
    return hourly(group.arn().region(), group.spec().engine().version().engine(), layout.nodeType())
        .map(price -> price.multiply(BigDecimal.valueOf(24L * layout.nodes())))
        .map(
            day ->
                OptionalLong.of(
                    day.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact()))
        .orElse(OptionalLong.empty());
  }

  /** The day that the prices were read on. */
  public static String read() {
    return LIST.read();
  }

  static String sentence(Cost cost, Messages messages) {
    Optional<BigDecimal> hourly = hourly(cost.region(), cost.engine(), cost.nodeType());
    if (hourly.isEmpty()) {
      return messages.format("cost.unknown", cost.nodeType(), cost.region(), cost.nodes());
    }
    BigDecimal day = hourly.get().multiply(BigDecimal.valueOf(24L * cost.nodes()));
    return messages.format(
        "cost.estimate",
        cost.nodes(),
        cost.nodeType(),
        hourly.get().toPlainString(),
        cost.region(),
        cents(day),
        cents(total(cost).orElseThrow()),
        cost.days(),
        LIST.read());
  }

  /**
   * A sentence's part on what a change of the engine saves; without figures where a price is not
   * known.
   */
  public static String saving(String region, String from, String to, String nodeType, int nodes) {
    Optional<BigDecimal> before = hourly(region, from, nodeType);
    Optional<BigDecimal> after = hourly(region, to, nodeType);
    return before.isEmpty() || after.isEmpty()
        ? "nodes of %s cost less than those of %s (what, Amazon ElastiCache's price list tells)"
            .formatted(to, from)
        : "a node of %s costs $%s an hour, one of %s $%s: all %d save $%s in 30 days at on-demand prices, as of %s"
            .formatted(
                to,
                after.get().toPlainString(),
                from,
                before.get().toPlainString(),
                nodes,
                cents(
                    before.get().subtract(after.get()).multiply(BigDecimal.valueOf(720L * nodes))),
                LIST.read());
  }

  /** In US dollars; empty where it is not known. */
  public static Optional<BigDecimal> hourly(String region, String engine, String nodeType) {
    return Optional.ofNullable(LIST.usdPerHour().get(region))
        .map(engines -> engines.get(engine))
        .map(types -> types.get(nodeType))
        .map(BigDecimal::new);
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  private static PriceList load() {
    try (InputStream in = NodePrices.class.getResourceAsStream("prices.json")) {
      return StrictJson.read(in.readAllBytes(), PriceList.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
