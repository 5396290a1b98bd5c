package remediator.aws;

import java.util.Optional;
import remediator.wire.DynamoDbWire;
import remediator.wire.ElastiCacheWire;
import remediator.wire.SecurityHubWire;
import remediator.wire.SfnWire;
import remediator.wire.SsmWire;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.securityhub.SecurityHubClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * For the function that takes findings, which wakes up for most of them: the five services that it
 * asks of nearly each go without the SDK's pipeline. They do what that function's role may do, and
 * nothing else; the other services are as everywhere.
 */
final class QuickAws extends Aws {
  /** As often as the SDK's own client for DynamoDB, where nobody says otherwise. */
  private static final int LEDGER_ATTEMPTS = 9;

  private final Connection connection;

  QuickAws(Connection connection, Place home, Optional<String> memberRole) {
    super(connection, home, memberRole);
    this.connection = connection;
  }

  @Override
  public DynamoDbClient dynamoDb() {
    return once(
        "dynamodb",
        home(),
        as ->
            new DynamoDbWire(
                connection.wire("DynamoDB", "dynamodb", home(), as, QuickAws::ledgerTries)));
  }

  static RetryStrategy ledgerTries() {
    return AwsRetryStrategy.defaultRetryStrategy().toBuilder().maxAttempts(LEDGER_ATTEMPTS).build();
  }

  @Override
  public SfnClient stepFunctions() {
    return once("sfn", home(), as -> new SfnWire(connection.wire("SFN", "states", home(), as)));
  }

  @Override
  public ElastiCacheClient elastiCache(Place place) {
    return once(
        "elasticache",
        place,
        as -> new ElastiCacheWire(connection.wire("ElastiCache", "elasticache", place, as)));
  }

  @Override
  public SecurityHubClient securityHub(Place place) {
    return once(
        "securityhub",
        place,
        as -> new SecurityHubWire(connection.wire("SecurityHub", "securityhub", place, as)));
  }

  @Override
  public SsmClient ssm(Place place) {
    return once("ssm", place, as -> new SsmWire(connection.wire("SSM", "ssm", place, as)));
  }
}
