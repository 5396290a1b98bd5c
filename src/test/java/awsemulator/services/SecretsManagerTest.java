package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.TestCloud;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.InvalidRequestException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceExistsException;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretsManagerException;

class SecretsManagerTest {
  private final TestCloud cloud = new TestCloud();
  private final SecretsManagerClient client =
      cloud.serving(new SecretsManager(cloud.clock)).client(SecretsManagerClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void aSecretIsFoundByNameAndByArn() {
    String arn = client.createSecret(q -> q.name("orders/auth").secretString("s3cret")).arn();
    assertThat(arn)
        .matches("arn:aws:secretsmanager:eu-west-1:111122223333:secret:orders/auth-.{6}");
    assertThat(client.getSecretValue(q -> q.secretId(arn)).secretString()).isEqualTo("s3cret");
    assertThat(client.getSecretValue(q -> q.secretId("orders/auth")).secretString())
        .isEqualTo("s3cret");
    assertThat(cloud.log.entries().getLast().needs())
        .containsExactly(new RequiredRight("secretsmanager:GetSecretValue", arn));
    assertThatThrownBy(() -> client.createSecret(q -> q.name("orders/auth")))
        .isInstanceOf(ResourceExistsException.class);
  }

  @Test
  void aNewValueMakesTheOldOnePrevious() {
    client.createSecret(q -> q.name("s").secretString("one"));
    client.putSecretValue(q -> q.secretId("s").secretString("two"));
    assertThat(client.getSecretValue(q -> q.secretId("s")).secretString()).isEqualTo("two");
    var previous = client.getSecretValue(q -> q.secretId("s").versionStage("AWSPREVIOUS"));
    assertThat(previous.secretString()).isEqualTo("one");
    assertThat(client.describeSecret(q -> q.secretId("s")).versionIdsToStages())
        .containsEntry(previous.versionId(), List.of("AWSPREVIOUS"));
  }

  @Test
  void aPendingVersionBecomesCurrentWhenItsLabelIsMoved() {
    String one = client.createSecret(q -> q.name("s").secretString("one")).versionId();
    String two =
        client
            .putSecretValue(q -> q.secretId("s").secretString("two").versionStages("AWSPENDING"))
            .versionId();
    assertThat(client.getSecretValue(q -> q.secretId("s")).secretString()).isEqualTo("one");
    assertThatThrownBy(
            () ->
                client.updateSecretVersionStage(
                    q -> q.secretId("s").versionStage("AWSCURRENT").moveToVersionId(two)))
        .isInstanceOf(SecretsManagerException.class)
        .hasMessageContaining("RemoveFromVersionId");
    client.updateSecretVersionStage(
        q ->
            q.secretId("s")
                .versionStage("AWSCURRENT")
                .removeFromVersionId(one)
                .moveToVersionId(two));
    assertThat(client.getSecretValue(q -> q.secretId("s")).secretString()).isEqualTo("two");
  }

  @Test
  void aDeletedSecretCanNoLongerBeRead() {
    client.createSecret(q -> q.name("s").secretString("one"));
    assertThat(client.deleteSecret(q -> q.secretId("s")).deletionDate())
        .isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    assertThatThrownBy(() -> client.getSecretValue(q -> q.secretId("s")))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(() -> client.getSecretValue(q -> q.secretId("t")))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Secrets Manager can't find the specified secret.");
  }
}
