package remediator.workflow.clients;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.StrictJson;
import remediator.workflow.core.StepContext;
import remediator.workflow.guard.DataPlaneAvailability;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts the state machine that looks at the clients while the gate is open. It has the flow's own
 * name, so that a repeated call starts none beside it.
 */
public final class ClientMonitorStarter {
  private ClientMonitorStarter() {}

  public static void start(StepContext context) {
    List<String> nodes = DataPlaneAvailability.nodes(context);
    if (nodes.isEmpty()) {
      return;
    }
    Map<String, Object> input = new TreeMap<>();
    input.put("group", context.group().toString());
    input.put("flow", context.now().flow());
    input.put("nodes", nodes);
    input.put("wait", MonitorClients.firstLook(context).toSeconds());
    try {
      context
          .dependencies()
          .aws()
          .stepFunctions()
          .startExecution(
              r ->
                  r.stateMachineArn(context.dependencies().monitorMachine().orElseThrow())
                      .name(context.now().flow() + "-watch")
                      .input(StrictJson.write(input)));
    } catch (ExecutionAlreadyExistsException _) {
      // A call before this one started it.
    }
  }
}
