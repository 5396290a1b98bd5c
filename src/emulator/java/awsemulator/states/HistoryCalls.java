package awsemulator.states;

import awsemulator.cloud.CallerIdentity;
import awsemulator.states.interpreter.ExecutionHistory;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryRequest;
import software.amazon.awssdk.services.sfn.model.GetExecutionHistoryResponse;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** GetExecutionHistory: types, times, and the inputs and outputs of states. */
final class HistoryCalls {
  private final ExecutionStore runs;

  HistoryCalls(ExecutionStore runs) {
    this.runs = runs;
  }

  GetExecutionHistoryResponse history(CallerIdentity caller, GetExecutionHistoryRequest request) {
    boolean data = !Boolean.FALSE.equals(request.includeExecutionData());
    List<ExecutionHistory.Event> events = runs.find(request.executionArn()).history().events();
    if (Boolean.TRUE.equals(request.reverseOrder())) {
      events = events.reversed();
    }
    IndexPage<ExecutionHistory.Event> page =
        IndexPage.of(events, request.maxResults(), request.nextToken());
    return GetExecutionHistoryResponse.builder()
        .events(page.items().stream().map(event -> event(event, data)).toList())
        .nextToken(page.next())
        .build();
  }

  private static HistoryEvent event(ExecutionHistory.Event event, boolean data) {
    String json = data ? event.json() : null;
    HistoryEvent.Builder written =
        HistoryEvent.builder()
            .id(event.id())
            .previousEventId(event.id() - 1)
            .timestamp(event.at())
            .type(event.type());
    String type = event.type().toString();
    if (type.endsWith("StateEntered")) {
      written.stateEnteredEventDetails(d -> d.name(event.state()).input(json));
    } else if (type.endsWith("StateExited")) {
      written.stateExitedEventDetails(d -> d.name(event.state()).output(json));
    }
    return written.build();
  }
}
