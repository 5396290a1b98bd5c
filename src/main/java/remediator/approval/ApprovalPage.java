package remediator.approval;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.ApprovalRequest;
import remediator.notification.GateDecision;
import remediator.notification.Messages;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The page on which gates are answered. Getting it changes nothing, however often and by whatever
 * scanner of links; only a form that was sent decides, once.
 */
public final class ApprovalPage {
  private final Ledger ledger;
  private final GateAnswerService answers;
  private final LinkKey key;
  private final String partition;
  private final InstantSource clock;

  /**
   * @param partition of the deployment
   */
  public ApprovalPage(
      Ledger ledger, SfnClient flows, LinkKey key, String partition, InstantSource clock) {
    this.ledger = ledger;
    this.answers = new GateAnswerService(ledger, flows);
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
    String sealed = request.value("t");
    Optional<LinkToken> token = LinkToken.decrypt(sealed, key.get(), partition);
    Optional<RemediationCase> found = token.flatMap(t -> ledger.find(t.group()));
    if (token.isEmpty() || found.isEmpty()) {
      return problem(
          messages,
          "",
          403,
          "bad",
          messages.format("page.problem.forged"),
          messages.format("page.problem.forged.text"));
    }
    RemediationCase c = found.get();
    if (!clock.instant().isBefore(token.get().until())) {
      return statusPage(messages, sealed, 410, c, token.get(), "expired");
    }
    if (!GateAnswerService.open(c, token.get())) {
      return statusPage(messages, sealed, post ? 410 : 200, c, token.get(), "over");
    }
    if (!post && RecordedDecision.of(c).isPresent()) {
      return statusPage(messages, sealed, 200, c, token.get(), "used");
    }
    ApprovalRequest plan = c.require(CaseAttribute.GATE_PLAN, ApprovalRequest.class);
    return post
        ? decide(messages, request, c, token.get(), plan)
        : form(messages, request, plan, 200, List.of());
  }

  private APIGatewayV2HTTPResponse form(
      Messages messages,
      HttpRequest request,
      ApprovalRequest plan,
      int status,
      List<String> mistakes) {
    return HttpResponse.of(
        status,
        out -> JteQuestionPageGenerated.render(out, null, messages, plan, request, mistakes));
  }

  private APIGatewayV2HTTPResponse decide(
      Messages messages,
      HttpRequest request,
      RemediationCase c,
      LinkToken token,
      ApprovalRequest plan) {
    DecisionForm decision = DecisionForm.read(request, plan, messages);
    if (!decision.violations().isEmpty()) {
      return form(messages, request, plan, 422, decision.violations());
    }
    String at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    GateAnswerService.Outcome outcome = answers.take(c, token, decision, request.address(), at);
    RemediationCase after = ledger.find(token.group()).orElse(c);
    String sealed = request.value("t");
    return switch (outcome) {
      case TAKEN -> {
        String title = messages.format("page.done." + decision.decision().word());
        String record =
            RecordedDecision.of(after).map(RecordedDecision::who).orElse(decision.name());
        yield message(
            messages,
            sealed,
            200,
            decision.decision() == GateDecision.APPROVED ? "good" : "warn",
            title,
            messages.format("page.done.text", record) + " " + messages.format("page.done.next"),
            Optional.of(after));
      }
      case ANSWERED -> statusPage(messages, sealed, 409, after, token, "late");
      case OVER -> statusPage(messages, sealed, 410, after, token, "over");
      case BUSY ->
          problem(
              messages,
              sealed,
              503,
              "warn",
              messages.format("page.problem.busy"),
              messages.format("page.problem.busy.text"));
    };
  }

  /** Says why there is no form, and shows where the flow stands. */
  private APIGatewayV2HTTPResponse statusPage(
      Messages messages,
      String sealed,
      int status,
      RemediationCase c,
      LinkToken token,
      String why) {
    Optional<String> answer = DecisionHistory.how(c, token);
    boolean late = why.equals("late");
    boolean answered = answer.isPresent() && !why.equals("expired");
    String kind = late || answered ? "used" : why;
    String until = messages.time(token.until().toString());
    String text =
        switch (kind) {
          case "used" ->
              messages.format(
                  late ? "page.problem.late.text" : "page.problem.used.text", answer.orElse(""));
          case "expired" -> messages.format("page.problem.expired.text", until);
          default -> messages.format("page.problem.over.text");
        };
    String title = messages.format("page.problem." + kind);
    return message(messages, sealed, status, "warn", title, text, Optional.of(c));
  }

  private APIGatewayV2HTTPResponse problem(
      Messages messages, String sealed, int status, String kind, String title, String text) {
    return message(messages, sealed, status, kind, title, text, Optional.empty());
  }

  private APIGatewayV2HTTPResponse message(
      Messages messages,
      String sealed,
      int status,
      String kind,
      String title,
      String text,
      Optional<RemediationCase> about) {
    Optional<StateView> state = about.map(c -> new StateView(c, messages, clock.instant()));
    return HttpResponse.of(
        status,
        out ->
            JteMessagePageGenerated.render(out, null, messages, sealed, kind, title, text, state));
  }
}
