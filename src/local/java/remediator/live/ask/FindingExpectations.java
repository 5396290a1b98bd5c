package remediator.live.ask;

import awsemulator.json.EmulatorJson;
import awsemulator.template.TemplateRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.core.ProductFiles;
import remediator.live.core.RunJournal.ResourceKind;
import remediator.live.core.Verdict;
import software.amazon.awssdk.services.elasticache.model.TransitEncryptionMode;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** Real findings of two unencrypted groups, as the rules of the template hear of them. */
final class FindingExpectations {
  private static final String CONTROLS =
      "awsdocs/aws-security-hub-user-guide, elasticache-controls.md";
  private static final String NONE = "no captured finding of ElastiCache.4 or .5 is public";
  private static final Duration MOST = Duration.ofHours(30);
  private static final String STAYS = "heard";
  private static final String GOES = "gone";

  private FindingExpectations() {}

  static List<Expectation> all() {
    ExpectationList all = new ExpectationList(LiveStage.FINDINGS);
    all.add(
        "finding.heard",
        "PutRule with the template's patterns to a log group, and two groups without encryption",
        "rules, log group and groups can be made",
        "Amazon EventBridge user guide, CloudWatch Logs as a target",
        EvidenceState.DOCUMENTED,
        FindingExpectations::begin);
    for (String control : List.of("ElastiCache.4", "ElastiCache.5")) {
      all.add(
          "finding.failed." + control,
          "Wait for the first finding of " + control,
          "an event comes, FAILED, with the group's ARN as its resource's Id",
          CONTROLS + "; " + NONE,
          EvidenceState.OPEN,
          aws -> heard(aws, control, STAYS, "\"Status\":\"FAILED\"", "\"RecordState\":\"ACTIVE\""));
    }
    all.add(
        "finding.type",
        "Look at the resource of that finding",
        "its Type is AWS::ElastiCache::ReplicationGroup",
        CONTROLS + "; " + NONE,
        EvidenceState.OPEN,
        FindingExpectations::type);
    all.add(
        "finding.one-each",
        "Look at all events heard",
        "each carries one finding",
        "AWS Security Hub user guide, EventBridge event formats",
        EvidenceState.DOCUMENTED,
        FindingExpectations::oneEach);
    all.add(
        "finding.passed",
        "Turn TLS to preferred, and wait for the next finding of ElastiCache.5",
        "an event comes, PASSED: the control looks at the flag only",
        "AWS Config developer guide, elasticache-repl-grp-encrypted-in-transit",
        EvidenceState.DOCUMENTED,
        FindingExpectations::passed);
    all.add(
        "finding.archived",
        "Delete a group, and wait for what becomes of its finding",
        "an event comes, ARCHIVED",
        "AWS Security Hub user guide, How findings are archived",
        EvidenceState.OPEN,
        FindingExpectations::archived);
    return all.all();
  }

  private static Verdict begin(LiveAccount aws) {
    String group = aws.making(ResourceKind.LOG_GROUP, "/aws/events/" + aws.place.run());
    aws.clients.logs().createLogGroup(r -> r.logGroupName(group));
    String arn = aws.arn("logs", "log-group:" + group);
    String policy = aws.making(ResourceKind.LOG_POLICY, aws.name("events"));
    aws.clients
        .logs()
        .putResourcePolicy(
            r ->
                r.policyName(policy)
                    .policyDocument(
                        EmulatorJson.write(
                            Map.of(
                                "Version",
                                "2012-10-17",
                                "Statement",
                                List.of(
                                    Map.of(
                                        "Effect",
                                        "Allow",
                                        "Principal",
                                        Map.of(
                                            "Service",
                                            List.of(
                                                "events.amazonaws.com",
                                                "delivery.logs.amazonaws.com")),
                                        "Action",
                                        List.of("logs:CreateLogStream", "logs:PutLogEvents"),
                                        "Resource",
                                        arn + ":*"))))));
    for (TemplateRule rule : ProductFiles.product().rules()) {
      if (rule.eventPattern() != null && rule.eventPattern().contains("aws.securityhub")) {
        String name = aws.making(ResourceKind.RULE, aws.name(rule.logicalId()));
        aws.clients.events().putRule(r -> r.name(name).eventPattern(rule.eventPattern()));
        aws.clients
            .events()
            .putTargets(r -> r.rule(name).targets(Target.builder().id("log").arn(arn).build()));
      }
    }
    GroupLab lab = new GroupLab(aws);
    lab.create(STAYS, r -> r.engineVersion("7.1"));
    lab.create(GOES, r -> r.engineVersion("7.1"));
    return Verdict.that(
        lab.settled(STAYS, g -> true).isPresent() && lab.settled(GOES, g -> true).isPresent(),
        "a group is not available");
  }

