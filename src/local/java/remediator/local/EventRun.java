package remediator.local;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.data.RedisDataPlane;
import awsemulator.states.lambda.DeadLetter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import remediator.aws.AccountRegion;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.LocalCloud;
import remediator.local.report.EventReport;
import remediator.local.report.EventStory;
import remediator.local.report.RunOptions;
import remediator.local.report.SimulatedPerson;
import remediator.local.report.TerminalOutput;
import remediator.local.timeline.TimelineRecorder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Runs one event through a fresh cloud, with real data in the groups that it names. */
public final class EventRun {
  private final RunOptions options;
  private final Path event;
  private final RedisDataPlane redis;
  private final TerminalOutput out;
  private final FunctionLog log = new FunctionLog();

  public EventRun(RunOptions options, Path event, RedisDataPlane redis, TerminalOutput out) {
    this.options = options;
    this.event = event;
    this.redis = redis;
    this.out = out;
  }

  public EventReport run() {
    String text = EventGroups.text(event);
    Set<String> groups = EventGroups.in(text);
    ObservedData data = new ObservedData(redis);
    try (LocalCloud cloud =
        new LocalCloud(
            home(groups), options.fleet(), data, options.parameters(), FaultPlan.NEVER, log)) {
      EventStory story = new EventStory(out, cloud.clock);
      log.tellTo(story, cloud.shares);
      EventFixtures fixtures = new EventFixtures(cloud, data, redis);
      fixtures.fill(groups);
      fixtures.importFindings(text);
      TimelineRecorder times = new TimelineRecorder(cloud.clock);
      data.onAccept(times::accepts);
      RunObserver observer = new RunObserver(cloud, data, redis, story, times, groups);
      try (SfnClient client = stepFunctions(cloud)) {
        SimulatedPerson person = new SimulatedPerson(cloud, client, options.gates(), story);
        cloud.sns.onPublish(person::reads);
        story.tell("EventBridge", rules(cloud, text));
        if (matching(cloud, text).isEmpty()) {
          cloud.lambda.invokeAsync(function(cloud, taking(text)), text);
        } else {
          cloud.rules.deliver(text);
        }
        runToTheEnd(cloud);
        observer.securityHubLooksAgain(text, cloud.rules::deliver);
        runToTheEnd(cloud);
      }
      List<EventReport.FindingReport> findings =
          log.verdicts().stream().map(observer::report).toList();
      List<String> problems = problems(cloud);
      return new EventReport(
          event.toString(),
          FoundFindings.in(text),
          findings,
          problems,
          story.lines(),
          times.bars(cloud.elastiCache.view().busy()),
          cloud.sns.published().stream().map(m -> m.subject() + "\n" + m.message()).toList());
    }
  }

  /** In the partition of the event's groups; the usual one where they are in "aws". */
  private static AccountRegion home(Set<String> groups) {
    return groups.stream()
        .map(arn -> arn.split(":", -1))
        .filter(arn -> !arn[1].equals(LocalCloud.HOME.partition()))
        .findFirst()
        .map(arn -> new AccountRegion(arn[1], LocalCloud.HOME.account(), arn[3]))
        .orElse(LocalCloud.HOME);
  }

  /** A person's command to switch TLS back is for a function of its own. */
  private static String taking(String text) {
    try {
      boolean back = StrictJson.readObject(text).containsKey("tls-rollback");
      return back ? "TlsRollbackFunction" : "FindingFunction";
    } catch (InvalidJsonException _) {
      return "FindingFunction";
    }
  }

  private static void runToTheEnd(LocalCloud cloud) {
    // A gate that nobody answers leaves only its deadline; one that is answered leaves it behind.
    while (cloud.clock.busy() || openExecution(cloud)) {
      if (!cloud.clock.runNext()) {
        return;
      }
    }
  }

  private static boolean openExecution(LocalCloud cloud) {
    return cloud.machines.executions().stream().anyMatch(e -> e.stopped() == null);
  }

  private static String function(LocalCloud cloud, String logicalId) {
    return cloud.deployment.functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .findFirst()
        .orElseThrow()
        .name();
  }

  private static String rules(LocalCloud cloud, String text) {
    try {
      List<String> matching = cloud.rules.matching(text);
      return matching.isEmpty()
          ? "no rule matches; sent by hand, as with aws lambda invoke"
          : "matches " + String.join(", ", matching);
    } catch (IllegalArgumentException e) {
      return "no event that a rule could match; sent by hand, as with aws lambda invoke";
    }
  }

  private static List<String> matching(LocalCloud cloud, String text) {
    try {
      return cloud.rules.matching(text);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  private List<String> problems(LocalCloud cloud) {
    List<String> problems = new ArrayList<>();
    for (DeadLetter letter : cloud.lambda.deadLetters()) {
      Map<String, Object> record = StrictJson.readObject(letter.body());
      Object why =
          record.get("responsePayload") instanceof Map<?, ?> m ? m.get("errorMessage") : "";
      problems.add(problem(letter.queue(), String.valueOf(why)));
    }
    cloud
        .queues
        .deadLetters()
        .forEach(letter -> problems.add(problem(letter.queue(), log.whyFailed(letter.id()))));
    return problems;
  }

  private static String problem(String queue, String why) {
    return TerminalOutput.safe("in the dead-letter queue " + queue + ": " + why);
  }

  private static SfnClient stepFunctions(LocalCloud cloud) {
    return SfnClient.builder()
        .endpointOverride(cloud.uri())
        .region(Region.of(cloud.home.region()))
        .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, cloud.home.account()))
        .build();
  }
}
