package remediator.workflow.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.aws.AccountRegion;
import remediator.aws.ConsoleLinks;
import remediator.finding.FindingId;
import remediator.ledger.RemediationCase;
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

  /** A line each; none in a partition whose console has no public address. */
  List<String> of(RemediationCase c) {
    List<String> lines = new ArrayList<>();
    ConsoleLinks.group(c.group()).ifPresent(l -> lines.add("the group: " + l));
    c.findings().stream()
        .filter(f -> f.hub() == FindingId.Hub.CSPM)
        .findFirst()
        .flatMap(f -> ConsoleLinks.finding(home, f.id()))
        .ifPresent(l -> lines.add("the finding: " + l));
    names
        .flatMap(end -> ConsoleLinks.execution(home, machine(c.decision(), end), c.execution()))
        .ifPresent(l -> lines.add("the flow: " + l));
    names
        .flatMap(end -> ConsoleLinks.dashboard(home, PREFIX + end))
        .ifPresent(l -> lines.add("all groups: " + l));
    return lines;
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
