package remediator.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Messages;

/** Where a flow stands, and what has happened. */
record StateView(RemediationCase remediation, Messages messages, Instant now) {
  /** A line of the table. */
  record Row(String name, String value) {}

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    add(rows, "page.group", remediation.group().toString());
    add(rows, "page.state", messages.format("page.state." + remediation.state()));
    if (remediation.running()) {
      running(rows);
    }
    remediation.newGroup().ifPresent(n -> add(rows, "gate.replace.name", n.id()));
    return rows;
  }

  private void running(List<Row> rows) {
    String step = remediation.attribute(CaseAttribute.STEP).orElse("");
    if (remediation.attribute(CaseAttribute.GATE).isPresent()) {
      String gate = messages.format("gate." + remediation.require(CaseAttribute.GATE) + ".name");
      boolean answered = RecordedDecision.of(remediation).isPresent();
      add(
          rows,
          "page.state.step",
          answered
              ? messages.format("page.state.answered")
              : messages.format("page.state.gate", gate));
    } else if (!step.isEmpty()) {
      add(rows, "page.state.step", messages.formatOr("page.step." + step, step));
    }
    remediation
        .attribute(CaseAttribute.STEP_SINCE)
        .ifPresent(s -> add(rows, "page.state.since", messages.time(s)));
    if (messages.knows("page.next." + step)) {
      add(rows, "page.state.next", messages.format("page.next." + step));
    }
  }

  private void add(List<Row> rows, String key, String value) {
    rows.add(new Row(messages.format(key), value));
  }

  List<RemediationCase.Entry> history() {
    return remediation.history();
  }

  /** Lines for the owner's code, once there are some. */
  Optional<String> code() {
    return remediation.attribute(CaseAttribute.IAC_SNIPPETS);
  }

  String asOf() {
    return messages.time(now.toString());
  }
}
