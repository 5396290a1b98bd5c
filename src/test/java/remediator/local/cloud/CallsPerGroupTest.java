package remediator.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallsPerGroupTest {
  private static final String ONE =
      "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:one";
  private static final String TWO =
      "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:two";

  private final CallLog log = new CallLog(() -> Instant.EPOCH);
  private final CallsPerGroup shares = new CallsPerGroup(log);

  @Test
  void aStepsCallsAreThoseOfTheGroupInItsInput() throws IOException {
    invoke("{\"group\":\"" + ONE + "\"}", () -> call("DynamoDB", "GetItem", "a-table"));
    invoke("{\"group\":\"" + TWO + "\"}", () -> call("DynamoDB", "GetItem", "a-table"));
    assertThat(shares.of(ONE)).isEqualTo(Map.of("DynamoDB.GetItem", 1));
  }

  @Test
  void anEventsCallsAreSplitWhereTheNextGroupIsLookedAt() throws IOException {
    invoke(
        "{\"detail\":{}}",
        () -> {
          call("ElastiCache", "DescribeReplicationGroups", ONE);
          call("ElastiCache", "DescribeCacheClusters", "arn:of:a:node");
          shares.verdict(ONE);
          call("STS", "AssumeRole", "arn:of:a:role");
          call("ElastiCache", "DescribeReplicationGroups", TWO);
          call("DynamoDB", "PutItem", "a-table");
          shares.verdict(TWO);
        });
    assertThat(shares.of(ONE))
        .isEqualTo(
            Map.of(
                "ElastiCache.DescribeReplicationGroups", 1,
                "ElastiCache.DescribeCacheClusters", 1));
    assertThat(shares.of(TWO))
        .isEqualTo(
            Map.of(
                "STS.AssumeRole", 1,
                "ElastiCache.DescribeReplicationGroups", 1,
                "DynamoDB.PutItem", 1));
  }

  @Test
  void aGroupThatFailedKeepsItsCallsThoughItHasNoVerdict() throws IOException {
    invoke(
        "{\"detail\":{}}",
        () -> {
          call("ElastiCache", "DescribeReplicationGroups", ONE);
          call("DynamoDB", "PutItem", "a-table");
          call("ElastiCache", "DescribeReplicationGroups", TWO);
          shares.verdict(TWO);
        });
    assertThat(shares.of(ONE)).containsEntry("DynamoDB.PutItem", 1).hasSize(2);
    assertThat(shares.of(TWO)).hasSize(1);
  }

  @Test
  void closingACaseNamesItsGroupOnlyInTheVerdict() throws IOException {
    invoke(
        "{\"detail\":{}}",
        () -> {
          call("DynamoDB", "GetItem", "a-table");
          shares.verdict(ONE);
          call("DynamoDB", "GetItem", "a-table");
          call("DynamoDB", "PutItem", "a-table");
          shares.verdict(TWO);
        });
    assertThat(shares.of(ONE)).isEqualTo(Map.of("DynamoDB.GetItem", 1));
    assertThat(shares.of(TWO)).isEqualTo(Map.of("DynamoDB.GetItem", 1, "DynamoDB.PutItem", 1));
  }

  @Test
  void whatAPersonCallsIsNotTheProducts() throws IOException {
    invoke(
        "{\"group\":\"" + ONE + "\"}",
        () ->
            log.add(
                new CallerIdentity(CallerIdentity.OPERATOR, "111122223333", "eu-west-1"),
                "SFN",
                "SendTaskSuccess",
                List.of(),
                null));
    assertThat(shares.of(ONE)).isEmpty();
  }

  private void invoke(String input, Runnable work) throws IOException {
    RequestStreamHandler handler = (in, out, context) -> work.run();
    shares
        .watch(handler)
        .handleRequest(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new ByteArrayOutputStream(),
            null);
  }

  private void call(String service, String operation, String resource) {
    log.add(
        new CallerIdentity("arn:aws:iam::111122223333:role/r", "111122223333", "eu-west-1"),
        service,
        operation,
        List.of(new RequiredRight("some:Action", resource)),
        null);
  }
}
