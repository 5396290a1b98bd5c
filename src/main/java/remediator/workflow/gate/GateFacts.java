package remediator.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import remediator.group.GroupEndpoints;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Gate;
import remediator.plan.PolicySetting;
import remediator.workflow.clients.ClientProbeResult;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.WriteHold;
import remediator.workflow.dns.RecordFacts;
import remediator.workflow.tls.AuthTokenText;
import remediator.workflow.tls.UserGroupText;

/** What the person at a gate should know: found and measured, not promised. */
final class GateFacts {
  private static final String WHEN_PLANNED = "when the plan was made: ";

  private GateFacts() {}

  static List<String> of(Gate gate, StepContext context) {
    List<String> facts = new ArrayList<>();
    RemediationCase c = context.now();
    facts.add("controls: " + String.join(", ", c.controls().stream().sorted().toList()));
    switch (gate) {
      case REQUIRED -> {
        cautions(context, facts);
        facts.addAll(PreferredModeReminder.facts(context));
        endpoints(c, facts);
        facts.addAll(
            TlsReadinessFacts.of(
                context, ClientProbeResult.of(context.input().last().get("seen"))));
        facts.addAll(RecordFacts.before(context));
      }
      case PREFERRED -> {
        cautions(context, facts);
        context.state(context.group()).ifPresent(s -> nodeNames(s, facts));
        facts.add(TlsReadinessFacts.connections(context));
      }
      case AUTH ->
          facts.addAll(
              UserGroupText.wanted(c)
                  .map(users -> UserGroupText.facts(context, users))
                  .orElseGet(() -> AuthTokenText.facts(c)));
      case OFF -> {
        facts.add(
            "endpoints, which take plaintext and TLS now: "
                + words(c.require(CaseAttribute.OLD_ENDPOINTS)));
        facts.addAll(RecordFacts.before(context));
      }
      case REPLACE -> {
        cautions(context, facts);
        facts.add("data policy: " + dataPolicy(context));
        facts.addAll(WritePauseFacts.before(context));
        facts.addAll(ReplacementCaveats.of(context));
        facts.addAll(UpgradeFacts.ofReplacement(context));
        facts.addAll(RecordFacts.before(context));
        network(c, facts);
      }
      case CUT_OVER -> {
        if (IdReuse.wanted(c)) {
          facts.add(IdReuse.outage(c));
        }
        facts.addAll(WritePauseFacts.since(context));
        endpoints(c, facts);
        comparison(c, facts);
        facts.addAll(
            WriteHold.isCopied(c) ? WritePauseFacts.ofCopy(context) : DataComparison.of(context));
        facts.addAll(RecordFacts.before(context));
        network(c, facts);
      }
      case RETIRE -> {
        facts.add(
            IdReuse.wanted(c)
                ? IdReuse.outage(c)
                : "it was replaced by "
                    + c.require(CaseAttribute.NEW_GROUP)
                    + " at "
                    + c.require(CaseAttribute.CUT_OVER_AT));
        retiring(c, context, facts);
        facts.addAll(
            IdReuse.wanted(c) ? RecordFacts.before(context) : RecordFacts.retiring(context));
        facts.addAll(WritePauseFacts.since(context));
      }
      case UPGRADE -> {
        cautions(context, facts);
        facts.addAll(UpgradeFacts.of(context));
      }
    }
    return facts;
  }

  /** CloudWatch is some minutes late, so the writes are counted once more before the deletion. */
  private static void retiring(RemediationCase c, StepContext context, List<String> facts) {
    c.attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)
        .filter(_ -> !WriteHold.isCopied(c))
        .ifPresent(
            w ->
                facts.add(
                    "writes after the snapshot, which the new group lacks: at most "
                        + w
                        + " so far; they are counted again before the deletion"));
    if (!IdReuse.wanted(c)) {
      facts.add(TlsReadinessFacts.connections(context));
      facts.add(
          "after your approval it is deleted once CloudWatch has counted no write to it for 15"
              + " minutes");
    }
  }

  /** Of the group as it was then: a gate can be asked weeks later. */
  private static void cautions(StepContext context, List<String> facts) {
    context
        .now()
        .attribute(CaseAttribute.CAUTIONS)
        .ifPresent(lines -> lines.lines().map(WHEN_PLANNED::concat).forEach(facts::add));
  }

  private static void nodeNames(GroupState state, List<String> facts) {
    facts.add(
        "endpoints that go on as they are: " + GroupEndpoints.words(state.endpoints().byKind()));
    facts.add("names of single nodes that end: " + String.join(", ", state.endpoints().nodes()));
  }

  private static String words(String endpoints) {
    return GroupEndpoints.words(StrictJson.readObject(endpoints));
  }

  private static void endpoints(RemediationCase c, List<String> facts) {
    c.attribute(CaseAttribute.OLD_ENDPOINTS)
        .ifPresent(e -> facts.add("endpoints before: " + words(e)));
    c.attribute(CaseAttribute.NEW_ENDPOINTS)
        .ifPresent(e -> facts.add("endpoints with TLS: " + words(e)));
  }

  private static void comparison(RemediationCase c, List<String> facts) {
    String differences = c.attribute(CaseAttribute.DIFFERENCES).orElse("");
    facts.add(
        differences.isEmpty()
            ? "every attribute that was compared is equal to the plan"
            : "DIFFERENT FROM THE PLAN: " + differences.replace("\n", "; "));
    c.attribute(CaseAttribute.EXPECTED_DIFFERENCES)
        .ifPresent(p -> p.lines().map("different as planned: "::concat).forEach(facts::add));
  }

  /** Who may reach the cache port: the same of the new group, whose network is the old one's. */
  private static void network(RemediationCase c, List<String> facts) {
    c.attribute(CaseAttribute.NETWORK_EXPOSURE)
        .ifPresent(lines -> lines.lines().forEach(facts::add));
  }

  private static String dataPolicy(StepContext context) {
    return context.policy().get(PolicySetting.DATA);
  }
}