  private static List<String> events(LiveAccount aws) {
    return aws
        .clients
        .logs()
        .filterLogEventsPaginator(r -> r.logGroupName("/aws/events/" + aws.place.run()))
        .events()
        .stream()
        .map(e -> e.message().replaceAll("\\s*([\\[\\]{}:,])\\s*", "$1"))
        .toList();
  }

  private static Optional<String> event(LiveAccount aws, String group, String... parts) {
    String id = "\"Id\":\"" + new GroupLab(aws).arn(group) + "\"";
    return events(aws).stream()
        .filter(e -> e.contains(id))
        .filter(e -> List.of(parts).stream().allMatch(e::contains))
        .findFirst();
  }

  private static Verdict heard(LiveAccount aws, String control, String group, String... parts) {
    // Without the group no finding would ever come.
    new GroupLab(aws).group(group);
    return await(aws, control, group, parts);
  }

  private static Verdict await(LiveAccount aws, String control, String group, String... parts) {
    List<String> all = new ArrayList<>(List.of(parts));
    all.add("\"SecurityControlId\":\"" + control + "\"");
    Optional<String> found =
        aws.await(
            MOST, Duration.ofMinutes(10), () -> event(aws, group, all.toArray(String[]::new)));
    return Verdict.that(
        found.isPresent(),
        "no such event in %s; %d others were heard".formatted(MOST, events(aws).size()));
  }

  private static Verdict type(LiveAccount aws) {
    return Verdict.that(
        event(aws, STAYS, "\"Type\":\"AWS::ElastiCache::ReplicationGroup\"").isPresent(),
        "it has another type");
  }

  private static Verdict oneEach(LiveAccount aws) {
    List<Integer> counts =
        events(aws).stream()
            .map(e -> (Map<?, ?>) EmulatorJson.readObject(e).get("detail"))
            .map(d -> ((List<?>) d.get("findings")).size())
            .distinct()
            .toList();
    return Verdict.same("findings an event", List.of(1), counts);
  }

  private static Verdict passed(LiveAccount aws) {
    GroupLab lab = new GroupLab(aws);
    Verdict changed =
        lab.changed(
            STAYS,
            r ->
                r.transitEncryptionEnabled(true)
                    .transitEncryptionMode(TransitEncryptionMode.PREFERRED),
            g -> Boolean.TRUE.equals(g.transitEncryptionEnabled()));
    return changed.kind() == Verdict.Kind.HOLDS
        ? heard(aws, "ElastiCache.5", STAYS, "\"Status\":\"PASSED\"")
        : changed;
  }

  private static Verdict archived(LiveAccount aws) {
    if (event(aws, GOES, "\"SecurityControlId\":\"ElastiCache.5\"").isEmpty()) {
      return Verdict.notAsked("no finding of the group was heard that could be archived");
    }
    new GroupLab(aws).rest(GOES);
    aws.clients.elastiCache().deleteReplicationGroup(r -> r.replicationGroupId(aws.name(GOES)));
    return await(aws, "ElastiCache.5", GOES, "\"RecordState\":\"ARCHIVED\"");
  }
}
