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
import remediator.notification.FindingUpdater;
import remediator.workflow.StepExecutor;
import remediator.workflow.core.StepResult;

/** What the two functions that state machines call have in common: read, run one step, answer. */
final class StepHandler {
  /** The one member of a person's command that lets writes to a group in again; it names it. */
  private static final String THAW = "thaw";

  private final Ledger ledger;
  private final StepExecutor steps;
  private final FindingUpdater findingUpdater;

  StepHandler(Components components, StepExecutor steps) {
    this.ledger = components.ledger();
    this.steps = steps;
    this.findingUpdater = components.findingUpdater();
  }

  void handle(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> input = StrictJson.readObject(in.readAllBytes());
    boolean thaws = input.get(THAW) instanceof String;
    GroupArn group = GroupArn.parse(String.valueOf(input.get(thaws ? THAW : "group")));
    Optional<RemediationCase> found = ledger.find(group);
    JsonLogger log = new JsonLogger(context.getLogger(), context.getAwsRequestId());
    StepResult answer;
    try {
      answer =
          thaws
              ? steps.thaw(found, group)
              : found.isPresent()
                  ? steps.run(found.get(), input)
                  : steps.runWithoutRow(group, input);
    } finally {
      log.refusedNotes(findingUpdater);
    }
    Map<String, Object> result = answer.toMap();
    log.info(
        thaws ? THAW : String.valueOf(input.get("step")),
        Map.of(
            "group", group.toString(),
            "flow", String.valueOf(input.get("flow")),
            "status", result.get("status"),
            "reason", result.getOrDefault("reason", "")));
    out.write(StrictJson.writeBytes(result));
  }
}
