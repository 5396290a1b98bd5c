package remediator.local.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static remediator.local.timeline.TimelineLane.CLIENTS;
import static remediator.local.timeline.TimelineLane.ELASTICACHE;
import static remediator.local.timeline.TimelineLane.FINDING;
import static remediator.local.timeline.TimelineLane.PEOPLE;
import static remediator.local.timeline.TimelineLane.REMEDIATOR;

import awsemulator.data.RedisDataPlane;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import remediator.local.EventRun;
import remediator.local.report.EventReport;
import remediator.local.report.EventStory;
import remediator.local.report.GateScript;
import remediator.local.report.RunOptions;
import remediator.local.report.TerminalOutput;

/** What is drawn of a replacement has the times that the ledger and the story have. */
class RecordedTimelineTest {
  private static EventReport event;

  @BeforeAll
  static void replace() {
    event = run("events/ec4-and-ec5-together-replace.json");
  }

  private static EventReport run(String file) {
    return run(file, Map.of());
  }

  private static EventReport run(String file, Map<String, String> parameters) {
    Path path = Path.of(file);
    TerminalOutput silent =
        new TerminalOutput(
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
    try (RedisDataPlane redis = new RedisDataPlane()) {
      return new EventRun(
              RunOptions.of(path, Path.of(RunOptions.SAMPLE_FLEET), GateScript.APPROVE)
                  .withParameters(parameters),
              path,
              redis,
              silent)
          .run();
    }
  }

  @Test
  void everyLaneHasSomething() {
    assertThat(event.timeline().stream().map(TimelineBar::lane).collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(TimelineLane.values());
  }

  @Test
  void thePauseIsAsLongAsItWasMeasured() {
    var data = event.findings().getFirst().data();
    TimelineBar pause = bar(CLIENTS, "writes refused");

    assertThat(pause.from()).hasToString(String.valueOf(data.get("pauseFrom")));
    assertThat(Duration.between(pause.from(), pause.to()).toSeconds())
        .isEqualTo(data.get("pauseSeconds"))
        .isPositive();
    // Clients are sent to the new group when writes are let in again.
    assertThat(bar(CLIENTS, "endpoints switched").from()).isEqualTo(pause.to());
  }

  @Test
  void aGateIsOpenFromItsQuestionToItsAnswer() {
    assertThat(bar(PEOPLE, "gate replace"))
        .returns(told("person", "is asked: Copy billing-both"), TimelineBar::from)
        .returns(told("person", "approves: replace"), TimelineBar::to);
    assertThat(bar(PEOPLE, "gate retire"))
        .returns(told("person", "is asked: May the old replication group"), TimelineBar::from)
        .returns(told("person", "approves: retire"), TimelineBar::to);
    assertThat(bar(PEOPLE, "retire approved by command").from())
        .isEqualTo(told("person", "approves: retire"));
  }

  @Test
  void elastiCacheIsAtWorkAsItSaid() {
    assertThat(bar(ELASTICACHE, "billing-both-enc creating"))
        .returns(
            told("ElastiCache", "billing-both-enc: status creating from snapshot"),
            TimelineBar::from)
        .returns(
            told("ElastiCache", "billing-both-enc: status creating → available"), TimelineBar::to);
    assertThat(bar(ELASTICACHE, "billing-both deleting"))
        .returns(told("ElastiCache", "billing-both: deleting"), TimelineBar::from)
        .returns(told("ElastiCache", "billing-both: deleted"), TimelineBar::to);
  }

  @Test
  void eachStepLastsUntilTheNext() {
    TimelineBar hold = bar(REMEDIATOR, "Hold writes");
    TimelineBar snapshot = bar(REMEDIATOR, "Take snapshot");
    TimelineBar create = bar(REMEDIATOR, "Create group");

    assertThat(hold.to()).isEqualTo(snapshot.from());
    assertThat(snapshot.to()).isEqualTo(create.from());
    assertThat(hold.from()).isEqualTo(told("person", "approves: replace"));
  }

  @Test
  void clientsAreLetInAsTheGroupsPortsDo() {
    assertThat(bar(CLIENTS, "plaintext: billing-both"))
        .returns(event.story().getFirst().at(), TimelineBar::from)
        .returns(told("ElastiCache", "billing-both: deleted"), TimelineBar::to);
    assertThat(bar(CLIENTS, "TLS only: billing-both-enc").to())
        .isEqualTo(event.story().getLast().at());
  }

  @Test
  void aFindingStandsUntilSecurityHubLooksAgain() {
    for (String control : List.of("ElastiCache.4", "ElastiCache.5")) {
      assertThat(bar(FINDING, control + " FAILED: billing-both"))
          .returns(event.story().getFirst().at(), TimelineBar::from)
          .returns(told("Security Hub", "evaluates " + control), TimelineBar::to);
      assertThat(bar(FINDING, control + " ARCHIVED").from())
          .isEqualTo(told("Security Hub", "evaluates " + control));
    }
  }

  @Test
  void whereNothingIsReplacedNoEndpointIsSwitchedAndNoWriteRefused() {
    EventReport online = run("events/ec5-redis-7.1-online-tls.json");

    assertThat(online.timeline().stream().filter(b -> b.lane() == CLIENTS).map(TimelineBar::text))
        .containsExactlyInAnyOrder(
            "plaintext: orders-cache", "plaintext or TLS: orders-cache", "TLS only: orders-cache");
    assertThat(online.timeline().stream().map(TimelineBar::text))
        .contains("Wait for preferred", "Enable TLS required", "ElastiCache.5 PASSED");
  }

  @Test
  void aStepThatAsksTheNodesAgainAndAgainIsOneBar() {
    List<String> steps =
        run(
                "events/ec4-one-node-replace.json",
                Map.of(
                    "Data",
                    "copy",
                    "DataPlaneSubnets",
                    "subnet-1",
                    "DataPlaneSecurityGroups",
                    "sg-1"))
            .timeline()
            .stream()
            .filter(b -> b.lane() == REMEDIATOR)
            .map(TimelineBar::text)
            .toList();

    assertThat(steps).containsOnlyOnce("Hold writes", "Copy keys").doesNotContain("Work on nodes");
  }

  @Test
  void nothingIsDrawnWhereNoFlowRan() {
    assertThat(run("events/cloudformation-owned-refused.json").timeline()).isEmpty();
  }

  private static TimelineBar bar(TimelineLane lane, String text) {
    List<TimelineBar> found =
        event.timeline().stream().filter(b -> b.lane() == lane && b.text().equals(text)).toList();
    assertThat(found).as("%s: %s in %s", lane, text, event.timeline()).isNotEmpty();
    return found.getFirst();
  }

  private static Instant told(String who, String start) {
    return event.story().stream()
        .filter(l -> l.who().equals(who) && l.text().startsWith(start))
        .map(EventStory.Line::at)
        .findFirst()
        .orElseThrow(() -> new AssertionError(who + " " + start + " in " + event.story()));
  }
}
