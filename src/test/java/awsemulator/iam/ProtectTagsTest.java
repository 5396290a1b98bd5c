package awsemulator.iam;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.EmulatorJson;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;

/** The service control policy in the documentation, as IAM reads it. */
class ProtectTagsTest {
  private static final Path DOCUMENT = Path.of("src/docs/protect-tags.md");
  private static final String ACCOUNT = "444455556666";

  private Map<?, ?> statement;

  @BeforeEach
  void read() throws Exception {
    Matcher json = Pattern.compile("(?s)```json\n(.*?)```").matcher(Files.readString(DOCUMENT));
    assertThat(json.find()).isTrue();
    Map<String, Object> policy = EmulatorJson.readObject(json.group(1));
    statement = (Map<?, ?>) ((List<?>) policy.get("Statement")).getFirst();
    assertThat((List<?>) policy.get("Statement")).hasSize(1);
  }

  /** Somebody who may do everything, but for this policy. */
  @SuppressWarnings("unchecked")
  private boolean mayTag(String role, String action, String keys) {
    String arn = role.replace("ACCOUNT", ACCOUNT);
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    authorizer.add(
        new IamRole(
            arn,
            List.of(
                Policies.allow("elasticache:*", "*"), (Map<String, Object>) (Map<?, ?>) statement),
            List.of(),
            Policies.trust(Map.of())));
    try {
      authorizer.check(
          new CallerIdentity(arn, ACCOUNT, "us-east-1"),
          new RequiredRight("elasticache:" + action, "*", Map.of("aws:TagKeys", keys)));
      return true;
    } catch (AwsFault e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AddTagsToResource",
        "RemoveTagsFromResource",
        "CreateReplicationGroup",
        "CreateSnapshot",
        "CopySnapshot"
      })
  void nobodyElseSetsOrTakesAwayOurTags(String action) {
    String owner = "arn:aws:iam::ACCOUNT:role/Developer";
    for (PolicySetting setting : PolicySetting.values()) {
      assertThat(mayTag(owner, action, "team," + setting.tag())).isFalse();
    }
    ResourceTags.ALL.forEach(tag -> assertThat(mayTag(owner, action, tag)).isFalse());
    assertThat(mayTag(owner, action, "team,env")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:role/STACK-WorkflowRole-1A2B3C",
    "arn:aws:iam::111122223333:role/STACK-RetireRole-1A2B3C",
    "arn:aws:iam::ACCOUNT:role/ElastiCacheEncryptionMember",
    "arn:aws:iam::ACCOUNT:role/ElastiCacheEncryptionMemberRetire",
    "arn:aws:iam::ACCOUNT:role/CacheEncryptionAdmin"
  })
  void theRemediatorAndAnAdministratorDo(String role) {
    assertThat(mayTag(role, "AddTagsToResource", ResourceTags.REPLACED_BY)).isTrue();
  }

  @Test
  void aRoleOfThatNameInAnotherAccountIsNotTheRemediators() {
    assertThat(
            mayTag(
                "arn:aws:iam::ACCOUNT:role/STACK-WorkflowRole-1A2B3C",
                "AddTagsToResource",
                ResourceTags.FLOW))
        .isFalse();
  }
}
