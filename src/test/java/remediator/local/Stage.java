package remediator.local;

import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.data.DataPlane;
import awsemulator.data.RedisDataPlane;
import awsemulator.elasticache.TestControls;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.services.SnsService;
import awsemulator.states.lambda.LogLine;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.ExecutionNames;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.GroupSurroundings;
import remediator.local.cloud.LocalCloud;
import remediator.local.report.EventReport.FindingReport;
import remediator.local.report.EventStory;
import remediator.local.report.GateScript;
import remediator.local.report.SimulatedPerson;
import remediator.local.report.TerminalOutput;
import remediator.local.timeline.TimelineRecorder;
import remediator.notification.MailText;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.sfn.SfnClient;

/** One replacement in the local cloud, from the event to the end, step by step. */
public final class Stage implements AutoCloseable {
  private final LocalCloud cloud;
  private final SfnClient operator;
  private final GroupArn group;
  private final List<SnsService.Message> messages = new ArrayList<>();
  private final List<String> states = new ArrayList<>();
  private final List<Map<String, Object>> verdicts = new ArrayList<>();
  private Supplier<FindingReport> report;
  private String rejected = "";

  /**
   * A stage with the sample fleet.
   *
   * @param group id of a sample group
   * @param data where keys live
   * @param parameters of the template
   */
  public Stage(String group, DataPlane data, Map<String, String> parameters) {
    this(
        Path.of("src/local/fleet"),
        "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:" + group,
        data,
        parameters);
  }

  /** A stage with another fleet. */
  public Stage(Path fleet, String arn, DataPlane data, Map<String, String> parameters) {
    this.group = GroupArn.parse(arn);
    this.cloud =
        new LocalCloud(
            Fleet.load(fleet),
            data,
            WatchedCloud.askedAgain(parameters),
            FaultPlan.NEVER,
            this::log);
    this.operator =
        SfnClient.builder()
            .endpointOverride(cloud.uri())
            .region(Region.of(LocalCloud.REGION))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT))
            .build();
    cloud.sns.onPublish(this::read);
    cloud.machines.onState(e -> states.add(e.state()));
  }

  private void log(LogLine line) {
    Map<String, Object> fields = StrictJson.readObject(line.text());
    if ("finding".equals(fields.get("message"))) {
      verdicts.add(fields);
    }
  }

  private void read(SnsService.Message message) {
    messages.add(message);
    boolean no = !rejected.isEmpty() && message.subject().contains(": " + rejected + " (");
    EventStory story = new EventStory(silent(), cloud.clock);
    new SimulatedPerson(cloud, operator, no ? GateScript.REJECT : GateScript.APPROVE, story)
        .reads(message);
  }

  private static TerminalOutput silent() {
    return new TerminalOutput(
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));
  }

  /** The group gets auto scaling and alarms. */
  public Stage withSurroundings() {
    new GroupSurroundings(cloud, group).make();
    return this;
  }

  /** The function in the VPC answers otherwise. */
  public Stage inVpc(UnaryOperator<RequestStreamHandler> other) {
    cloud.setInVpc(other);
    return this;
  }

  /** The parameters of the group's parameter group. */
  public Map<String, String> parameters() {
    return cloud.elastiCache.view().parameters(group.toString());
  }

  public Stage rejectingAt(String gate) {
    rejected = gate;
    return this;
  }

  /** Fills the group, and watches it as the local run does. */
  public Stage observed(ObservedBy observed, RedisDataPlane redis, DataPlane outer) {
    new EventFixtures(cloud, outer, redis).fill(Set.of(group.toString()));
    RunObserver observer =
        new RunObserver(
            cloud,
            observed.data(),
            redis,
            new EventStory(silent(), cloud.clock),
            new TimelineRecorder(cloud.clock),
            Set.of(group.toString()));
    report = () -> observer.report(verdicts.getFirst());
    return this;
  }

  /** Hands an event of the samples to the function that takes findings. */
  public Stage deliver(String event) {
    try {
      // The samples are about the product's own account.
      String text =
          Files.readString(Path.of("events", event)).replace(LocalCloud.ACCOUNT, group.account());
      return send(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Hands this to the function that takes findings, as with {@code aws lambda invoke}. */
  public Stage send(String text) {
    return send("FindingFunction", text);
  }

  /** The same, to another function. */
  public Stage send(String logicalId, String text) {
    String function =
        cloud.deployment.functions().stream()
            .filter(f -> f.logicalId().equals(logicalId))
            .findFirst()
            .orElseThrow()
            .name();
    cloud.lambda.invokeAsync(function, text);
    return this;
  }

  /** Lets time pass until nothing is left to do; {@code between} is called at each halt. */
  public void toTheEnd(Consumer<Stage> between) {
    while (cloud.clock.busy()
        || cloud.machines.executions().stream().anyMatch(e -> e.stopped() == null)) {
      if (!cloud.clock.runNext()) {
        return;
      }
      between.accept(this);
    }
  }

  /** Time halts at least this often from now on, for as long as somebody wants it to. */
  public Stage halting(Duration every, BooleanSupplier wanted) {
    cloud.clock.schedule(
        every,
        () -> {
          if (wanted.getAsBoolean()) {
            halting(every, wanted);
          }
        });
    return this;
  }

  public void toTheEnd() {
    toTheEnd(_ -> {});
  }

  public GroupArn group() {
    return group;
  }

  public Instant now() {
    return cloud.clock.instant();
  }

  /** The clients of somebody who may do everything. */
  public AwsClients aws() {
    return new AwsClients(
        cloud.as(CallerIdentity.OPERATOR, group.account()),
        AccountRegion.of(group),
        Optional.empty());
  }

  public RemediationCase ledger() {
    AccountRegion home = new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION);
    AwsClients aws =
        new AwsClients(
            cloud.as(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT), home, Optional.empty());
    return new Ledger(
            aws.dynamoDb(),
            cloud.deployment.tables().getFirst().name(),
            new ExecutionNames("10ca1000"))
        .find(group)
        .orElseThrow();
  }

  /** What the function that takes findings made of the first. */
  public Map<String, Object> verdict() {
    return verdicts.getFirst();
  }

  /** What people were sent, by the end of its subject. */
  public String message(String subjectEnd) {
    return messages.stream()
        .filter(m -> m.subject().contains(subjectEnd))
        .findFirst()
        .map(m -> MailText.unwrapped(m.message()))
        .orElseThrow();
  }

  /** The states that were entered, in order. */
  public List<String> states() {
    return List.copyOf(states);
  }

  /** The {@code data} of the report. */
  public Map<String, Object> data() {
    return report.get().data();
  }

  /** The {@code outcome} of the report. */
  public String outcome() {
    return report.get().outcome();
  }

  public List<Snapshot> snapshots() {
    return cloud.elastiCache.view().snapshots();
  }

  /** The address that clients of the group use. */
  public String endpoint() {
    return cloud.elastiCache.view().endpoints(group.toString()).getFirst();
  }

  public TestControls controls() {
    return cloud.elastiCache.controls();
  }

  public boolean stands(String id) {
    return cloud.elastiCache.view().group(group.withId(id).toString()).isPresent();
  }

  @Override
  public void close() {
    operator.close();
    cloud.close();
  }
}
