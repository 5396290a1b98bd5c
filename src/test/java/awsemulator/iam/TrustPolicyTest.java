package awsemulator.iam;

import static awsemulator.iam.Policies.ROLE;
import static awsemulator.iam.Policies.authorizer;
import static awsemulator.iam.Policies.trust;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {
  @Test
  void aRoleIsAssumedByThoseItTrusts() {
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    Map<String, Object> condition =
        Map.of(
            "StringEquals",
            Map.of("sts:ExternalId", "remediator"),
            "ArnLike",
            Map.of("aws:PrincipalArn", "arn:aws:iam::*:role/remediator-*"));
    authorizer.add(new IamRole(ROLE, List.of(), List.of(), trust(condition)));
    String trusted = "arn:aws:iam::444455556666:role/remediator-workflow";
    Map<String, String> id = Map.of("sts:ExternalId", "remediator");

    assertThat(authorizer.mayAssume(trusted, ROLE, id)).isTrue();
    assertThat(authorizer.mayAssume(trusted, ROLE, Map.of())).isFalse();
    assertThat(authorizer.mayAssume(trusted.replace("remediator-", ""), ROLE, id)).isFalse();
    assertThat(authorizer.mayAssume(trusted.replace("4444", "7777"), ROLE, id)).isFalse();
    assertThat(authorizer.mayAssume(trusted, ROLE + "X", id)).isFalse();
  }

  @Test
  void aServiceAssumesARoleThatNamesIt() {
    PolicyAuthorizer authorizer = authorizer(List.of());

    assertThat(authorizer.mayAssume("lambda.amazonaws.com", ROLE, Map.of())).isTrue();
    assertThat(authorizer.mayAssume("states.amazonaws.com", ROLE, Map.of())).isFalse();
  }
}
