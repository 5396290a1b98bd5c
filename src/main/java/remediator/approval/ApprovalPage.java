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
import remediator.notification.Gate;
import remediator.notification.Messages;
import remediator.plan.Policy;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The page on which gates are answered. Getting it changes nothing, however often and by whatever
 * scanner of links; only a form that was sent decides, once.
 */
public final class ApprovalPage {
  private final Ledger ledger;
  private final GateDesk desk;
  private final LinkKey key;
  private final String partition;
  private final boolean deletions;
  private final InstantSource clock;

  /**
   * @param partition of the deployment
   * @param deletions whether a deletion may be answered here too
   */
  public ApprovalPage(
      Ledger ledger,
      SfnClient flows,
      LinkKey key,
      String partition,
      boolean deletions,
      InstantSource clock) {
    this.ledger = ledger;
    this.desk = new GateDesk(ledger, flows, clock, false);
    this.key = key;
    this.partition = partition;
    this.deletions = deletions;
    this.clock = clock;
  }

  /** Answers a request of a Lambda function URL. */
  public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    HttpRequest request = HttpRequest.of(event);
    return answer(request, request.phrases());
  }

  /** The client's address, for the log; empty where it is not told. */
  public static String address(APIGatewayV2HTTPEvent event) {
    return HttpRequest.of(event).address();
  }

  /** What is shown where answering failed. */
  public APIGatewayV2HTTPResponse errorPage(APIGatewayV2HTTPEvent event) {
    return problem(HttpRequest.of(event).phrases(), 500, "failed");
  }

  /** Whatever no link of ours comes with is answered before anything is looked up for it. */
  private APIGatewayV2HTTPResponse answer(HttpRequest request, Messages messages) {
    boolean post = request.method().equals("POST");
    if (!post && !List.of("GET", "HEAD").contains(request.method())) {
      return problem(messages, 405, "method");
    }
    if (!List.of("", "/").contains(request.path())) {
      return problem(messages, 404, "nothing");
    }
    if (request.isTooLong()) {
      return problem(messages, 413, "long");
    }
    Optional<LinkToken> token = LinkToken.decrypt(request.link(), key, partition);
    if (token.isEmpty()) {
      return problem(messages, 403, "forged");
    }
    if (!deletions && isDeletion(token.get())) {
      return problem(messages, 403, "deletion");
    }
    GateDesk.View view =
        post
            ? desk.answer(token.get(), request.form(), "on the page", messages)
            : desk.look(token.get());
    return answer(view, request, messages, token.get());
  }

  private boolean isDeletion(LinkToken token) {
    return Gate.of(token.gate())
        .flatMap(
            gate ->
                ledger.find(token.group()).map(c -> gate.isDeletion(Policy.recorded(c.policy()))))
        .orElse(false);
  }

  private APIGatewayV2HTTPResponse answer(
      GateDesk.View view, HttpRequest request, Messages messages, LinkToken token) {
    String sealed = request.link();
    return switch (view) {
      case GateDesk.Unknown() -> problem(messages, 404, "nothing");
      case GateDesk.Form(ApprovalRequest plan, List<String> violations) ->
          HttpResponse.of(
              violations.isEmpty() ? 200 : 422,
              out ->
                  JteQuestionPageGenerated.render(out, null, messages, plan, request, violations));
      case GateDesk.Closed closed ->
          message(
              messages,
              sealed,
              closed.reason() == GateDesk.Reason.LATE ? 409 : 410,
              "warn",
              closed.title(messages),
              closed.text(messages, token.until().toString()),
              Optional.empty(),
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

  private APIGatewayV2HTTPResponse problem(Messages messages, int status, String what) {
    return message(
        messages,
        "",
        status,
        "bad",
        messages.format("page.problem." + what),
        messages.format("page.problem." + what + ".text"),
        Optional.empty(),
        _ -> {});
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
