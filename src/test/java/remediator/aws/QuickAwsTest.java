package remediator.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** Where nobody says how often a call is tried, it is tried as often as by the SDK's client. */
class QuickAwsTest {
  private static int bySdk(AwsClientBuilder<?, ? extends AwsClient> builder) {
    try (AwsClient client = builder.region(Region.EU_WEST_1).build()) {
      return client
          .serviceClientConfiguration()
          .overrideConfiguration()
          .retryStrategy()
          .orElseThrow()
          .maxAttempts();
    }
  }

  @Test
  void theLedgerIsTriedAsOftenAsTheSdksClientForDynamoDbTries() {
    assertThat(QuickAws.ledgerTries().maxAttempts()).isEqualTo(bySdk(DynamoDbClient.builder()));
  }

  @Test
  void theOthersAreTriedAsOftenAsTheSdksClientsTry() {
    assertThat(AwsRetryStrategy.defaultRetryStrategy().maxAttempts())
        .isEqualTo(bySdk(ElastiCacheClient.builder()))
        .isEqualTo(bySdk(SecurityHubClient.builder()))
        .isEqualTo(bySdk(SfnClient.builder()))
        .isEqualTo(bySdk(SsmClient.builder()));
  }
}
