package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.RelatedResources.Answer;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import remediator.plan.Policy;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** What a new group needs is looked at before anybody is asked, with the rights of the template. */
class RelatedResourcesTest {
  private static final byte[] EVENT = Events.sample("ec4-one-node-replace").bytes();
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234";

  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private String refusal() {
    run.importing(EVENT).send(EVENT);
    run.toTheEnd();
    assertThat(run.executions()).isEmpty();
    assertThat(run.changes()).containsOnly("SecurityHub.BatchUpdateFindings");
    return Sample.notes(run).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "Disabled, 'its state is Disabled: enable it'",
    "PendingDeletion, 'its state is PendingDeletion: cancel its deletion'"
  })
  void aKeyThatCannotBeUsedIsFoundBeforeAnybodyIsAsked(String state, String told) {
    Sample.tag(run, Sample.CART, "kms-key", KEY);
    run.keys()
        .tell(
            KEY,
            KeyMetadata.builder()
                .keyState(state)
                .keySpec("SYMMETRIC_DEFAULT")
                .keyUsage("ENCRYPT_DECRYPT")
                .build());
    assertThat(refusal()).contains(KEY, told);
  }

  @Test
  void aKeyThatIsGoneIsToo() {
    Sample.tag(run, Sample.CART, "kms-key", KEY);
    run.keys().tell(KEY, KeyMetadata.builder().build());
    assertThat(refusal()).contains("the key " + KEY + " is not there");
  }

  /** A member role may lack the right; the question then says that the quota was not read. */
  @Test
  void nodesThatMayNotBeCountedAreNotKnown() {
    CacheGroup group =
        new GroupReader(Sample.elastiCache(run)).read(GroupArn.parse(Sample.CART)).orElseThrow();
    GroupReader refused =
        new GroupReader(
            new ElastiCacheClient() {
              @Override
              public DescribeCacheClustersResponse describeCacheClusters(
                  DescribeCacheClustersRequest request) {
                throw AwsServiceException.builder()
                    .statusCode(403)
                    .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").build())
                    .build();
              }

              @Override
              public String serviceName() {
                return SERVICE_NAME;
              }

              @Override
              public void close() {}
            });

    assertThat(
            new RelatedResourcesReader(
                    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION), Optional.empty())
                .read(group, Policy.of(Map.of(), Map.of()), refused)
                .nodes())
        .isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void theKeyBehindAnAliasIsWhatIsPlanned() {
    Sample.tag(run, Sample.CART, "kms-key", KEY.replace("key/1234", "alias/cache"));
    run.importing(EVENT).send(EVENT);
    run.toTheEnd();
    assertThat(run.ledger(Sample.CART).orElseThrow().policy().get("kms-key"))
        .matches("arn:aws:kms:us-east-1:111122223333:key/[0-9a-f-]{36}");
  }
}
