package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.TestCloud;
import awsemulator.iam.Organization;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class StsServiceTest {
  private static final String MEMBER = "arn:aws:iam::444455556666:role/path/member";

  private final TestCloud cloud = new TestCloud();
  private final StsClient client =
      cloud
          .serving(
              new StsService(
                  cloud.clock,
                  cloud.keys,
                  new Organization(),
                  (caller, role) -> role.equals(MEMBER)))
          .client(StsClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void theKeyOfARoleCallsAsThatRole() {
    AssumeRoleResponse assumed =
        client.assumeRole(q -> q.roleArn(MEMBER).roleSessionName("remediator"));
    assertThat(assumed.assumedRoleUser().arn())
        .isEqualTo("arn:aws:sts::444455556666:assumed-role/member/remediator");
    assertThat(assumed.credentials().expiration()).isEqualTo(Instant.parse("2026-11-01T01:00:00Z"));
    String key = assumed.credentials().accessKeyId();
    assertThat(cloud.keys.callerOf(key, "eu-west-1"))
        .isEqualTo(new CallerIdentity(MEMBER, "444455556666", "eu-west-1"));
    try (StsClient member = cloud.client(StsClient.builder(), key)) {
      assertThat(member.getCallerIdentity().account()).isEqualTo("444455556666");
    }
    assertThat(cloud.log.entries().getFirst().needs())
        .containsExactly(
            new RequiredRight(
                "sts:AssumeRole",
                MEMBER,
                Map.of("aws:ResourceOrgID", Organization.ID, "sts:RoleSessionName", "remediator")));
  }

  @Test
  void aRoleThatDoesNotTrustTheCallerIsRefused() {
    String other = "arn:aws:iam::777788889999:role/other";
    assertThatThrownBy(() -> client.assumeRole(q -> q.roleArn(other).roleSessionName("session")))
        .isInstanceOfSatisfying(
            StsException.class,
            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDenied"))
        .hasMessageContaining(
            "User: "
                + TestCloud.ROLE
                + " is not authorized to perform: sts:AssumeRole on resource: "
                + other);
  }

  @Test
  void whatIsNoRoleOrNoSessionNameIsRefused() {
    assertThatThrownBy(() -> client.assumeRole(q -> q.roleArn("member").roleSessionName("session")))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("member is invalid");
    assertThatThrownBy(() -> client.assumeRole(q -> q.roleArn(MEMBER).roleSessionName("a b")))
        .isInstanceOf(StsException.class)
        .hasMessageContaining("roleSessionName");
  }
}
