package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import remediator.approval.ConsoleApproval;
import remediator.aws.AwsErrorText;
import remediator.aws.ClientConfig;
import remediator.console.FleetWidget;
import remediator.json.StrictJson;
import remediator.remediation.flow.StateMachineArns;

/** The function behind the custom widget of the dashboard. */
public final class WidgetHandler implements RequestStreamHandler {
  /** What is left of the function's time for making and sending the answer. */
  private static final int TO_ANSWER_MILLIS = 5_000;

  private final FleetWidget widget;

  /** For Lambda. */
  public WidgetHandler() {
    this(Components.ofLambda());
  }

  /** For another place than Lambda. */
  public WidgetHandler(
      Map<String, String> environment, ClientConfig connection, InstantSource clock) {
    this(Components.of(environment, connection, clock));
  }

  private WidgetHandler(Components components) {
    EnvironmentConfig config = components.config();
    this.widget =
        new FleetWidget(
            components.ledger(),
            new StateMachineArns(
                config.require("ONLINE_TLS_MACHINE"),
                config.require("SNAPSHOT_RESTORE_MACHINE"),
                config.require("TLS_ROLLBACK_MACHINE")),
            config.home(),
            config.answersInConsole() ? Optional.of(approval(components)) : Optional.empty(),
            components.clock());
  }

  private static ConsoleApproval approval(Components components) {
    return new ConsoleApproval(
        components.ledger(), components.aws().stepFunctions(), components.clock());
  }

  /** Answers one JSON text: HTML, or Markdown where the widget is to be described. */
  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> event = StrictJson.readObject(in.readAllBytes());
    String answer;
    try {
      answer =
          widget.answer(
              event,
              new FleetWidget.Invocation(
                  context.getInvokedFunctionArn(),
                  context.getFunctionName(),
                  context.getAwsRequestId(),
                  () -> context.getRemainingTimeInMillis() > TO_ANSWER_MILLIS));
    } catch (RuntimeException e) {
      new JsonLogger(context.getLogger(), context.getAwsRequestId())
          .error("not answered", Map.of("reason", AwsErrorText.of(e)));
      answer = FleetWidget.errorText(event);
    }
    out.write(StrictJson.writeBytes(answer));
  }
}
