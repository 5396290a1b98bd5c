package awsemulator.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;

class QueryRequestsTest {
  @Test
  void dottedNamesAreMembersAndItems() {
    CreateReplicationGroupRequest request =
        read(
            "Action=CreateReplicationGroup&Version=2015-02-02&ReplicationGroupId=orders"
                + "&NodeGroupConfiguration.NodeGroupConfiguration.1.Slots=0-8191"
                + "&NodeGroupConfiguration.NodeGroupConfiguration.2.Slots=8192-16383"
                + "&Tags.Tag.1.Key=team&Tags.Tag.1.Value=a%26b+c");
    assertThat(request.replicationGroupId()).isEqualTo("orders");
    assertThat(request.nodeGroupConfiguration())
        .extracting(g -> g.slots())
        .containsExactly("0-8191", "8192-16383");
    assertThat(request.tags().getFirst().value()).isEqualTo("a&b c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Colour=red                       | Unknown parameter: Colour",
        "Tags.Tag.1.Colour=red            | Unknown parameter: Tags.1.Colour",
        "Tags.member.1.Key=team           | Unknown parameter: Tags.member",
        "Tags.Tag.2.Key=team              | The items of Tags are not numbered 1, 2, 3 and so on",
        "Port=x                           | Port has an illegal value: x",
        "MultiAZEnabled=yes               | MultiAZEnabled must be true or false, not yes",
        "ReplicationGroupId.1=x           | Parameter ReplicationGroupId must be a single value",
        "Port=1&Port=2                    | Parameter given twice: Port",
        "Tags=x&Tags.Tag.1.Key=team       | Unexpected value for parameter Tags",
        "Port=%ZZ                         | not form-encoded: %ZZ",
      })
  void whatDoesNotFitTheModelIsNamed(String form, String message) {
    assertThatThrownBy(() -> read(form)).isInstanceOf(WireException.class).hasMessage(message);
  }

  private static CreateReplicationGroupRequest read(String form) {
    return QueryRequests.read(form, CreateReplicationGroupRequest.class);
  }
}
