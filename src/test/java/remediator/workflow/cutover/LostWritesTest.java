package remediator.workflow.cutover;

import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.ClientTarget;
import awsemulator.data.DataPlane;
import awsemulator.data.LoadClient;
import awsemulator.data.RedisDataPlane;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.local.ObservedBy;
import remediator.local.Stage;
import remediator.workflow.scaling.Watched;

/** A client writes to a real Redis all through a replacement, and counts itself. */
class LostWritesTest {
  private static final String EVENT = "ec4-primary-and-two-replicas-replace.json";
  private static final Pattern SO_FAR = Pattern.compile("new one lacks: (\\d+) so far");

  private final RedisDataPlane redis = new RedisDataPlane();
  private LoadClient client;
  private Stage stage;
  private boolean writing = true;

  /** The client's own count at the snapshot, and at cut-over. */
  private final List<Long> marks = new ArrayList<>();

  /** The client's own count when time last stood at an instant. */
  private final NavigableMap<Instant, Long> byInstant = new ConcurrentSkipListMap<>();

  @AfterEach
  void stop() {
    client.close();
    stage.close();
    redis.close();
  }

  private void set(String dataPolicy) {
    DataPlane inner = Watched.plane(redis, Set.of("writes"), this::monitor, this::counted);
    ObservedBy observed = ObservedBy.counting(inner);
    DataPlane outer =
        Watched.plane(observed.plane(), Set.of("snapshot"), this::monitor, (_, _, _) -> {});
    stage = new Stage("cart-replicas", outer, Map.of("Data", dataPolicy));
    stage.observed(observed, redis, outer);
    int port = redis.port(stage.group().toString(), "0001");
    client = new LoadClient(ClientTarget.tls(port, stage.endpoint(), redis.trust()), "load", 4000);
    client.start();
    stage.halting(Duration.ofSeconds(25), () -> writing);
  }

  private Object monitor() {
    return client == null ? this : client;
  }

  private void counted(Method method, Object[] arguments, Object result) {
    if (client == null || !arguments[0].equals(stage.group().toString())) {
      return;
    }
    long successes = client.count().successes();
    assertThat(result).as("what Redis counts").isEqualTo(successes);
    if (arguments.length == 1) {
      marks.add(successes);
    } else {
      byInstant.put(stage.now(), successes);
    }
  }

  /** A few writes at each instant that time stands at, until clients are sent elsewhere. */
  private void write(Stage now) {
    if (now.states().contains("WaitForNoWrites")) {
      stopWriting();
      return;
    }
    try {
      assertThat(client.awaitMore(3, Duration.ofSeconds(10)))
          .as("the load goes on at %s: %s", now.states(), client.count())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void stopWriting() {
    writing = false;
    client.close();
  }

  @Test
  void theReportCountsWhatTheClientWroteBetweenSnapshotAndCutOver() {
    set("accept-loss");

    stage.deliver(EVENT).toTheEnd(this::write);

    long lost = marks.get(1) - marks.get(0);
    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(lost).isPositive();
    assertThat(stage.data()).containsEntry("lostWrites", lost);
  }

  @Test
  void peopleAreToldWhatTheClientWroteInTheMinutesBetweenSnapshotAndCutOver() {
    set("accept-loss");

    stage.deliver(EVENT).toTheEnd(this::write);

    Instant cut = Instant.parse(stage.ledger().require(CaseAttribute.SNAPSHOT_AT));
    Instant end = Instant.parse(stage.ledger().require(CaseAttribute.CUT_OVER_AT));
    long lost = before(end.plusSeconds(59).truncatedTo(MINUTES)) - before(cut.truncatedTo(MINUTES));
    assertThat(lost).isGreaterThanOrEqualTo(marks.get(1) - marks.get(0));
    assertThat(stage.ledger().require(CaseAttribute.WRITES_AFTER_SNAPSHOT))
        .isEqualTo(Long.toString(lost));
    assertThat(stage.message(": complete"))
        .contains("writes lost between snapshot and cut-over: at most " + lost + ".");
    Matcher soFar = SO_FAR.matcher(stage.message(": cut-over ("));
    assertThat(soFar.find()).isTrue();
    assertThat(Long.parseLong(soFar.group(1))).isPositive().isLessThanOrEqualTo(lost);
  }

  /** Writes by the end of the last instant before this one. */
  private long before(Instant then) {
    return byInstant.lowerEntry(then).getValue();
  }

  @Test
  void withFreezeTheClientIsRefusedFromBeforeTheSnapshotAndNothingIsLost() {
    set("freeze");

    stage
        .deliver(EVENT)
        .toTheEnd(
            now -> {
              if (now.states().contains("WaitForNoWrites")) {
                stopWriting();
              } else if (!now.states().contains("HoldWrites")) {
                write(now);
              }
            });

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(client.count().refused()).isPositive();
    assertThat(Instant.parse(stage.ledger().require(CaseAttribute.SNAPSHOT_AT)))
        .isAfter(
            Instant.parse(stage.ledger().require(CaseAttribute.WRITES_HELD_AT)).plusSeconds(120));
    assertThat(stage.data()).containsEntry("lostWrites", 0L);
    assertThat(stage.ledger().attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)).contains("0");
    assertThat(stage.message(": move clients now")).contains("POINT CLIENTS TO IT NOW");
    assertThat(stage.message(": complete")).contains("writes were refused for");
  }

  @Test
  void aCacheThatMayLoseItsDataIsNotCounted() {
    set("cache-only");

    stage.deliver(EVENT).toTheEnd(this::write);

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
    assertThat(stage.ledger().attribute(CaseAttribute.WRITES_AFTER_SNAPSHOT)).isEmpty();
    assertThat(stage.message(": cut-over (")).contains("has not been counted");
    assertThat(stage.message(": complete")).contains("cut-over: not counted.");
  }
}
