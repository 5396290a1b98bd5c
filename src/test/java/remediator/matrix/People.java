package remediator.matrix;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.ledger.Fact;
import remediator.local.services.Sns;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.TaskDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.TaskTimedOutException;

/** Those who read the messages, and answer every question after a while. */
final class People {
  private static final Duration THINKS = Duration.ofMinutes(15);

  /** In the command that fetches a question's token. */
  private static final Pattern GATE = Pattern.compile("facts\\.M\\.GATE\\.S == '([^']+)'");

  private final Trial trial;
  private final List<String> messages = new ArrayList<>();

  People(Trial trial) {
    this.trial = trial;
  }

  void read(Sns.Message message) {
    messages.add(message.subject() + "\n" + message.message());
    Matcher question = GATE.matcher(message.message());
    boolean again = message.subject().contains(": reminder ");
    if (question.find() && (!again || question.group(1).equals("required"))) {
      String gate = question.group(1);
      if (trial.flow.probed() && gate.equals("required")) {
        return;
      }
      trial.cloud.clock.schedule(THINKS, () -> answer(gate));
    }
  }

  private void answer(String gate) {
    String token =
        trial
            .ledger()
            .filter(c -> c.fact(Fact.GATE).equals(Optional.of(gate)))
            .flatMap(c -> c.fact(Fact.GATE_TOKEN))
            .orElse("");
    if (token.isEmpty()) {
      return;
    }
    SfnClient client = trial.worker().people.stepFunctions();
    try {
      if (gate.equals(trial.flow.rejected())) {
        client.sendTaskFailure(r -> r.taskToken(token).error("Rejected").cause("not today"));
      } else {
        client.sendTaskSuccess(r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
      }
    } catch (TaskTimedOutException | TaskDoesNotExistException _) {
      // Asked twice and answered already, or asked by an execution that is gone.
    }
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
