package remediator.step;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.StrictJson;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;

/**
 * Starts the state machine that looks at the clients while the gate is open. It has the flow's own
 * name, so that a repeated call starts none beside it.
 */
final class Watch {
  private Watch() {}

  static void start(Work work) {
    List<String> nodes = Probing.nodes(work);
    if (nodes.isEmpty()) {
      return;
    }
    Map<String, Object> input = new TreeMap<>();
    input.put("group", work.group().toString());
    input.put("flow", work.now().flow());
    input.put("nodes", nodes);
    input.put("wait", WatchClients.firstLook(work).toSeconds());
    try {
      work.tools()
          .aws()
          .stepFunctions()
          .startExecution(
              r ->
                  r.stateMachineArn(work.tools().watchMachine().orElseThrow())
                      .name(work.now().flow() + "-watch")
                      .input(StrictJson.write(input)));
    } catch (ExecutionAlreadyExistsException _) {
      // A call before this one started it.
    }
  }
}
