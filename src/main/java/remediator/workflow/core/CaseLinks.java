package remediator.workflow.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.ConsoleLinks;
import remediator.finding.FindingId;
import remediator.ledger.RemediationCase;
import remediator.owner.GroupPlace.Link;
import remediator.plan.Plan.Decision;

/**
 * Where a case is seen in the AWS Management Console: the group in its own account, the rest in the
 * remediator's.
 *
 * @param home where the remediator runs
 * @param names what the names of its dashboard and state machines end with; empty where that is not
 *     told, and neither is linked
 */
public record CaseLinks(AccountRegion home, Optional<String> names) {
  private static final String PREFIX = "elasticache-encryption-";
  private static final Map<String, String> TITLES =
      Map.of(
          "group", "the group",
          "finding", "the finding",
          "execution", "the flow",
          "dashboard", "all groups");

  /** A line each, for a mail; none in a partition whose console has no public address. */
  List<String> lines(RemediationCase c) {
    return links(c).stream().map(l -> TITLES.get(l.kind()) + ": " + l.address()).toList();
  }

  /** None in a partition whose console has no public address. */
  public List<Link> links(RemediationCase c) {
    List<Link> links = new ArrayList<>();
    ConsoleLinks.group(c.group()).ifPresent(l -> links.add(new Link("group", l)));
    c.findings().stream()
        .filter(f -> f.hub() == FindingId.Hub.CSPM)
        .findFirst()
        .flatMap(f -> ConsoleLinks.finding(home, f.id()))
        .ifPresent(l -> links.add(new Link("finding", l)));
    names
        .flatMap(end -> ConsoleLinks.execution(home, machine(c.decision(), end), c.execution()))
        .ifPresent(l -> links.add(new Link("execution", l)));
    names
        .flatMap(end -> ConsoleLinks.dashboard(home, PREFIX + end))
        .ifPresent(l -> links.add(new Link("dashboard", l)));
    return links;
  }

  private String machine(Decision decision, String end) {
    String kind =
        switch (decision) {
          case REPLACE -> "snapshot-restore-";
          case TLS_ROLLBACK -> "tls-rollback-";
          default -> "online-tls-";
        };
    return "arn:%s:states:%s:%s:stateMachine:%s%s%s"
        .formatted(home.partition(), home.region(), home.account(), PREFIX, kind, end);
  }
}
