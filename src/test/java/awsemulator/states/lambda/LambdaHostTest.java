package awsemulator.states.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.cloud.AwsFault;
import awsemulator.states.EchoHandler;
import awsemulator.states.Rig;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import awsemulator.template.TemplateFunction;
import awsemulator.time.VirtualClock;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LambdaHostTest {
  private static final String QUEUE = "arn:aws:sqs:eu-central-1:111122223333:lost";

  private static final String ALIAS = Rig.FUNCTION + ":live";

  private final VirtualClock clock = new VirtualClock(Rig.START);
  private final List<String> log = new ArrayList<>();
  private final List<Class<?>> made = new ArrayList<>();
  private boolean mayBury = true;

  private static TemplateFunction function(String handler, int retries, int age) {
    return new TemplateFunction(
        "Step",
        "Step",
        Rig.FUNCTION,
        ALIAS,
        handler,
        Map.of(),
        Rig.ROLE,
        60,
        512,
        retries,
        age,
        QUEUE);
  }

  private LambdaHost host(TemplateFunction function, RequestStreamHandler handler) {
    return new LambdaHost(
        clock,
        List.of(function),
        (declared, type) -> {
          made.add(type);
          return handler;
        },
        line -> log.add(line.function() + ": " + line.text()),
        (caller, need) -> {
          if (!mayBury) {
            throw new AwsFault("AccessDenied", 403, need.action());
          }
        });
  }

  private LambdaHost echo(int failures) {
    return host(
        function("awsemulator.states.EchoHandler::handleRequest", 2, 21_600),
        new EchoHandler(failures));
  }

  private void drain() {
    boolean more = true;
    while (more) {
      more = clock.runNext();
    }
  }

  @Test
  void theHandlerThatTheTemplateNamesIsMadeOnceAndAnswers() throws FunctionFailed {
    LambdaHost host = echo(0);

    assertThat(host.invoke("Step", "{\"n\":1}")).isEqualTo("{\"n\":1}");
    assertThat(host.invoke(Rig.FUNCTION, "[]")).isEqualTo("[]");
    assertThat(host.invoke(ALIAS, "{}")).isEqualTo("{}");
    assertThat(made).containsExactly(EchoHandler.class);
    assertThat(log).containsExactly("Step: 60000 {\"n\":1}", "Step: 60000 []", "Step: 60000 {}");
  }

  @Test
  void anExceptionIsAFunctionErrorByItsClassName() {
    assertThatThrownBy(() -> echo(1).invoke("Step", "{}"))
        .isInstanceOf(FunctionFailed.class)
        .hasMessage("not today")
        .extracting(e -> ((FunctionFailed) e).errorType())
        .isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void aFunctionThatOverrunsItsTimeoutFails() {
    LambdaHost host =
        host(
            function("awsemulator.states.EchoHandler", 2, 21_600),
            (in, out, context) -> clock.advance(Duration.ofSeconds(61)));

    assertThatThrownBy(() -> host.invoke("Step", "{}"))
        .isInstanceOf(FunctionFailed.class)
        .hasMessageContaining("Task timed out after 60.00 seconds");
  }

  @Test
  void aFunctionThatDoesNotExistIsNotFound() {
    assertThatThrownBy(() -> echo(0).invoke("Other", "{}"))
        .isInstanceOf(AwsFault.class)
        .extracting(e -> ((AwsFault) e).code())
        .isEqualTo("ResourceNotFoundException");
    assertThatThrownBy(() -> echo(0).invoke(Rig.FUNCTION.replace("eu-", "us-"), "{}"))
        .isInstanceOf(AwsFault.class);
  }

  @Test
  void anEventIsTriedAgainAfterOneAndTwoMinutes() {
    LambdaHost host = echo(2);

    host.invokeAsync("Step", "{}");
    assertThat(log).isEmpty();
    clock.advance(Duration.ofMinutes(2));
    assertThat(log).hasSize(2);
    clock.advance(Duration.ofMinutes(1));

    assertThat(log).hasSize(3);
    assertThat(host.deadLetters()).isEmpty();
    assertThat(clock.untilNext()).isNull();
  }

  @Test
  void anEventThatFailsForGoodGoesToTheDestination() {
    LambdaHost host = echo(9);

    host.invokeAsync("Step", "{\"n\":1}");
    drain();

    assertThat(log).hasSize(3);
    DeadLetter letter = host.deadLetters().getFirst();
    assertThat(letter.queue()).isEqualTo("lost");
    assertThat(letter.at()).isEqualTo(Rig.START.plus(Duration.ofMinutes(3)));
    Map<?, ?> body = (Map<?, ?>) Rig.json(letter.body());
    assertThat(body.get("requestPayload")).isEqualTo(Map.of("n", 1));
    assertThat(body.get("responsePayload"))
        .isEqualTo(
            Map.of("errorMessage", "not today", "errorType", "java.lang.IllegalStateException"));
    Map<?, ?> context = (Map<?, ?>) body.get("requestContext");
    assertThat(context.get("condition")).isEqualTo("RetriesExhausted");
    assertThat(context.get("approximateInvokeCount")).isEqualTo(3);
  }

  @Test
  void anEventIsLostWhereTheFunctionsRoleMayNotSendToTheDestination() {
    mayBury = false;
    LambdaHost host = echo(9);

    host.invokeAsync("Step", "{}");
    drain();

    assertThat(host.deadLetters()).isEmpty();
  }

  @Test
  void anEventThatGetsTooOldIsNotTriedAgain() {
    LambdaHost host = host(function("awsemulator.states.EchoHandler", 2, 90), new EchoHandler(9));

    host.invokeAsync("Step", "{}");
    drain();

    assertThat(log).hasSize(2);
    assertThat(host.deadLetters().getFirst().body()).contains("EventAgeExceeded");
  }
}
