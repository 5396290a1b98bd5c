package remediator.live;

import java.io.PrintStream;
import java.math.BigDecimal;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.LiveStage;
import remediator.local.report.TerminalOutput;

/** What a run would do, for those who have not said in which account. */
final class RunPlan {
  private final PrintStream out;

  RunPlan(PrintStream out) {
    this.out = out;
  }

  void print() {
    TerminalOutput terminal = new TerminalOutput(out);
    terminal.hanging("", "Nothing was asked: type the account's id, -Daccount=123456789012.");
    BigDecimal node = LiveOptions.hourly(LiveOptions.USUAL_NODE_TYPE, LiveOptions.PRICED_REGION);
    for (LiveStage stage : LiveStage.values()) {
      long count = ExpectationCatalog.all().stream().filter(e -> e.stage() == stage).count();
      terminal.hanging(
          "  stage %d  ".formatted(stage.number()),
          "%s: %d expectations, up to %d minutes, at most %s USD in us-east-1"
              .formatted(stage.text(), count, stage.minutes(), stage.dollars(node)));
    }
    terminal.hanging(
        "",
        "-Dstages=0,1,2 unless others are named; -Dmax-cost=2.00; rights:"
            + " src/docs/live-rights.json; more: src/docs/live-expectations.md.");
  }
}
