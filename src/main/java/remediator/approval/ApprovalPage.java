package remediator.approval;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import gg.jte.html.HtmlContent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.ApprovalRequest;
import remediator.notification.Messages;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The page on which gates are answered. Getting it changes nothing, however often and by whatever
 * scanner of links; only a form that was sent decides, once.
 */
public final class ApprovalPage {
  private final GateDesk desk;
  private final LinkKey key;
  private final String partition;
  private final InstantSource clock;

  /**
   * @param partition of the deployment
   */
  public ApprovalPage(
      Ledger ledger, SfnClient flows, LinkKey key, String partition, InstantSource clock) {
    this.desk = new GateDesk(ledger, flows, clock, false);
    this.key = key;
    this.partition = partition;
    this.clock = clock;
  }

  /** Answers a request of a Lambda function URL. */
  public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    HttpRequest request = HttpRequest.of(event);
    return answer(request, request.phrases());
  }

  /** What is shown where answering failed. */
  public APIGatewayV2HTTPResponse errorPage(APIGatewayV2HTTPEvent event) {
    Messages messages = HttpRequest.of(event).phrases();
    return problem(
        messages,
        "",
        500,
        "bad",
        messages.format("page.problem.failed"),
        messages.format("page.problem.failed.text"));
  }

  private APIGatewayV2HTTPResponse answer(HttpRequest request, Messages messages) {
    boolean post = request.method().equals("POST");
    if (!post && !List.of("GET", "HEAD").contains(request.method())) {
      return problem(messages, "", 405, "bad", messages.format("page.problem.method"), "");
    }
    Optional<LinkToken> token = LinkToken.decrypt(request.value("t"), key.get(), partition);
    if (token.isEmpty()) {
      return forged(messages);
    }
    GateDesk.View view =
        post
            ? desk.answer(
                token.get(), request.form(), "on the page, from " + request.address(), messages)
            : desk.look(token.get());
    return answer(view, request, post, messages, token.get());
  }

  private APIGatewayV2HTTPResponse answer(
      GateDesk.View view, HttpRequest request, boolean post, Messages messages, LinkToken token) {
    String sealed = request.value("t");
    return switch (view) {
      case GateDesk.Unknown() -> forged(messages);
      case GateDesk.Form(ApprovalRequest plan, List<String> violations) ->
          HttpResponse.of(
              violations.isEmpty() ? 200 : 422,
              out ->
                  JteQuestionPageGenerated.render(out, null, messages, plan, request, violations));
      case GateDesk.Closed closed ->
          message(
              messages,
              sealed,
              status(closed.reason(), post),
              "warn",
              closed.title(messages),
              closed.text(messages, token.until().toString()),
              Optional.of(closed.remediation()),
              _ -> {});
      case GateDesk.Accepted accepted ->
          message(
              messages,
              sealed,
              200,
              accepted.kind(),
              accepted.title(messages),
              accepted.text(messages) + " " + messages.format("page.done.next"),
              Optional.of(accepted.remediation()),
              _ -> {});
      case GateDesk.PassedOn passedOn ->
          message(
              messages,
              sealed,
              200,
              "good",
              messages.format("page.done.passedOn"),
              passedOn.text(messages) + " " + messages.format("page.done.next"),
              Optional.of(passedOn.remediation()),
              _ -> {});
      case GateDesk.Waiting waiting ->
          message(
              messages,
              sealed,
              waiting.failed() ? 503 : 200,
              "warn",
              waiting.title(messages),
              waiting.text(messages),
              Optional.of(waiting.remediation()),
              out ->
                  JteGateFormGenerated.render(
                      out, null, messages, waiting.plan(), request, List.of()));
    };
  }

  private static int status(GateDesk.Reason reason, boolean post) {
    return switch (reason) {
      case EXPIRED -> 410;
      case OVER -> post ? 410 : 200;
      case LATE -> 409;
    };
  }

  private APIGatewayV2HTTPResponse forged(Messages messages) {
    return problem(
        messages,
        "",
        403,
        "bad",
        messages.format("page.problem.forged"),
        messages.format("page.problem.forged.text"));
  }

  private APIGatewayV2HTTPResponse problem(
      Messages messages, String sealed, int status, String kind, String title, String text) {
    return message(messages, sealed, status, kind, title, text, Optional.empty(), _ -> {});
  }

  private APIGatewayV2HTTPResponse message(
      Messages messages,
      String sealed,
      int status,
      String kind,
      String title,
      String text,
      Optional<RemediationCase> about,
      HtmlContent form) {
    Optional<StateView> state = about.map(c -> new StateView(c, messages, clock.instant()));
    return HttpResponse.of(
        status,
        out ->
            JteMessagePageGenerated.render(
                out, null, messages, sealed, kind, title, text, state, form));
  }
}
