package awsemulator.quota;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.InjectedFault;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuotaMeterTest {
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final String ACCOUNT = "111122223333";

  private final QuotaMeter meter = new QuotaMeter();

  private long taken(int calls, String service, String operation, String account, Instant now) {
    return IntStream.range(0, calls)
        .filter(_ -> meter.take(service, operation, account, "us-east-1", now))
        .count();
  }

  @Test
  void aBucketGivesItsBurstAtOnceAndItsRateFromThenOn() {
    assertThat(taken(40, "SecurityHub", "BatchUpdateFindings", ACCOUNT, NOON)).isEqualTo(30);
    Instant later = NOON.plusMillis(500);
    assertThat(taken(40, "SecurityHub", "BatchUpdateFindings", ACCOUNT, later)).isEqualTo(5);
    Instant muchLater = NOON.plusSeconds(600);
    assertThat(taken(40, "SecurityHub", "BatchUpdateFindings", ACCOUNT, muchLater)).isEqualTo(30);
  }

  @Test
  void operationsOfOneQuotaShareItAndAccountsDoNot() {
    assertThat(taken(30, "SSM", "GetParameter", ACCOUNT, NOON)).isEqualTo(30);
    assertThat(taken(30, "SSM", "GetParameters", ACCOUNT, NOON)).isEqualTo(10);
    assertThat(taken(30, "SSM", "GetParameter", "444455556666", NOON)).isEqualTo(30);
    assertThat(taken(9, "SSM", "PutParameter", ACCOUNT, NOON)).isEqualTo(3);
  }

  @Test
  void whatNoQuotaNamesCountsAgainstThatOfAllOthersOrAgainstNone() {
    assertThat(taken(50, "SecurityHub", "BatchUpdateFindingsV2", ACCOUNT, NOON)).isEqualTo(30);
    assertThat(taken(5_000, "ElastiCache", "DescribeReplicationGroups", ACCOUNT, NOON))
        .isEqualTo(5_000);
  }

  @Test
  void aCallOnDynamoDbTakesWhatItReadsAndWrites() {
    assertThat(taken(1_000, "DynamoDB", "UpdateItem", ACCOUNT, NOON)).isEqualTo(4_000 / 6);
    assertThat(taken(100, "DynamoDB", "Scan", ACCOUNT, NOON)).isEqualTo(12_000 / 256);
  }

  @Test
  void itTellsCallsThrottlesTheWorstSecondAndHowFullTheBucketWas() {
    taken(20, "STS", "AssumeRole", ACCOUNT, NOON);
    taken(150, "STS", "AssumeRole", ACCOUNT, NOON.plusSeconds(1));
    taken(7, "SSM", "PutParameter", ACCOUNT, NOON);

    assertThat(meter.uses())
        .containsEntry("STS.AssumeRole", new QuotaMeter.Use(170, 0, 150, 0.25))
        .containsEntry("SSM.PutParameter", new QuotaMeter.Use(7, 4, 7, 1));
  }

  @Test
  void theLocalCloudThrottlesFunctionsButNotPeople() {
    QuotaFaults faults = new QuotaFaults(() -> NOON);
    CallerIdentity role = new CallerIdentity("arn:aws:iam::1:role/r", ACCOUNT, "us-east-1");
    CallerIdentity person = new CallerIdentity(CallerIdentity.OPERATOR, ACCOUNT, "us-east-1");
    for (int i = 0; i < 3; i++) {
      assertThat(faults.decide(role, "SSM", "PutParameter")).isEqualTo(InjectedFault.NONE);
    }
    assertThat(faults.decide(role, "SSM", "PutParameter")).isEqualTo(InjectedFault.THROTTLED);
    assertThat(faults.decide(person, "SSM", "PutParameter")).isEqualTo(InjectedFault.NONE);
  }

  @Test
  void everyQuotaNamesItsSourceAndNoOperationHasTwo() {
    assertThat(PublishedQuotas.ALL).allMatch(q -> !q.source().isBlank() && q.burst() > 0);
    assertThat(
            PublishedQuotas.ALL.stream()
                .flatMap(q -> q.operations().keySet().stream().map(o -> q.service() + "." + o)))
        .doesNotHaveDuplicates();
  }
}
