package awsemulator.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.RequiredRight;
import awsemulator.cloud.TestCloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class SnsServiceTest {
  private static final String TOPIC = "arn:aws:sns:eu-west-1:111122223333:notices";

  private final SnsService sns = new SnsService();
  private final TestCloud cloud = new TestCloud().serving(sns);
  private final SnsClient client = cloud.client(SnsClient.builder());

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void whatIsPublishedCanBeReadBackAndIsTold() {
    List<SnsService.Message> told = new ArrayList<>();
    sns.onPublish(told::add);
    client.publish(
        q ->
            q.topicArn(TOPIC)
                .subject("A subject")
                .message("Grüße\n<&>")
                .messageAttributes(
                    Map.of(
                        "kind",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("gate")
                            .build())));
    assertThat(sns.published())
        .containsExactly(
            new SnsService.Message(TOPIC, "A subject", "Grüße\n<&>", Map.of("kind", "gate")));
    assertThat(told).isEqualTo(sns.published());
    assertThat(cloud.log.entries().getFirst().needs())
        .containsExactly(new RequiredRight("sns:Publish", TOPIC));
  }

  @Test
  void subjectsThatSnsRefusesAreRefused() {
    for (String subject : List.of("", "two\nlines", "a\ttab", "x".repeat(100))) {
      assertThatThrownBy(() -> client.publish(q -> q.topicArn(TOPIC).subject(subject).message("m")))
          .as(subject)
          .isInstanceOf(InvalidParameterException.class)
          .hasMessageContaining("Invalid parameter: Subject");
    }
    client.publish(q -> q.topicArn(TOPIC).subject("x".repeat(99)).message("m"));
    client.publish(q -> q.topicArn(TOPIC).subject("承認依頼 Ä").message("m"));
  }

  @Test
  void aMessageHasAtMost256KibibytesOfUtf8() {
    client.publish(q -> q.topicArn(TOPIC).message("ä".repeat(128 * 1024)));
    assertThatThrownBy(
            () -> client.publish(q -> q.topicArn(TOPIC).message("ä".repeat(128 * 1024) + "x")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Message too long");
  }

  @Test
  void aTopicOfAnotherRegionIsRefused() {
    assertThatThrownBy(
            () ->
                client.publish(
                    q -> q.topicArn("arn:aws:sns:us-east-1:111122223333:notices").message("m")))
        .isInstanceOf(InvalidParameterException.class);
    assertThat(sns.published()).isEmpty();
  }

  @Test
  void theLackOfARightHasItsOwnName() {
    cloud.authorizer =
        (caller, need) -> {
          throw new AwsFault("AccessDenied", 403, "no");
        };
    assertThatThrownBy(() -> client.publish(q -> q.topicArn(TOPIC).message("m")))
        .isInstanceOf(AuthorizationErrorException.class);
  }
}
