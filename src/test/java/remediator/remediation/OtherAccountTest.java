package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.state.CreateFailure;
import awsemulator.iam.Organization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Groups of another account and Region are worked on there, by the member role alone. */
class OtherAccountTest {
  private static final AccountRegion MEMBER = new AccountRegion("aws", "444455556666", "eu-west-1");
  private static final String PREFIX =
      "arn:aws:elasticache:eu-west-1:444455556666:replicationgroup:";

  @Test
  void tlsIsSwitchedOnThere() {
    byte[] event = Events.sample("ec5-other-account-online-tls").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.deliver(event);
      run.toTheEnd();

      assertThat(run.ledger(PREFIX + "ads-member").orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
      assertThat(
              run.view().group(PREFIX + "ads-member").orElseThrow().transitEncryptionModeAsString())
          .isEqualTo("required");
      assertThat(run.calls()).contains("STS.AssumeRole");
      assertThat(run.securityHub().findings("444455556666", "eu-west-1"))
          .singleElement()
          .satisfies(f -> assertThat(f.get("Workflow")).isEqualTo(Map.of("Status", "NOTIFIED")));
    }
  }

  private static CloudRun withCarts(Map<String, String> parameters) {
    CloudRun run = new CloudRun(parameters);
    run.controls().addSubnetGroup(MEMBER.account(), MEMBER.region(), "carts-subnets");
    run.operator(MEMBER.account(), MEMBER.region())
        .elastiCache(MEMBER)
        .createReplicationGroup(
            r ->
                r.replicationGroupId("carts")
                    .replicationGroupDescription("carts")
                    .engine("redis")
                    .engineVersion("7.1")
                    .cacheNodeType("cache.r6g.large")
                    .cacheSubnetGroupName("carts-subnets")
                    .numCacheClusters(1));
    return run.toTheEnd();
  }

  private static void deliverCarts(CloudRun run) {
    byte[] event =
        Sample.ofCart()
            .with("AwsAccountId", MEMBER.account())
            .with("Region", MEMBER.region())
            .with("Resources", List.of(Map.of("Id", PREFIX + "carts")))
            .bytes();
    run.importing(event).deliver(event);
    run.toTheEnd();
  }

  @Test
  void whyAGroupCouldNotBeMadeThereIsReadByTheMemberRole() {
    try (CloudRun run = withCarts(Map.of())) {
      run.controls().failNextCreate("carts-enc", CreateFailure.CREATE_FAILED);
      deliverCarts(run);

      assertThat(run.messages().getLast().message())
          .contains("carts-enc could not be made")
          .contains("ElastiCache says: Failed to create replication group carts-enc")
          .contains("carts is as it was");
    }
  }

  @Test
  void aWholeReplacementNeedsNoMoreThanTheMemberRoleAllows() {
    try (CloudRun run = withCarts(Map.of())) {
      deliverCarts(run);

      RemediationCase c = run.ledger(PREFIX + "carts").orElseThrow();
      assertThat(c.history().toString()).doesNotContain("not authorized");
      assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
      ReplicationGroup made = run.view().group(PREFIX + "carts-enc").orElseThrow();
      assertThat(made.atRestEncryptionEnabled()).isTrue();
      assertThat(made.transitEncryptionModeAsString()).isEqualTo("required");
      assertThat(run.view().group(PREFIX + "carts")).isEmpty();
    }
  }

  /** CloudTrail of the other account shows the session's name with each call. */
  @Test
  void theSessionsThereSayWhichFunctionActs() {
    try (CloudRun run = withCarts(Map.of())) {
      deliverCarts(run);

      assertThat(run.sessions())
          .hasSize(3)
          .anyMatch(s -> s.matches("\\S*FindingRole as elasticache-encryption-finding-\\w{7}"))
          .anyMatch(s -> s.matches("\\S*WorkflowRole as elasticache-encryption-workflow-\\w{7}"))
          .anyMatch(s -> s.matches("\\S*RetireRole as elasticache-encryption-retire-\\w{7}"));
    }
  }

  @Test
  void withinTheOrganizationAllGoesOnAsWithoutItsId() {
    try (CloudRun run = withCarts(Map.of("OrganizationId", Organization.ID))) {
      deliverCarts(run);

      assertThat(run.ledger(PREFIX + "carts").orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
    }
  }

  /** By aws:ResourceOrgID in the product's own policies. */
  @Test
  void noRoleOfAnAccountOutsideTheOrganizationIsAssumed() {
    try (CloudRun run = withCarts(Map.of("OrganizationId", Organization.ID))) {
      run.organization().remove(MEMBER.account());
      deliverCarts(run);

      assertThat(run.sessions()).isEmpty();
      assertThat(run.refused()).anyMatch(r -> r.contains(" sts:AssumeRole "));
      assertThat(run.deadLetters()).isNotEmpty();
    }
  }

  /** By aws:PrincipalOrgID in the member roles' trust. */
  @Test
  void theMemberRolesLetNobodyInFromOutsideTheOrganization() {
    try (CloudRun run = withCarts(Map.of("OrganizationId", Organization.ID))) {
      run.organization().remove("111122223333");
      deliverCarts(run);

      assertThat(run.sessions()).isEmpty();
      assertThat(run.refused()).isEmpty();
      assertThat(run.deadLetters()).isNotEmpty();
    }
  }

  /** Before the old group goes, the deleting role looks whether its engine is as it was. */
  @Test
  void theOldIdComesBackThereByTheMemberRolesAlone() {
    try (CloudRun run = withCarts(Map.of("NewId", "same"))) {
      deliverCarts(run);

      RemediationCase c = run.ledger(PREFIX + "carts").orElseThrow();
      assertThat(c.history().toString()).doesNotContain("not authorized");
      assertThat(c.state()).isEqualTo(RemediationCase.State.DONE);
      assertThat(run.view().group(PREFIX + "carts").orElseThrow().atRestEncryptionEnabled())
          .isTrue();
      assertThat(run.view().group(PREFIX + "carts-enc")).isEmpty();
    }
  }
}
