package remediator.local.run;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.local.services.Sns;
import remediator.local.time.VirtualClock;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The person who reads the messages and answers gates, by the very commands that stand in them, a
 * quarter of an hour after they came.
 */
final class Person {
  static final String WHO = "person";
  static final String IS_ASKED = "is asked: ";
  static final String APPROVES = "approves: ";
  private static final Duration THINKS = Duration.ofMinutes(15);
  private static final Pattern SUCCESS =
      Pattern.compile(
          "^aws stepfunctions send-task-success --region \\S+ --task-token '([^']+)' --task-output"
              + " '([^']+)'$",
          Pattern.MULTILINE);
  private static final Pattern FAILURE =
      Pattern.compile(
          "^aws stepfunctions send-task-failure --region \\S+ --task-token '([^']+)' --error (\\S+)"
              + " --cause '([^']+)'$",
          Pattern.MULTILINE);

  private final VirtualClock clock;
  private final SfnClient client;
  private final Options.Gates answers;
  private final Story story;

  Person(VirtualClock clock, SfnClient client, Options.Gates answers, Story story) {
    this.clock = clock;
    this.client = client;
    this.answers = answers;
    this.story = story;
  }

  void reads(Sns.Message message) {
    Matcher success = SUCCESS.matcher(message.message());
    Matcher failure = FAILURE.matcher(message.message());
    if (!success.find() || !failure.find()) {
      return;
    }
    String title = message.subject().replaceFirst(".*: decide on ", "");
    story.tell(WHO, IS_ASKED + message.message().lines().findFirst().orElse(title));
    if (answers == Options.Gates.EXPIRE) {
      return;
    }
    clock.schedule(
        THINKS,
        () -> {
          if (answers == Options.Gates.APPROVE) {
            story.tell(WHO, APPROVES + title);
            client.sendTaskSuccess(r -> r.taskToken(success.group(1)).output(success.group(2)));
          } else {
            story.tell(WHO, "rejects: " + title);
            client.sendTaskFailure(
                r ->
                    r.taskToken(failure.group(1))
                        .error(failure.group(2))
                        .cause("rejected by -Dgates=reject"));
          }
        });
  }
}
