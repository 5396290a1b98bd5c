package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.FaultPlan;
import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GroupKind;

/**
 * Ten events on each of many groups, in any order and several times each, by sixteen workers at
 * once: one flow for each group that needs one, none for the rest. {@code mvn -q -Pmany-events}
 * takes a thousand groups, ten thousand events.
 */
class ManyEventsTest {
  private static final int GROUPS = Integer.getInteger("many.groups", 60);
  private static final int WORKERS = 16;

  private static final Map<String, String> NO_CAPS =
      Map.of("MaxFlows", "1000", "MaxGroupsADay", "1000");

  /** As Lambda does with an event. */
  private static final int TRIES = 3;

  @TempDir private Path folder;

  private record Counts(int events, int lost, int retried, Map<String, Integer> verdicts) {}

  @Test
  void oneFlowForEachGroupThatNeedsOne() throws Exception {
    deliver(GROUPS, FaultPlan.NEVER);
  }

  @Test
  void theSameWhereTheLedgerThrottlesOneCallInFive() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    deliver(
        GROUPS,
        (caller, service, operation) ->
            service.equals("DynamoDB") && calls.incrementAndGet() % 5 == 0
                ? InjectedFault.THROTTLED
                : InjectedFault.NONE);
  }

  private void deliver(int groups, FaultPlan faults) throws Exception {
    GeneratedEstate estate = new GeneratedEstate(groups);
    Deliveries deliveries = new Deliveries(estate, 20261101);
    try (CloudRun run = new CloudRun(estate.fleet(folder), NO_CAPS, faults)) {
      deliveries.copies().forEach(run::importing);
      Counts counts = byWorkers(run, deliveries.events());
      print(counts, run);

      assertThat(counts.events()).isEqualTo(groups * 10);
      assertThat(counts.lost()).isZero();
      assertThat(flows(run)).isEqualTo(needed(estate, run));
      for (GeneratedEstate.Group group : estate.groups()) {
        Optional<RemediationCase> found = run.ledger(group.arn());
        assertThat(found.isPresent()).as(group.arn()).isEqualTo(group.kind().needsFlow());
        found.ifPresent(
            c -> {
              assertThat(c.attempt()).isEqualTo(1);
              assertThat(c.decision().name()).isEqualTo(group.kind().decision());
            });
      }
      assertThat(run.performed("ElastiCache.ModifyReplicationGroup"))
          .as("TLS switched to preferred, once a group")
          .isEqualTo(estate.groups().stream().filter(g -> g.kind() == GroupKind.TLS_OFF).count());
    }
  }

  /** How many executions there are of each name. */
  private static Map<String, Long> flows(CloudRun run) {
    return run.executions().stream()
        .collect(Collectors.groupingBy(ExecutionView::name, Collectors.counting()));
  }

  private static Map<String, Long> needed(GeneratedEstate estate, CloudRun run) {
    return estate.groups().stream()
        .filter(g -> g.kind().needsFlow())
        .collect(Collectors.toMap(g -> run.ledger(g.arn()).orElseThrow().flow(), _ -> 1L));
  }

  private static Counts byWorkers(CloudRun run, List<byte[]> events) throws Exception {
    AtomicInteger lost = new AtomicInteger();
    AtomicInteger retried = new AtomicInteger();
    Map<String, Integer> verdicts = new TreeMap<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
      List<Callable<Map<String, Object>>> work = new ArrayList<>();
      events.forEach(e -> work.add(() -> take(run, e, lost, retried)));
      for (Future<Map<String, Object>> done : workers.invokeAll(work)) {
        for (Object verdict : (List<?>) done.get().getOrDefault("findings", List.of())) {
          verdicts.merge(String.valueOf(((Map<?, ?>) verdict).get("decision")), 1, Integer::sum);
        }
      }
    }
    return new Counts(events.size(), lost.get(), retried.get(), verdicts);
  }

  private static Map<String, Object> take(
      CloudRun run, byte[] event, AtomicInteger lost, AtomicInteger retried) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return run.invoke("FindingFunction", event);
      } catch (FunctionFailed e) {
        retried.incrementAndGet();
      }
    }
    lost.incrementAndGet();
    return new HashMap<>();
  }

  private static void print(Counts counts, CloudRun run) {
    System.out.printf(
        "%d events, %d tried again, %d lost; verdicts %s; %d flows; %d calls%n",
        counts.events(),
        counts.retried(),
        counts.lost(),
        counts.verdicts(),
        run.executions().size(),
        run.calls().size());
  }
}
