package remediator.matrix.trial;

import awsemulator.services.SnsService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.ledger.CaseAttribute;
import remediator.matrix.mishap.Moment;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Those who read the messages, and answer every question after a while. */
final class People {
  private static final Duration THINKS = Duration.ofMinutes(15);

  /** In the command that fetches a question's token. */
  private static final Pattern GATE = Pattern.compile("facts\\.M\\.GATE\\.S == '([^']+)'");

  /** Whoever does something else first answers later that day. */
  private static final Duration ACTS_FIRST = Duration.ofHours(6);

  /** Longer than any gate waits. */
  private static final Duration TOO_LATE = Duration.ofDays(15);

  private final Trial trial;
  private final List<String> messages = new ArrayList<>();
  private final Map<String, Integer> questions = new HashMap<>();
  private List<String> before = List.of();

  People(Trial trial) {
    this.trial = trial;
  }

  /** What is told from now on is told after somebody has acted. */
  void mark() {
    before = told();
  }

  /** Whether anything has been told since. */
  boolean toldSince() {
    List<String> now = new ArrayList<>(told());
    before.forEach(now::remove);
    return !now.isEmpty();
  }

  void read(SnsService.Message message) {
    messages.add(message.subject() + "\n" + message.message());
    Matcher question = GATE.matcher(message.message());
    boolean again = "GATE_REMINDER".equals(message.messageAttributes().get("kind"));
    if (question.find() && (!again || question.group(1).equals("required"))) {
      Stack stack =
          trial.stacks().stream()
              .filter(s -> s.publishesTo(message.topicArn()))
              .findFirst()
              .orElseThrow();
      asked(stack, question.group(1));
    }
  }

  private void asked(Stack stack, String gate) {
    boolean opensItself = trial.flow.probed() && gate.equals("required") && !stack.second();
    Moment moment =
        new Moment(Moment.When.GATE, gate, questions.merge(stack.label(gate), 1, Integer::sum), 0);
    boolean acts = !stack.second() && trial.actsAt(moment);
    trial.cloud.clock.schedule(
        THINKS,
        () -> {
          if (!stack.second()) {
            trial.moment(moment);
          }
          if (acts && trial.act().filter(a -> a.kind().answers()).isPresent()) {
            answerOddly(stack, gate);
          } else if (acts && !opensItself) {
            trial.cloud.clock.schedule(ACTS_FIRST, () -> answer(stack, gate));
          } else if (!opensItself) {
            answer(stack, gate);
          }
        });
  }

  private void answer(Stack stack, String gate) {
    answer(stack, gate, token(stack, gate), !gate.equals(trial.flow.rejected()));
  }

  private void answerOddly(Stack stack, String gate) {
    switch (trial.act().orElseThrow().kind()) {
      case APPROVES_THEN_REJECTS -> answerTwice(stack, gate, true);
      case REJECTS_THEN_APPROVES -> answerTwice(stack, gate, false);
      default -> {
        String token = token(stack, gate);
        trial.cloud.clock.schedule(TOO_LATE, () -> answer(stack, gate, token, true));
      }
    }
  }

  private void answerTwice(Stack stack, String gate, boolean yesFirst) {
    String token = token(stack, gate);
    answer(stack, gate, token, yesFirst);
    answer(stack, gate, token, !yesFirst);
  }

  private String token(Stack stack, String gate) {
    return stack
        .row(trial.flow)
        .filter(c -> c.attribute(CaseAttribute.GATE).equals(Optional.of(gate)))
        .flatMap(c -> c.attribute(CaseAttribute.GATE_TOKEN))
        .orElse("");
  }

  private void answer(Stack stack, String gate, String token, boolean yes) {
    if (token.isEmpty()) {
      return;
    }
    SfnClient client = trial.worker().people.stepFunctions();
    try {
      if (yes) {
        client.sendTaskSuccess(r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
        if (gate.equals("retire")) {
          stack.row(trial.flow).ifPresent(c -> trial.inspector().approvedRetire(stack, c.flow()));
        }
      } else {
        client.sendTaskFailure(r -> r.taskToken(token).error("Rejected").cause("not today"));
      }
    } catch (TaskTimedOutException | TaskDoesNotExistException _) {
      // Asked twice and answered already, or asked by an execution that is gone.
    }
  }

  /** All that people were sent, in order. */
  List<String> messages() {
    return List.copyOf(messages);
  }

  /** All that people were sent, and all that stands on findings. */
  List<String> told() {
    List<String> all = new ArrayList<>(messages);
    trial
        .cloud
        .securityHub
        .findings(trial.flow.group().account(), trial.flow.group().region())
        .stream()
        .map(f -> f.get("Note") instanceof Map<?, ?> n ? String.valueOf(n.get("Text")) : "")
        .forEach(all::add);
    trial.cloud.lambda.deadLetters().forEach(d -> all.add(d.body()));
    all.removeIf(String::isEmpty);
    return all;
  }
}
