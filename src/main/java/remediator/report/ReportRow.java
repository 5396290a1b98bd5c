package remediator.report;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import remediator.ledger.CaseAttribute;
import remediator.ledger.CaseSummary;
import remediator.ledger.RemediationCase.State;
import remediator.workflow.core.WriteHold;

/**
 * A case as programs and spreadsheets read it: a value for every column, empty where it has none.
 */
record ReportRow(Map<Column, String> values) {
  /** The columns, in their order; the names are a schema. */
  enum Column {
    GROUP,
    ACCOUNT,
    ACCOUNT_NAME,
    REGION,
    CONTROLS,
    DECISION,
    STATE,
    /** What is waited for; empty where nothing is. */
    WAITS_FOR,
    GATE,
    GATE_UNTIL,
    STEP,
    STEP_SINCE,
    WRITES_HELD_SINCE,
    FLOW,
    EXECUTION,
    NEW_GROUP,
    NEW_GROUP_SINCE,
    CUT_OVER_AT,
    DELETION_REQUESTED_AT,
    OLD_GROUP_GONE_AT,
    OUTCOME,
    ENDING_REASON,
    FAILURES,
    FINDINGS;

    /** As it is written, {@code gate_until}. */
    String title() {
      return name().toLowerCase(Locale.ROOT);
    }

    static List<String> titles() {
      return Arrays.stream(values()).map(Column::title).toList();
    }
  }

  static ReportRow of(CaseSummary c) {
    Map<Column, String> values = new EnumMap<>(Column.class);
    for (Column column : Column.values()) {
      values.put(column, value(column, c));
    }
    return new ReportRow(values);
  }

  private static String value(Column column, CaseSummary c) {
    return switch (column) {
      case GROUP -> c.group().toString();
      case ACCOUNT -> c.group().account();
      case ACCOUNT_NAME -> attribute(c, CaseAttribute.ACCOUNT_NAME);
      case REGION -> c.group().region();
      case CONTROLS -> String.join(" ", c.controls().stream().sorted().toList());
      case DECISION -> c.decision().name();
      case STATE -> c.state().name();
      case WAITS_FOR -> waitsFor(c);
      case GATE -> c.openGate().orElse("");
      case GATE_UNTIL -> c.gateUntil().map(Object::toString).orElse("");
      case STEP -> attribute(c, CaseAttribute.STEP);
      case STEP_SINCE -> c.since().map(Object::toString).orElse("");
      case WRITES_HELD_SINCE ->
          WriteHold.since(c.attributes(), c.sameId()).map(Object::toString).orElse("");
      case FLOW -> c.flow();
      case EXECUTION -> c.execution();
      case NEW_GROUP -> attribute(c, CaseAttribute.NEW_GROUP);
      case NEW_GROUP_SINCE -> attribute(c, CaseAttribute.NEW_CREATED);
      case CUT_OVER_AT -> attribute(c, CaseAttribute.CUT_OVER_AT);
      case DELETION_REQUESTED_AT -> attribute(c, CaseAttribute.DELETION_REQUESTED_AT);
      case OLD_GROUP_GONE_AT -> attribute(c, CaseAttribute.OLD_GONE_AT);
      case OUTCOME -> attribute(c, CaseAttribute.OUTCOME);
      case ENDING_REASON -> attribute(c, CaseAttribute.ENDING_REASON);
      case FAILURES -> attribute(c, CaseAttribute.FAILURES);
      case FINDINGS -> Integer.toString(c.findings().size());
    };
  }

  private static String attribute(CaseSummary c, CaseAttribute name) {
    return c.attribute(name).orElse("");
  }

  private static String waitsFor(CaseSummary c) {
    if (c.openGate().isPresent()) {
      return c.answered() ? "the flow, to go on with an answer" : "an answer";
    }
    return c.state() == State.WAITING ? "a slot for its flow" : "";
  }

  List<String> cells() {
    return List.copyOf(values.values());
  }

  /** By the columns' titles. */
  Map<String, String> byTitle() {
    Map<String, String> members = new TreeMap<>();
    values.forEach((column, value) -> members.put(column.title(), value));
    return members;
  }
}
