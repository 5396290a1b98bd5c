package remediator.live.ask;

import awsemulator.json.EmulatorJson;
import awsemulator.template.TemplateRule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.ProductFiles;
import remediator.live.core.Verdict;

/** What the rules of the template let through, by EventBridge's own TestEventPattern. */
final class RuleExpectations {
  private static final String RULER = "aws/event-ruler 2.0.1; MiniStack deploys the same rules";

  private RuleExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.ASK);
    for (String rule :
        List.of(
            "FindingImported",
            "FindingImportedV2",
            "FindingSentByHand",
            "FindingOver",
            "FindingOverV2")) {
      all.add(
          "rule." + rule,
          "TestEventPattern of rule " + rule + " with every sample event",
          "it matches the samples that it is for, and no other",
          RULER,
          EvidenceState.JUDGED,
          aws -> samples(aws, rule));
    }
    all.add(
        "rule.FlowEnded",
        "TestEventPattern of rule FlowEnded with the end of an execution, and with its start",
        "it matches the end only",
        "AWS Step Functions developer guide, EventBridge events for execution status changes",
        EvidenceState.DOCUMENTED,
        RuleExpectations::flowEnded);
    all.add(
        "rule.or-in-findings",
        "TestEventPattern of rule FindingOver with PASSED, with ARCHIVED, and with neither",
        "$or inside the array of findings matches each of the first two, and not the third",
        "aws-solutions/automated-security-response-on-aws, its rules with $or",
        EvidenceState.RECORDED,
        RuleExpectations::orInsideFindings);
    return all.all();
  }

  private static boolean matches(LiveAccount aws, TemplateRule rule, String event) {
    return aws.clients
        .events()
        .testEventPattern(r -> r.eventPattern(rule.eventPattern()).event(event))
        .result();
  }

  private static Verdict samples(LiveAccount aws, String name) {
    TemplateRule rule = ProductFiles.rule(name);
    Map<String, Boolean> expected = new TreeMap<>();
    Map<String, Boolean> seen = new TreeMap<>();
    Map<String, String> samples = ProductFiles.events();
    String ocsf = "ec5-redis-7.1-online-tls.ocsf.json";
    // There is none of the newer Security Hub's in which a case is over.
    samples.put(
        "passed " + ocsf,
        samples.get(ocsf).replace("\"status\": \"Fail\"", "\"status\": \"Pass\""));
    samples.forEach(
        (file, event) -> {
          expected.put(file, name.equals(meantFor(event)));
          seen.put(file, matches(aws, rule, event));
        });
    if (!expected.containsValue(true)) {
      return Verdict.notAsked("no sample is for this rule");
    }
    return Verdict.same("samples matched", expected, seen);
  }

  /** The rule that a sample is for, told without its pattern. */
  private static String meantFor(String event) {
    Map<String, Object> read = EmulatorJson.readObject(event);
    Map<?, ?> detail = (Map<?, ?>) read.get("detail");
    Map<?, ?> finding = (Map<?, ?>) ((List<?>) detail.get("findings")).getFirst();
    return switch (String.valueOf(read.get("detail-type"))) {
      case "Security Hub Findings - Custom Action" -> "FindingSentByHand";
      case "Findings Imported V2" ->
          status(finding.get("compliance"), "status").equals("Pass")
              ? "FindingOverV2"
              : "FindingImportedV2";
      case "Security Hub Findings - Imported" ->
          status(finding.get("Compliance"), "Status").equals("PASSED")
              ? "FindingOver"
              : "FindingImported";
      default -> "none";
    };
  }

  private static String status(Object compliance, String name) {
    return String.valueOf(((Map<?, ?>) compliance).get(name));
  }

  private static Verdict flowEnded(LiveAccount aws) {
    TemplateRule rule = ProductFiles.rule("FlowEnded");
    String machine = ProductFiles.product().resources().get("OnlineTls").arn();
    String event =
        """
        {"version":"0","id":"315c1398-40ff-a850-213b-158f73e60175","account":"111122223333",
         "detail-type":"Step Functions Execution Status Change","source":"aws.states",
         "time":"2026-11-02T09:00:00Z","region":"us-east-1","resources":[],
         "detail":{"stateMachineArn":"%s","status":"%s"}}
        """;
    return Verdict.same(
        "end and start matched",
        List.of(true, false),
        List.of(
            matches(aws, rule, event.formatted(machine, "SUCCEEDED")),
            matches(aws, rule, event.formatted(machine, "RUNNING"))));
  }

  private static Verdict orInsideFindings(LiveAccount aws) {
    TemplateRule rule = ProductFiles.rule("FindingOver");
    String passed = ProductFiles.events().get("ec5-passed-closes-the-case.json");
    String failed = passed.replace("\"PASSED\"", "\"FAILED\"");
    return Verdict.same(
        "PASSED, ARCHIVED and neither matched",
        List.of(true, true, false),
        List.of(
            matches(aws, rule, passed),
            matches(aws, rule, failed.replace("\"ACTIVE\"", "\"ARCHIVED\"")),
            matches(aws, rule, failed)));
  }
}
