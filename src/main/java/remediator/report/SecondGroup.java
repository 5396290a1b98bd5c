package remediator.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.group.GroupArn;
import remediator.ledger.CaseAttribute;
import remediator.ledger.CaseSummary;
import remediator.notification.NodePrices;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;

/**
 * A group that a flow made and that costs beside the old one, which has not been seen to be gone.
 *
 * @param since when ElastiCache made it
 */
record SecondGroup(CaseSummary summary, GroupArn made, Instant since) {
  private static final int MINUTES_AN_HOUR = 60;

  /** That of a case; empty where it has none, or the old group is gone. */
  static Optional<SecondGroup> of(CaseSummary c) {
    return c.attribute(CaseAttribute.OLD_GONE_AT).isPresent()
        ? Optional.empty()
        : c.attribute(CaseAttribute.NEW_GROUP)
            .flatMap(
                id ->
                    c.attribute(CaseAttribute.NEW_CREATED)
                        .map(at -> new SecondGroup(c, c.group().withId(id), Instant.parse(at))));
  }

  /** A line on it with its cost so far; empty where either group no longer stands. */
  Optional<String> line(AwsClients aws, Instant now) {
    String days = Math.max(0, Duration.between(since, now).toDays()) + " days";
    try {
      var client = aws.elastiCache(AccountRegion.of(made));
      client.describeReplicationGroups(r -> r.replicationGroupId(summary.group().id()));
      List<ReplicationGroup> found =
          client
              .describeReplicationGroups(r -> r.replicationGroupId(made.id()))
              .replicationGroups();
      return found.stream()
          .findFirst()
          .filter(g -> since.equals(g.replicationGroupCreateTime()))
          .map(
              g ->
                  "%s beside %s, for %s, %s"
                      .formatted(made, summary.group().id(), days, cost(g, now)));
    } catch (ReplicationGroupNotFoundException _) {
      return Optional.empty();
    } catch (SdkException | IllegalStateException e) {
      return Optional.of(
          "%s beside %s, for %s, could not be looked at: %s"
              .formatted(made, summary.group().id(), days, AwsErrorText.of(e)));
    }
  }

  private String cost(ReplicationGroup group, Instant now) {
    int nodes = group.memberClusters().size();
    String what = "%d nodes of %s".formatted(nodes, group.cacheNodeType());
    return NodePrices.hourly(made.region(), group.engine(), group.cacheNodeType())
        .map(
            hourly ->
                "%s: about $%s so far, and $%s a day, at on-demand prices"
                    .formatted(
                        what,
                        cents(
                            hourly
                                .multiply(BigDecimal.valueOf(nodes))
                                .multiply(
                                    BigDecimal.valueOf(Duration.between(since, now).toMinutes()))
                                .divide(BigDecimal.valueOf(MINUTES_AN_HOUR), RoundingMode.HALF_UP)),
                        cents(hourly.multiply(BigDecimal.valueOf(24L * nodes)))))
        .orElse(what + ", whose price this release does not know");
  }

  private static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).toPlainString();
  }
}
