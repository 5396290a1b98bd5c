package remediator.console;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.BooleanSupplier;
import remediator.approval.Html;
import remediator.aws.AccountRegion;
import remediator.ledger.Ledger;
import remediator.remediation.flow.StateMachineArns;

/**
 * The custom widget of the dashboard: all groups as a table, inside the CloudWatch console. It has
 * no address; whoever sees it may invoke its function, which the console does with that person's
 * own rights.
 */
public final class FleetWidget {
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
  private final InstantSource clock;

  /**
   * @param home account and Region of the deployment
   */
  public FleetWidget(
      Ledger ledger, StateMachineArns machines, AccountRegion home, InstantSource clock) {
    this.ledger = ledger;
    this.machines = machines;
    this.home = home;
    this.clock = clock;
  }

  /**
   * Answers a call of the console with HTML, or with Markdown where the widget is to be described.
   *
   * @param function ARN that the widget's buttons call
   * @param hasTime whether more of the ledger may be read
   */
  public String answer(Map<String, Object> event, String function, BooleanSupplier hasTime) {
    WidgetCall call = WidgetCall.of(event);
    return call.describe() ? DOCUMENTATION : fleet(call, function, hasTime);
  }

  /** What is shown where answering failed. */
  public static String errorText(Map<String, Object> event) {
    WidgetCall call = WidgetCall.of(event);
    return Html.render(
        out ->
            JteNoticePageGenerated.render(
                out,
                null,
                call,
                "bad",
                call.messages().format("fleet.problem"),
                call.messages().format("fleet.problem.text")));
  }

  private String fleet(WidgetCall call, String function, BooleanSupplier hasTime) {
    FleetTable table =
        new FleetTable(
            ledger.fleet().read(hasTime), FleetFilter.of(call), call.messages(), home, machines);
    String asOf = call.messages().time(clock.instant().toString()) + " UTC";
    return Html.render(out -> JteFleetPageGenerated.render(out, null, call, table, function, asOf));
  }
}
