package remediator.local.cloud;

import awsemulator.states.interpreter.ExecutionView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;

/** What Step Functions sends to EventBridge when an execution ends, to whom the rules say. */
final class StateEvents {
  private final LocalCloud cloud;

  StateEvents(LocalCloud cloud) {
    this.cloud = cloud;
  }

  /** "Step Functions event examples". */
  void ended(ExecutionView execution) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("executionArn", execution.arn());
    detail.put("stateMachineArn", execution.machineArn());
    detail.put("name", execution.name());
    detail.put("status", execution.status().toString());
    detail.put("startDate", execution.started().toEpochMilli());
    detail.put("stopDate", execution.stopped().toEpochMilli());
    detail.put("input", execution.input());
    detail.put("inputDetails", Map.of("included", true));
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("version", "0");
    event.put("detail-type", "Step Functions Execution Status Change");
    event.put("source", "aws.states");
    event.put("account", cloud.home.account());
    event.put("time", execution.stopped().toString());
    event.put("region", cloud.home.region());
    event.put("resources", List.of(execution.arn()));
    event.put("detail", detail);
    cloud.rules.deliver(StrictJson.write(event));
  }
}
