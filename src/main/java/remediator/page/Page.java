package remediator.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Ledger;
import remediator.notice.Phrases;
import remediator.notice.PlanDocument;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * The page on which gates are answered. Getting it changes nothing, however often and by whatever
 * scanner of links; only a form that was sent decides, once.
 */
public final class Page {
  private final Ledger ledger;
  private final Verdicts verdicts;
  private final PageKey key;
  private final String partition;
  private final InstantSource clock;

  /**
   * @param partition of the deployment
   */
  public Page(Ledger ledger, SfnClient flows, PageKey key, String partition, InstantSource clock) {
    this.ledger = ledger;
    this.verdicts = new Verdicts(ledger, flows);
    this.key = key;
    this.partition = partition;
    this.clock = clock;
  }

  /** Answers a request of a Lambda function URL. */
  public APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
    Request request = Request.of(event);
    return answer(request, request.phrases());
  }

  /** What is shown where answering failed. */
  public APIGatewayV2HTTPResponse apology(APIGatewayV2HTTPEvent event) {
    Phrases in = Request.of(event).phrases();
    return problem(
        in, "", 500, "bad", in.say("page.problem.failed"), in.say("page.problem.failed.text"));
  }

  private APIGatewayV2HTTPResponse answer(Request request, Phrases in) {
    boolean post = request.method().equals("POST");
    if (!post && !List.of("GET", "HEAD").contains(request.method())) {
      return problem(in, "", 405, "bad", in.say("page.problem.method"), "");
    }
    String sealed = request.value("t");
    Optional<PageToken> token = PageToken.open(sealed, key.get(), partition);
    Optional<Case> found = token.flatMap(t -> ledger.find(t.group()));
    if (token.isEmpty() || found.isEmpty()) {
      return problem(
          in, "", 403, "bad", in.say("page.problem.forged"), in.say("page.problem.forged.text"));
    }
    Case c = found.get();
    if (!clock.instant().isBefore(token.get().until())) {
      return standing(in, sealed, 410, c, token.get(), "expired");
    }
    if (!Verdicts.open(c, token.get())) {
      return standing(in, sealed, post ? 410 : 200, c, token.get(), "over");
    }
    if (!post && PageDecision.of(c).isPresent()) {
      return standing(in, sealed, 200, c, token.get(), "used");
    }
    PlanDocument plan = c.need(Fact.GATE_PLAN, PlanDocument.class);
    return post
        ? decide(in, request, c, token.get(), plan)
        : form(in, request, plan, 200, List.of());
  }

  private APIGatewayV2HTTPResponse form(
      Phrases in, Request request, PlanDocument plan, int status, List<String> mistakes) {
    return new Frame(in, request.value("t"))
        .add(new PlanView(plan, in).render())
        .add(new FormView(plan, in, request).render(mistakes))
        .reply(status, plan.question(in));
  }

  private APIGatewayV2HTTPResponse decide(
      Phrases in, Request request, Case c, PageToken token, PlanDocument plan) {
    Decision decision = Decision.read(request, plan, in);
    if (!decision.mistakes().isEmpty()) {
      return form(in, request, plan, 422, decision.mistakes());
    }
    String at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    Verdicts.Outcome outcome = verdicts.take(c, token, decision, request.address(), at);
    Case after = ledger.find(token.group()).orElse(c);
    String sealed = request.value("t");
    return switch (outcome) {
      case TAKEN -> {
        String title = in.say("page.done." + decision.decision());
        String record = PageDecision.of(after).map(PageDecision::who).orElse(decision.name());
        yield new Frame(in, sealed)
            .say(
                decision.decision().equals("approved") ? "good" : "warn",
                title,
                in.say("page.done.text", record) + " " + in.say("page.done.next"))
            .add(new StateView(after, in, clock.instant()).render())
            .reply(200, title);
      }
      case ANSWERED -> standing(in, sealed, 409, after, token, "used");
      case OVER -> standing(in, sealed, 410, after, token, "over");
      case BUSY ->
          problem(
              in,
              sealed,
              503,
              "warn",
              in.say("page.problem.busy"),
              in.say("page.problem.busy.text"));
    };
  }

  /** Says why there is no form, and shows where the flow stands. */
  private APIGatewayV2HTTPResponse standing(
      Phrases in, String sealed, int status, Case c, PageToken token, String why) {
    Optional<String> answer = Answered.how(c, token);
    String kind = answer.isPresent() && !why.equals("expired") ? "used" : why;
    Instant until = token.until();
    String text =
        switch (kind) {
          case "used" -> in.say("page.problem.used.text", answer.orElse(""));
          case "expired" -> in.say("page.problem.expired.text", until);
          default -> in.say("page.problem.over.text");
        };
    String title = in.say("page.problem." + kind);
    return new Frame(in, sealed)
        .say("warn", title, text)
        .add(new StateView(c, in, clock.instant()).render())
        .reply(status, title);
  }

  private static APIGatewayV2HTTPResponse problem(
      Phrases in, String sealed, int status, String kind, String title, String text) {
    return new Frame(in, sealed).say(kind, title, text).reply(status, title);
  }
}
