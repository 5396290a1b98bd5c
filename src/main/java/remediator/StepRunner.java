package remediator;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.step.Answer;
import remediator.step.Steps;

/** What the two functions that state machines call have in common: read, run one step, answer. */
final class StepRunner {
  private final Ledger ledger;
  private final Steps steps;

  StepRunner(Ledger ledger, Steps steps) {
    this.ledger = ledger;
    this.steps = steps;
  }

  void handle(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> input = StrictJson.readObject(in.readAllBytes());
    GroupArn group = GroupArn.parse(String.valueOf(input.get("group")));
    Optional<Case> found = ledger.find(group);
    Answer answer =
        found.isPresent() ? steps.run(found.get(), input) : steps.runWithoutRow(group, input);
    Map<String, Object> result = answer.toMap();
    new Log(context.getLogger(), context.getAwsRequestId())
        .info(
            String.valueOf(input.get("step")),
            Map.of(
                "group", group.toString(),
                "flow", String.valueOf(input.get("flow")),
                "status", result.get("status"),
                "reason", result.getOrDefault("reason", "")));
    out.write(StrictJson.writeBytes(result));
  }
}
