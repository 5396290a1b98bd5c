package remediator.console;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import remediator.approval.ConsoleApproval;
import remediator.approval.Html;
import remediator.aws.AccountRegion;
import remediator.ledger.Ledger;
import remediator.notification.GateDecision;
import remediator.notification.Messages;
import remediator.remediation.flow.StateMachineArns;

/**
 * The custom widget of the dashboard: all groups as a table, inside the CloudWatch console. It has
 * no address; whoever sees it may invoke its function, which the console does with that person's
 * own rights.
 */
public final class FleetWidget {
  /** The parameter {@code view} of a button that opens a question. */
  static final String LOOK = "question";

  /** The same of a button that answers one. */
  private static final String ANSWER = "answer";

  private static final String DOCUMENTATION =
      """
      ## ElastiCache encryption: the fleet

      All replication groups that the remediator knows, those with an open question first, fifty a \
      page. Parameters, all optional:

      ```json
      {"state": "GATE", "account": "111122223333", "text": "orders", "page": 1}
      ```

      `state` is `GATE` (waits for an answer), `RUNNING`, `WAITING`, `STOPPED`, `DONE` or `CLOSED`.
      """;

  private final Ledger ledger;
  private final StateMachineArns machines;
  private final AccountRegion home;
  private final Optional<ConsoleApproval> approval;
  private final InstantSource clock;

  /**
   * @param home account and Region of the deployment
   * @param approval takes answers; empty where gates are answered elsewhere only
   */
  public FleetWidget(
      Ledger ledger,
      StateMachineArns machines,
      AccountRegion home,
      Optional<ConsoleApproval> approval,
      InstantSource clock) {
    this.ledger = ledger;
    this.machines = machines;
    this.home = home;
    this.approval = approval;
    this.clock = clock;
  }

  /**
   * The invocation of the function.
   *
   * @param function its ARN, which the widget's buttons call
   * @param name of the function
   * @param request its id, by which CloudTrail has it
   * @param hasTime whether more of the ledger may be read
   */
  public record Invocation(String function, String name, String request, BooleanSupplier hasTime) {}

  /**
   * Answers a call of the console with HTML, or with Markdown where the widget is to be described.
   */
  public String answer(Map<String, Object> event, Invocation invocation) {
    WidgetCall call = WidgetCall.of(event);
    if (call.describe()) {
      return DOCUMENTATION;
    }
    String view = call.parameter("view");
    return approval.isPresent() && (view.equals(LOOK) || view.equals(ANSWER))
        ? question(call, approval.get(), invocation)
        : fleet(call, invocation);
  }

  private static String question(WidgetCall call, ConsoleApproval approval, Invocation invocation) {
    Messages messages = call.messages();
    Optional<ConsoleApproval.Question> question =
        ConsoleApproval.Question.of(
            call.parameter("group"),
            call.parameter("flow"),
            call.parameter("gate"),
            call.parameter("until"));
    ConsoleApproval.View view =
        question
            .map(
                q ->
                    call.parameter("view").equals(LOOK)
                        ? approval.look(q, messages)
                        : approval.answer(
                            q,
                            GateDecision.sent(call.parameter("decision")),
                            call.fields(),
                            invocation.name(),
                            invocation.request(),
                            messages))
            .orElseGet(() -> ConsoleApproval.vanished(messages));
    return Html.render(
        out ->
            JteQuestionViewGenerated.render(
                out, null, call, view.content(), buttons(call, view), invocation.function()));
  }

  private static List<WidgetButton> buttons(WidgetCall call, ConsoleApproval.View view) {
    Messages messages = call.messages();
    List<WidgetButton> buttons = new ArrayList<>();
    view.question()
        .ifPresent(
            question -> {
              String approve = view.choices() ? "page.approveWith" : "page.approve";
              buttons.add(answer(call, approve, GateDecision.APPROVED, question));
              buttons.add(answer(call, "page.reject", GateDecision.REJECTED, question));
            });
    FleetFilter filter = FleetFilter.of(call);
    buttons.add(WidgetButton.of(messages.format("fleet.back"), filter.parameters(filter.page())));
    return buttons;
  }

  private static WidgetButton answer(
      WidgetCall call, String label, GateDecision decision, String question) {
    Map<String, Object> parameters = new TreeMap<>(call.parameters());
    parameters.put("view", ANSWER);
    parameters.put("decision", decision.word());
    return new WidgetButton(
        call.messages().format(label),
        call.messages().format("fleet.confirm." + decision.word(), question),
        decision == GateDecision.APPROVED,
        parameters);
  }

  /** What is shown where answering failed. */
  public static String errorText(Map<String, Object> event) {
    WidgetCall call = WidgetCall.of(event);
    // An answer that failed may have been recorded, or handed over, before it did.
    String problem =
        call.parameter("view").equals(ANSWER) ? "page.problem.failed" : "fleet.problem";
    return Html.render(
        out ->
            JteNoticePageGenerated.render(
                out,
                null,
                call,
                "bad",
                call.messages().format(problem),
                call.messages().format(problem + ".text")));
  }

  private String fleet(WidgetCall call, Invocation invocation) {
    Messages messages = call.messages();
    Instant now = clock.instant();
    FleetTable table =
        new FleetTable(
            ledger.fleet().read(invocation.hasTime()),
            FleetFilter.of(call),
            messages,
            home,
            machines,
            now);
    String asOf = messages.time(now.toString());
    return Html.render(
        out ->
            JteFleetPageGenerated.render(
                out, null, call, table, invocation.function(), asOf, approval.isPresent()));
  }
}
