package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.local.CloudRun;

/** What the owner of a group sees of a message before it is opened, and where it leads. */
class OwnersMailTest {
  @Test
  void theSubjectSaysWhereAndUntilWhenAndTheMailLeadsToTheConsole() {
    try (CloudRun run = new CloudRun(Map.of())) {
      byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
      run.importing(event).send(event);
      run.toTheEnd();

      List<String> subjects = run.messages().stream().map(m -> m.subject()).toList();
      assertThat(subjects)
          .containsExactly(
              "[Approval needed by 16 Nov] shop-prod/us-east-1/orders-cache: required"
                  + " (refuse plaintext)",
              "[ElastiCache encryption] orders-cache: complete (shop-prod, us-east-1)");
      assertThat(run.messages())
          .allSatisfy(
              m ->
                  assertThat(m.message())
                      .contains("IN THE AWS CONSOLE")
                      .contains(
                          "- the group: https://us-east-1.console.aws.amazon.com/elasticache/")
                      .contains(
                          "- the finding: https://us-east-1.console.aws.amazon.com/securityhub/")
                      .contains(
                          "- the flow: https://us-east-1.console.aws.amazon.com/states/home"
                              + "?region=us-east-1#/v2/executions/details/"
                              + "arn%3Aaws%3Astates%3Aus-east-1%3A111122223333%3Aexecution"
                              + "%3Aelasticache-encryption-online-tls-")
                      .contains(
                          "- all groups: https://us-east-1.console.aws.amazon.com/cloudwatch/"));
      assertThat(run.events())
          .filteredOn(e -> e.detail().containsKey("flow"))
          .isNotEmpty()
          .allSatisfy(e -> assertThat(e.detail()).containsEntry("accountName", "shop-prod"));
    }
  }

  /** Of a group that had to wait for its turn only the ledger knows what the event said. */
  @Test
  void theNameOfTheAccountOutlivesTheQueue() {
    try (CloudRun run = new CloudRun(Map.of("MaxFlows", "1"))) {
      run.gates().ignore("required");
      for (String sample : List.of("ec5-redis-7.1-online-tls", "ec4-one-node-replace")) {
        byte[] event = Events.sample(sample).bytes();
        run.importing(event).send(event);
      }
      run.forTime(Duration.ofDays(50));

      assertThat(run.messages().stream().map(m -> m.subject()))
          .anyMatch(
              s ->
                  s.matches(
                      "\\[Approval needed by [0-9]+ [A-Z][a-z]{2}] shop-prod/us-east-1/cart-single:"
                          + " replace \\(encrypted copy\\)"))
          .allMatch(s -> s.contains("shop-prod") && s.contains("us-east-1") && s.length() < 100);
    }
  }

  /** The name is what somebody has typed; a subject is one line of ASCII. */
  @Test
  void aNameOfAnAccountWithMarkupIsTextInTheSubjectAndOnThePage() {
    String name = "<img src=x onerror=alert(1)>\r\nBcc: eve@example.com \u202e店";
    try (CloudRun run = new CloudRun(Map.of())) {
      run.gates().ignore("required");
      byte[] event = Events.sample("ec5-redis-7.1-online-tls").with("AwsAccountName", name).bytes();
      run.importing(event).send(event);
      run.forTime(Duration.ofHours(1));

      assertThat(run.messages())
          .singleElement()
          .satisfies(
              m ->
                  assertThat(m.subject())
                      .matches("[ -~…]{1,99}")
                      .startsWith("[Approval needed by 16 Nov] <img"));
      Matcher link =
          Pattern.compile("https://\\S+[?]t=\\S+").matcher(run.messages().getFirst().message());
      assertThat(link.find()).isTrue();
      assertThat(run.page().get(link.group(), "en").body())
          .contains("orders-cache")
          .doesNotContain("<img", "\u202e");
    }
  }
}
