package remediator.local.report;

import awsemulator.services.SnsService;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The person who reads the messages and answers gates, by the very commands that stand in them, a
 * quarter of an hour after they came.
 */
public final class SimulatedPerson {
  static final String WHO = "person";
  static final String IS_ASKED = "is asked: ";
  static final String APPROVES = "approves: ";
  private static final Duration THINKS = Duration.ofMinutes(15);
  private static final Pattern APPROVE =
      Pattern.compile(
          "^aws stepfunctions send-task-success --region \\S+ --task-token \"\\$TOKEN\" \\\\\n"
              + " +--task-output '([^']+)'$",
          Pattern.MULTILINE);
  private static final Pattern REJECT =
      Pattern.compile(
          "^aws stepfunctions send-task-failure --region \\S+ --task-token \"\\$TOKEN\" \\\\\n"
              + " +--error (\\S+) --cause '[^']+'$",
          Pattern.MULTILINE);

  private final LocalCloud cloud;
  private final SfnClient client;
  private final GateScript answers;
  private final EventStory story;

  public SimulatedPerson(LocalCloud cloud, SfnClient client, GateScript answers, EventStory story) {
    this.cloud = cloud;
    this.client = client;
    this.answers = answers;
    this.story = story;
  }

  public void reads(SnsService.Message message) {
    Optional<GateCommand> fetch = GateCommand.in(message.message());
    Matcher approve = APPROVE.matcher(message.message());
    Matcher reject = REJECT.matcher(message.message());
    if (fetch.isEmpty() || !approve.find() || !reject.find()) {
      return;
    }
    String title = fetch.get().gate();
    if ("GATE_REMINDER".equals(message.messageAttributes().get("kind"))
        && !title.equals("required")) {
      story.tell(WHO, "is reminded of: " + title);
      return;
    }
    story.tell(WHO, IS_ASKED + message.message().lines().findFirst().orElse(title));
    GateScript.Answer answer = answers.at(title);
    if (answer == GateScript.Answer.EXPIRE) {
      return;
    }
    cloud.clock.schedule(
        THINKS,
        () -> {
          String token = fetch.get().token(cloud);
          if (answer == GateScript.Answer.APPROVE) {
            story.tell(WHO, APPROVES + title);
            client.sendTaskSuccess(r -> r.taskToken(token).output(approve.group(1)));
          } else {
            story.tell(WHO, "rejects: " + title);
            client.sendTaskFailure(
                r ->
                    r.taskToken(token)
                        .error(reject.group(1))
                        .cause("rejected by -Dgates=" + answers));
          }
        });
  }
}
