package remediator.approval;

import gg.jte.html.HtmlContent;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupArn;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.notification.GateDecision;
import remediator.notification.Messages;
import software.amazon.awssdk.services.sfn.SfnClient;

/**
 * Gates that are answered inside the AWS console. The console says who may ask and does not say who
 * asks, so the record names the place where the proof is: CloudTrail, where the function's data
 * events are switched on.
 */
public final class ConsoleApproval {
  private final GateDesk desk;
  private final InstantSource clock;

  public ConsoleApproval(Ledger ledger, SfnClient flows, InstantSource clock) {
    this.desk = new GateDesk(ledger, flows, clock, true);
    this.clock = clock;
  }

  /**
   * A question, as the person saw it in the list.
   *
   * @param flow that asks
   * @param gate its key
   * @param until when it expires, as the person was told
   */
  public record Question(GroupArn group, String flow, String gate, Instant until) {
    /** Reads what a button passes on; empty where it is none of the widget's own. */
    public static Optional<Question> of(String group, String flow, String gate, String until) {
      try {
        return Optional.of(new Question(GroupArn.parse(group), flow, gate, Instant.parse(until)));
      } catch (IllegalArgumentException | DateTimeException _) {
        return Optional.empty();
      }
    }

    private LinkToken token() {
      return new LinkToken(group, flow, gate, until);
    }
  }

  /**
   * What is shown.
   *
   * @param question in words, while it can be answered: buttons belong to it; else empty
   * @param choices whether something can be chosen with an approval
   */
  public record View(HtmlContent content, Optional<String> question, boolean choices) {}

  /** Shows a question; changes nothing. */
  public View look(Question question, Messages messages) {
    return view(desk.look(question.token()), question, new FormValues(Map.of()), messages);
  }

  /**
   * Takes an answer.
   *
   * @param decision {@code approved} or {@code rejected}
   * @param fields of the form
   * @param function name of the function that was invoked
   * @param request id of the invocation
   */
  public View answer(
      Question question,
      GateDecision decision,
      Map<String, String> fields,
      String function,
      String request,
      Messages messages) {
    FormValues sent = new FormValues(fields).with("decision", decision.word());
    String way =
        "in the console (CloudTrail's data events tell whose sign-in it was, if a trail records"
            + " them: Invoke of "
            + function
            + ", request "
            + request
            + ")";
    return view(desk.answer(question.token(), sent, way, messages), question, sent, messages);
  }

  private View view(GateDesk.View view, Question question, FormValues sent, Messages messages) {
    return switch (view) {
      case GateDesk.Form(var plan, var violations) ->
          new View(
              out ->
                  JteConsoleQuestionGenerated.render(out, null, messages, plan, sent, violations),
              Optional.of(plan.question(messages)),
              !plan.choices().isEmpty());
      case GateDesk.Closed closed ->
          message(
              messages,
              "warn",
              closed.title(messages),
              closed.text(messages, question.until().toString()),
              closed.remediation());
      case GateDesk.Accepted accepted ->
          message(
              messages,
              accepted.kind(),
              accepted.title(messages),
              accepted.text(messages),
              accepted.remediation());
      case GateDesk.PassedOn passedOn ->
          message(
              messages,
              "good",
              messages.format("page.done.passedOn"),
              passedOn.text(messages),
              passedOn.remediation());
      case GateDesk.Waiting waiting -> waiting(waiting, sent, messages);
      case GateDesk.Unknown() -> vanished(messages);
    };
  }

  /** What is shown of a question that the ledger does not know. */
  public static View vanished(Messages messages) {
    String title = messages.format("fleet.vanished");
    String text = messages.format("fleet.vanished.text");
    return closed(
        out ->
            JteConsoleMessageGenerated.render(
                out, null, messages, "warn", title, text, Optional.empty(), _ -> {}));
  }

  /** The form stays, with its buttons: without them nobody could hand the answer over. */
  private View waiting(GateDesk.Waiting view, FormValues sent, Messages messages) {
    return new View(
        out ->
            JteConsoleMessageGenerated.render(
                out,
                null,
                messages,
                "warn",
                view.title(messages),
                view.text(messages),
                Optional.of(new StateView(view.remediation(), messages, clock.instant())),
                form ->
                    JteConsoleFormGenerated.render(
                        form, null, messages, view.plan(), sent, List.of())),
        Optional.of(view.plan().question(messages)),
        !view.plan().choices().isEmpty());
  }

  private View message(
      Messages messages, String kind, String title, String text, RemediationCase about) {
    Optional<StateView> state = Optional.of(new StateView(about, messages, clock.instant()));
    return closed(
        out ->
            JteConsoleMessageGenerated.render(
                out, null, messages, kind, title, text, state, _ -> {}));
  }

  private static View closed(HtmlContent content) {
    return new View(content, Optional.empty(), false);
  }
}
