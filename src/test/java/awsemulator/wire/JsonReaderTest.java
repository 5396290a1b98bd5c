package awsemulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.json.EmulatorJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsResponse;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.sfn.model.DescribeExecutionResponse;

class JsonReaderTest {
  @Test
  void answersOfTheAwsCliAreRead() {
    ReplicationGroup group =
        JsonReader.fromJson(
                json(
                    """
                    {"ReplicationGroups": [{"ReplicationGroupId": "orders", "ClusterEnabled": true,
                      "SnapshotRetentionLimit": 7, "MemberClusters": ["orders-001"],
                      "AuthTokenLastModifiedDate": "2024-05-01T10:00:00.123000+02:00",
                      "NodeGroups": [{"NodeGroupId": "0001", "PrimaryEndpoint": {"Port": 6379}}]}]}
                    """),
                DescribeReplicationGroupsResponse.class)
            .replicationGroups()
            .getFirst();
    assertThat(group.replicationGroupId()).isEqualTo("orders");
    assertThat(group.clusterEnabled()).isTrue();
    assertThat(group.snapshotRetentionLimit()).isEqualTo(7);
    assertThat(group.memberClusters()).containsExactly("orders-001");
    assertThat(group.authTokenLastModifiedDate())
        .isEqualTo(Instant.parse("2024-05-01T08:00:00.123Z"));
    assertThat(group.nodeGroups().getFirst().primaryEndpoint().port()).isEqualTo(6379);
  }

  @Test
  void membersThatAreNullAreNotSet() {
    ReplicationGroup group =
        JsonReader.fromJson(
            json("{\"Status\": null, \"NodeGroups\": null}"), ReplicationGroup.class);
    assertThat(group).isEqualTo(ReplicationGroup.builder().build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'NodeGroups': [{}, {'Colour': 1}]} | Unknown member: NodeGroups[1].Colour",
        "{'NodeGroups': {}}                  | NodeGroups must be a list",
        "{'NodeGroups': [1]}                 | NodeGroups[0] must be an object",
        "{'ClusterEnabled': 'true'}          | ClusterEnabled must be true or false",
        "{'SnapshotRetentionLimit': '7'}     | SnapshotRetentionLimit must be a number",
        "{'SnapshotRetentionLimit': 7.5}     | SnapshotRetentionLimit has an illegal value: 7.5",
        "{'Status': 7}                       | Status must be a string",
        "{'AuthTokenLastModifiedDate': 'now'}| AuthTokenLastModifiedDate is not an ISO 8601 time:"
            + " now",
      })
  void whatDoesNotFitTheModelIsNamed(String text, String message) {
    assertThatThrownBy(
            () -> JsonReader.fromJson(json(text.replace('\'', '"')), ReplicationGroup.class))
        .isInstanceOf(WireException.class)
        .hasMessage(message);
  }

  @Test
  void onTheWireTimesAreSeconds() {
    assertThat(
            JsonReader.read(json("{\"startDate\": 1.7E9}"), DescribeExecutionResponse.class)
                .startDate())
        .isEqualTo(Instant.ofEpochSecond(1_700_000_000));
    assertThatThrownBy(
            () ->
                JsonReader.read(
                    json("{\"startDate\": \"2024-05-01T10:00:00Z\"}"),
                    DescribeExecutionResponse.class))
        .hasMessage("startDate must be a number");
  }

  private static Map<String, Object> json(String text) {
    return EmulatorJson.readObject(text);
  }
}
