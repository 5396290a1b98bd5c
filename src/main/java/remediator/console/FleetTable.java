package remediator.console;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.AccountRegion;
import remediator.aws.ConsoleLinks;
import remediator.finding.FindingId;
import remediator.ledger.CaseAttribute;
import remediator.ledger.CaseSummary;
import remediator.ledger.FleetScan.Fleet;
import remediator.ledger.RemediationCase.State;
import remediator.notification.Messages;
import remediator.remediation.flow.StateMachineArns;
import remediator.report.SecondGroupCost;
import remediator.workflow.core.WriteHold;

/** One page of the groups that a filter accepts; what waits for a person comes first. */
final class FleetTable {
  static final int ROWS = 50;

  /** Questions by their end, then what runs, waits, was stopped, is done, and is closed. */
  private static final Comparator<CaseSummary> ORDER =
      Comparator.comparing((CaseSummary c) -> c.gateUntil().orElse(Instant.MAX))
          .thenComparingInt(c -> rank(c.state()))
          .thenComparing(c -> c.group().toString());

  private final Fleet fleet;
  private final FleetFilter filter;
  private final Messages messages;
  private final AccountRegion home;
  private final StateMachineArns machines;
  private final List<CaseSummary> accepted;
  private final Instant now;

  FleetTable(
      Fleet fleet,
      FleetFilter filter,
      Messages messages,
      AccountRegion home,
      StateMachineArns machines,
      Instant now) {
    this.fleet = fleet;
    this.now = now;
    this.filter = filter;
    this.messages = messages;
    this.home = home;
    this.machines = machines;
    this.accepted = fleet.cases().stream().filter(filter::accepts).sorted(ORDER).toList();
  }

  /**
   * A row, in words.
   *
   * @param kind of the state, for its colour
   * @param gateUntil empty where no gate is open
   */
  record Row(
      CaseSummary summary,
      String controls,
      String decision,
      String kind,
      String state,
      String since,
      String gate,
      String gateUntil,
      String paused,
      String cost,
      Optional<String> groupLink,
      Optional<String> executionLink,
      Optional<String> findingLink) {}

  private static int rank(State state) {
    return switch (state) {
      case RUNNING -> 0;
      case WAITING -> 1;
      case STOPPED -> 2;
      case DONE -> 3;
      case CLOSED -> 4;
    };
  }

  List<Row> rows() {
    return accepted.stream().skip((page() - 1L) * ROWS).limit(ROWS).map(this::row).toList();
  }

  private Row row(CaseSummary c) {
    return new Row(
        c,
        String.join(", ", c.controls().stream().sorted().toList()),
        messages.formatOr("fleet.decision." + c.decision(), c.decision().name()),
        c.openGate().isPresent() ? "ASKS" : c.state().name(),
        state(c),
        c.since().map(this::time).orElse(""),
        c.openGate().map(g -> messages.formatOr("gate." + g + ".name", g)).orElse(""),
        c.gateUntil().map(this::time).orElse(""),
        WriteHold.since(c.attributes(), c.sameId()).map(this::time).orElse(""),
        SecondGroupCost.of(c.attributes(), c.state() == State.RUNNING).map(this::cost).orElse(""),
        ConsoleLinks.group(c.group()),
        c.execution().isEmpty()
            ? Optional.empty()
            : ConsoleLinks.execution(home, machines.of(c.decision()), c.execution()),
        c.findings().stream()
            .filter(f -> f.hub() == FindingId.Hub.CSPM)
            .findFirst()
            .flatMap(f -> ConsoleLinks.finding(home, f.id())));
  }

  /** Opens the question of a row; what it shows is the question that the row tells of. */
  WidgetButton open(CaseSummary c) {
    Map<String, Object> parameters = new TreeMap<>(filter.parameters(page()));
    parameters.put("view", FleetWidget.LOOK);
    parameters.put("group", c.group().toString());
    parameters.put("flow", c.flow());
    parameters.put("gate", c.openGate().orElseThrow());
    parameters.put("until", c.gateUntil().orElseThrow().toString());
    return WidgetButton.of(messages.format("fleet.open"), parameters);
  }

  private String state(CaseSummary c) {
    String state = messages.format("page.state." + c.state());
    if (c.openGate().isPresent()) {
      return messages.format(c.answered() ? "page.state.answered" : "fleet.filter.gate");
    }
    String step = c.attribute(CaseAttribute.STEP).orElse("");
    return c.state() != State.RUNNING || step.isEmpty()
        ? state
        : state + ": " + messages.formatOr("page.step." + step, step);
  }

  /** How many groups are in a state, as words with the number; states without one are left out. */
  List<String> counts() {
    Map<State, Integer> numbers = new EnumMap<>(State.class);
    fleet.cases().forEach(c -> numbers.merge(c.state(), 1, Integer::sum));
    return numbers.entrySet().stream()
        .map(e -> e.getValue() + " " + messages.format("page.state." + e.getKey()))
        .toList();
  }

  long openGates() {
    return fleet.cases().stream().filter(c -> c.openGate().isPresent()).count();
  }

  int groups() {
    return accepted.size();
  }

  int all() {
    return fleet.cases().size();
  }

  int unreadable() {
    return fleet.unreadable();
  }

  boolean complete() {
    return fleet.complete();
  }

  int pages() {
    return Math.max(1, Math.ceilDiv(accepted.size(), ROWS));
  }

  /** The page that is shown: the last one where a later one was asked for. */
  int page() {
    return Math.min(filter.page(), pages());
  }

  FleetFilter filter() {
    return filter;
  }

  private String cost(SecondGroupCost cost) {
    String day = cost.day().toPlainString();
    return cost.soFar(now)
        .map(soFar -> messages.format("fleet.cost.soFar", day, soFar.toPlainString()))
        .orElseGet(() -> messages.format("fleet.cost.day", day));
  }

  private String time(Instant at) {
    return messages.time(at.toString());
  }
}
