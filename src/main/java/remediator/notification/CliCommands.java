package remediator.notification;

/**
 * The commands that answer a gate from a terminal. They fetch the task token from the ledger, and
 * only while this very question is open: a token in a message would answer for whoever reads it, is
 * longer than a line of a mail may be, and is another one after a reminder.
 *
 * @param region of the state machines and the ledger
 * @param ledger name of the table
 */
public record CliCommands(String region, String ledger) {
  /** Puts the open question's token into the variable TOKEN; "False" where it is over. */
  String fetch(ApprovalRequest plan) {
    return String.join(
        "\n",
        "TOKEN=$(aws dynamodb get-item --region %s --consistent-read --output text \\"
            .formatted(region),
        "  --table-name %s \\".formatted(ledger),
        "  --key '{\"group\":{\"S\":\"%s\"}}' \\".formatted(plan.group()),
        "  --query \"Item | flow.S == '%s' \\".formatted(plan.flow()),
        "  && facts.M.GATE.S == '%s' && facts.M.GATE_TOKEN.S\")".formatted(plan.gate().key()));
  }

  String approve() {
    return """
    aws stepfunctions send-task-success --region %s --task-token "$TOKEN" \\
      --task-output '{"decision":"%s"}'\
    """
        .formatted(region, GateDecision.APPROVED.word());
  }

  String reject() {
    return """
    aws stepfunctions send-task-failure --region %s --task-token "$TOKEN" \\
      --error Rejected --cause 'say why'\
    """
        .formatted(region);
  }
}
