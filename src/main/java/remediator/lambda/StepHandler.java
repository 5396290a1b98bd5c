package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.workflow.StepExecutor;
import remediator.workflow.core.StepResult;

/** What the two functions that state machines call have in common: read, run one step, answer. */
final class StepHandler {
  private final Ledger ledger;
  private final StepExecutor steps;

  StepHandler(Ledger ledger, StepExecutor steps) {
    this.ledger = ledger;
    this.steps = steps;
  }

  void handle(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> input = StrictJson.readObject(in.readAllBytes());
    GroupArn group = GroupArn.parse(String.valueOf(input.get("group")));
    Optional<RemediationCase> found = ledger.find(group);
    StepResult answer =
        found.isPresent() ? steps.run(found.get(), input) : steps.runWithoutRow(group, input);
    Map<String, Object> result = answer.toMap();
    new JsonLogger(context.getLogger(), context.getAwsRequestId())
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
