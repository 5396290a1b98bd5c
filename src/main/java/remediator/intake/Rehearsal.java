package remediator.intake;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.Aws;
import remediator.aws.Connection;
import remediator.aws.Place;
import remediator.finding.FindingRef;
import remediator.finding.FindingRef.Hub;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.ReplicationGroup;
import remediator.ledger.Ledger;
import remediator.notice.FindingNotes;
import remediator.plan.Control;
import remediator.plan.Offer;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;

/**
 * Makes the calls that a finding leads to once with answers from memory, on another thread, while
 * the first real ones are on their way: by then the JVM knows their classes, of which the AWS SDK
 * has thousands. Nothing of it leaves the machine, it needs no credentials, and nothing depends on
 * it.
 */
public final class Rehearsal {
  private static final Control CONTROL = Control.of("ElastiCache.5");

  private final Aws aws;
  private final Place home;

  private Rehearsal(Place home, ClientOverrideConfiguration overrides) {
    this.aws =
        new Aws(
            new Connection(
                Optional.empty(),
                StaticCredentialsProvider.create(AwsBasicCredentials.create("none", "none")),
                new Played(Script.ANSWERS),
                overrides),
            home,
            Optional.empty());
    this.home = home;
  }

  /**
   * Goes through all of it.
   *
   * @param home in no other place a request is made to go to
   */
  public static void of(Place home) {
    watched(home, ClientOverrideConfiguration.builder().build());
  }

  /** The same, and answers the plan that came of it. */
  static Plan watched(Place home, ClientOverrideConfiguration overrides) {
    return new Rehearsal(home, overrides).all();
  }

  /** What is needed first comes first, but for what the real thread does by then itself. */
  private Plan all() {
    GroupArn arn =
        GroupArn.parse(
            "arn:%s:elasticache:%s:%s:replicationgroup:r"
                .formatted(home.partition(), home.region(), home.account()));
    ReplicationGroup group = new GroupReader(aws.elastiCache(home)).read(arn).orElseThrow();
    Policy policy = Policy.of(Map.of(), group.spec().tags());
    Plan plan = Planner.plan(group, CONTROL, policy, new Offer(List.of()));
    aws.ssm().getParameter(r -> r.name("r"));
    new Ledger(aws.dynamoDb(), "r")
        .rosters()
        .change(arn, roster -> roster.with(arn, Instant.EPOCH));
    aws.elastiCache(home).modifyReplicationGroup(r -> r.replicationGroupId("r"));
    aws.stepFunctions().startExecution(r -> r.stateMachineArn("r").name("r").input("{}"));
    new FindingNotes(aws)
        .write(arn, Set.of(CONTROL.id()), List.of(new FindingRef(Hub.CSPM, "r", "r", "")), "r");
    return plan;
  }
}
