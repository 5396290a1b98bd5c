package remediator.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.json.StrictJson;
import remediator.local.CloudRun;

/** Mail, chat and event name the ways to answer that this deployment has, and no other. */
class AnswerWaysTest {
  private static final String PAGE = "\nhttps://";
  private static final String CHAT_PAGE = "See the plan and answer: https://";
  private static final String CONSOLE =
      "Answer in the AWS console: the CloudWatch dashboard that is the output Dashboard of the"
          + " stack";
  private static final String COMMANDS = "nswer by the commands";

  @ParameterizedTest
  @CsvSource({
    "public, yes, true, true, Or answer by the commands",
    "public, no, true, true, Or answer by the commands",
    "console, yes, false, true, Or answer by the commands",
    "no, yes, false, false, Answer by the commands"
  })
  void aMessageNamesTheWaysThatThereAre(
      String decisionPage, String linksInEvents, boolean page, boolean console, String commands)
      throws Exception {
    try (CloudRun run =
        new CloudRun(
            Map.of("DecisionPage", decisionPage, "LinksInEvents", linksInEvents, "Chat", "yes"))) {
      run.gates().ignore("required");
      byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
      run.importing(event).send(event);
      run.forTime(Duration.ofHours(1));

      List<String> mails =
          run.messages().stream()
              .filter(m -> m.subject() != null && m.subject().contains(": required ("))
              .map(m -> m.message())
              .toList();
      assertThat(mails)
          .singleElement()
          .satisfies(m -> assertThat(m.contains(PAGE)).isEqualTo(page))
          .satisfies(m -> assertNames(m.replaceAll("\\s+", " "), console, commands))
          .asString()
          .contains("aws stepfunctions send-task-success");
      String text =
          run.messages().stream()
              .filter(m -> m.subject() == null && m.message().contains("refuse plaintext"))
              .map(m -> StrictJson.readObject(m.message()).get("content").toString())
              .findFirst()
              .orElseThrow();
      assertThat(text.contains(CHAT_PAGE)).isEqualTo(page);
      assertNames(text, console, commands);
      assertThat(run.events())
          .filteredOn(e -> e.detail().containsKey("question"))
          .singleElement()
          .satisfies(
              e ->
                  assertThat(e.detail().containsKey("link"))
                      .isEqualTo(page && linksInEvents.equals("yes")))
          .asString()
          .doesNotContain(COMMANDS, "AWS console");
    }
  }

  private static void assertNames(String message, boolean console, String commands) {
    assertThat(message.contains(CONSOLE)).isEqualTo(console);
    assertThat(message)
        .contains(commands)
        .containsOnlyOnce(COMMANDS)
        .doesNotContain("DecisionPage");
  }
}
