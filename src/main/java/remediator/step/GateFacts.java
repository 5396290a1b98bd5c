package remediator.step;

import java.util.ArrayList;
import java.util.List;
import remediator.group.GroupState;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.plan.Setting;

/** What the person at a gate should know: found and measured, not promised. */
final class GateFacts {
  private GateFacts() {}

  static List<String> of(Gate gate, Work work) {
    List<String> facts = new ArrayList<>();
    Case c = work.now();
    facts.add("controls: " + String.join(", ", c.controls().stream().sorted().toList()));
    switch (gate) {
      case REQUIRED -> {
        facts.addAll(HalfDone.facts(work));
        endpoints(c, facts);
        facts.addAll(Evidence.of(work, Sight.of(work.input().last().get("seen"))));
      }
      case PREFERRED -> {
        work.state(work.group()).ifPresent(s -> nodeNames(s, facts));
        facts.add(Evidence.connections(work));
      }
      case AUTH -> facts.addAll(AuthWords.facts(c));
      case OFF ->
          facts.add("endpoints, which take plaintext and TLS now: " + c.need(Fact.OLD_ENDPOINTS));
      case REPLACE -> {
        facts.add("data policy: " + dataPolicy(work));
        facts.addAll(Foretold.of(work));
      }
      case CUT_OVER -> {
        if (SameId.wanted(c)) {
          facts.add(SameId.outage(c));
        }
        endpoints(c, facts);
        comparison(c, facts);
        facts.addAll(DataFacts.of(work));
      }
      case RETIRE -> {
        facts.add(
            SameId.wanted(c)
                ? SameId.outage(c)
                : "it was replaced by "
                    + c.need(Fact.NEW_GROUP)
                    + " at "
                    + c.need(Fact.CUT_OVER_AT));
        retiring(c, work, facts);
      }
      case UPGRADE -> facts.addAll(UpgradeFacts.of(work));
    }
    return facts;
  }

  /** CloudWatch is some minutes late, so the writes are counted once more before the deletion. */
  private static void retiring(Case c, Work work, List<String> facts) {
    c.fact(Fact.WRITES_AFTER_SNAPSHOT)
        .ifPresent(
            w ->
                facts.add(
                    "writes after the snapshot, which the new group lacks: at most "
                        + w
                        + " so far; they are counted again before the deletion"));
    if (!SameId.wanted(c)) {
      facts.add(Evidence.connections(work));
      facts.add(
          "after a yes it is deleted once CloudWatch has counted no write to it for 15 minutes");
    }
  }

  private static void nodeNames(GroupState state, List<String> facts) {
    facts.add("endpoints that go on as they are: " + state.endpoints().byKind());
    facts.add("names of single nodes that end: " + String.join(", ", state.endpoints().nodes()));
  }

  private static void endpoints(Case c, List<String> facts) {
    c.fact(Fact.OLD_ENDPOINTS).ifPresent(e -> facts.add("endpoints before: " + e));
    c.fact(Fact.NEW_ENDPOINTS).ifPresent(e -> facts.add("endpoints with TLS: " + e));
  }

  private static void comparison(Case c, List<String> facts) {
    String differences = c.fact(Fact.DIFFERENCES).orElse("");
    facts.add(
        differences.isEmpty()
            ? "every attribute that was compared is equal to the plan"
            : "DIFFERENT FROM THE PLAN: " + differences.replace("\n", "; "));
    c.fact(Fact.PLANNED_DIFFERENCES)
        .filter(p -> !p.isEmpty())
        .ifPresent(p -> facts.add("different as planned: " + p.replace("\n", "; ")));
  }

  private static String dataPolicy(Work work) {
    return work.policy().get(Setting.DATA);
  }
}
