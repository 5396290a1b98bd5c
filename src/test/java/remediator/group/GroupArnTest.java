package remediator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GroupArnTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache",
        "arn:aws-cn:elasticache:cn-north-1:111122223333:replicationgroup:a",
        "arn:aws-us-gov:elasticache:us-gov-west-1:111122223333:replicationgroup:a1",
        "arn:aws-eusc:elasticache:eusc-de-east-1:111122223333:replicationgroup:x",
        "arn:aws:elasticache:ap-southeast-7:111122223333:replicationgroup:a-b-c"
      })
  void anyPartitionAndRegionIsReadAndWrittenBack(String arn) {
    assertThat(GroupArn.parse(arn)).hasToString(arn);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "orders-cache | is not an ARN",
        "arn:aws:rds:us-east-1:111122223333:db:x | belongs to another service than ElastiCache",
        "arn:aws:elasticache:us-east-1:111122223333:serverlesscache:x | is a serverless cache,"
            + " which is always encrypted",
        "arn:aws:elasticache:us-east-1:111122223333:cluster:x-001 | is a single cache cluster, not"
            + " a replication group",
        "arn:aws:elasticache:us-east-1:111122223333:snapshot:x | is not a replication group",
        "arn:aws:elasticache:us-east-1:11112222333:replicationgroup:x | is not a well-formed"
            + " replication group ARN",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:a--b | is not a well-formed"
            + " replication group ARN",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:-a | is not a well-formed"
            + " replication group ARN",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:a- | is not a well-formed"
            + " replication group ARN",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:a/../b | is not a well-formed"
            + " replication group ARN",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:abcdefghijabcdefghijabcdefghijabcdefghijk"
            + " | is not a well-formed replication group ARN"
      })
  void whatIsNoReplicationGroupIsNamedAsWhatItIs(String arn, String why) {
    assertThatThrownBy(() -> GroupArn.parse(arn)).hasMessage(why);
  }

  /** Found by fuzzing: the pattern overflowed the stack. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws%s:elasticache:us-east-1:111122223333:replicationgroup:x",
        "arn:aws:elasticache:us%s-1:111122223333:replicationgroup:x",
        "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:x%s"
      })
  void aTextFarLongerThanAnyArnIsRefusedLikeAnother(String arn) {
    assertThatThrownBy(() -> GroupArn.parse(arn.formatted("-a".repeat(100_000))))
        .hasMessage("is not a well-formed replication group ARN");
  }
}
