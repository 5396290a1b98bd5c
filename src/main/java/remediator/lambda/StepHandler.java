package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.FindingUpdater;
import remediator.workflow.StepExecutor;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.WriteHold;

/** What the two functions that state machines call have in common: read, run one step, answer. */
final class StepHandler {
  /** The one member of a person's command that lets writes to a group in again; it names it. */
  private static final String THAW = "thaw";

  /** Of a step's answer; the rest is for its state machine. */
  private static final Set<String> LOGGED = Set.of("status", "reason", "outcome");

  /** Statuses of a flow that is over. */
  private static final Set<String> ENDINGS = Set.of("ended", "unfinished");

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
    Map<String, Object> fields = new TreeMap<>(result);
    fields.keySet().retainAll(LOGGED);
    fields.put("group", group.toString());
    fields.put("flow", String.valueOf(input.get("flow")));
    fields.putIfAbsent("reason", "");
    if (ENDINGS.contains(result.get("status"))) {
      // Once: a step that is called again finds the flow ended.
      found
          .filter(RemediationCase::running)
          .flatMap(WriteHold::pause)
          .ifPresent(pause -> fields.put("pauseSeconds", pause.toSeconds()));
    }
    log.info(thaws ? THAW : String.valueOf(input.get("step")), fields);
    out.write(StrictJson.writeBytes(result));
  }
}
