package remediator.reconcile;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.group.GroupArn;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.ledger.StoredLines;
import remediator.ledger.UnreadableRowException;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.remediation.flow.FlowRecovery;

/**
 * Compares what the ledger says with what runs and with what stands. A flow that is dead is ended;
 * whatever else does not fit is told, once for as long as it lasts, and left to people.
 *
 * <p>It works in parts, so that it comes to an end in an organisation of any size: the ledger and
 * the executions first, then what stands in each account and Region.
 */
public final class Reconciler {
  /** So many accounts and Regions are waited for at the same time. */
  public static final int AT_ONCE = 16;

  /** So few are compared as soon by the thread that asks. */
  private static final int FEW = 4;

  private static final String REPORTED = "#reported";

  private final Ledger ledger;
  private final StoredLines lines;
  private final FlowRecovery recovery;
  private final RunningExecutions executions;
  private final AwsClients aws;
  private final Notifier notifier;
  private final InstantSource clock;

  /**
   * Puts the parts together.
   *
   * @param machines ARNs of the state machines
   */
  public Reconciler(
      AwsClients aws,
      Ledger ledger,
      StoredLines lines,
      List<String> machines,
      FlowRecovery recovery,
      Notifier notifier,
      InstantSource clock) {
    this.aws = aws;
    this.ledger = ledger;
    this.lines = lines;
    this.recovery = recovery;
    this.executions = new RunningExecutions(aws.stepFunctions(), machines);
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * What came of a part.
   *
   * @param disagreements sentences, also on what has been told before, or by what settled it
   * @param problems sentences on what could not be looked at
   */
  public record Result(List<String> disagreements, List<String> problems) {
    public Result {
      disagreements = List.copyOf(disagreements);
      problems = List.copyOf(problems);
    }
  }

  /**
   * What came of the first part.
   *
   * @param cases how many were looked at
   * @param counts what they have under way
   * @param places where they are, and our own account and Region: rows can get lost
   */
  public record LedgerResult(
      int cases, FleetCounts counts, List<AccountRegion> places, Result result) {}

  /** The first part: every row of the ledger, and every execution. */
  public LedgerResult compareLedger() {
    // Before the ledger: a flow that begins meanwhile is then in the ledger at least.
    List<RunningExecutions.Running> running = executions.running();
    Set<String> alive =
        running.stream().map(RunningExecutions.Running::name).collect(Collectors.toSet());
    Instant now = clock.instant();
    AtomicInteger all = new AtomicInteger();
    List<RemediationCase> cases = new ArrayList<>();
    Set<AccountRegion> places = new LinkedHashSet<>(Set.of(aws.home()));
    List<UnreadableRowException> unreadable = new ArrayList<>();
    ledger.scan(
        c -> {
          all.incrementAndGet();
          places.add(AccountRegion.of(c.group()));
          if (FleetCounts.counts(c, now)) {
            cases.add(c);
          }
        },
        unreadable::add);
    List<Discrepancy> found = new ArrayList<>();
    List<String> settled = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    unreadable.forEach(row -> found.add(unreadable(row)));
    for (RemediationCase c : cases) {
      if (c.running() && !alive.contains(c.execution())) {
        attempt(problems, c.group().toString(), () -> dead(c, found, settled));
      }
    }
    Set<GroupArn> hidden =
        unreadable.stream()
            .flatMap(row -> row.group().stream())
            .collect(Collectors.toUnmodifiableSet());
    attempt(
        problems, "executions", () -> executions.unknownExecutions(running, cases, hidden, found));
    tell(REPORTED, found, problems);
    found.forEach(d -> settled.add(d.text()));
    return new LedgerResult(
        all.get(),
        FleetCounts.of(cases, clock.instant()),
        places.stream().sorted(Comparator.comparing(Reconciler::name)).toList(),
        new Result(settled, problems));
  }

  /** The other parts: what flows have made in some accounts and Regions. */
  public List<Result> comparePlaces(List<AccountRegion> places) {
    if (places.size() <= FEW) {
      return places.stream().map(this::comparePlace).toList();
    }
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<Result>> all =
          places.stream().map(place -> pool.submit(() -> comparePlace(place))).toList();
      List<Result> results = new ArrayList<>();
      for (Future<Result> one : all) {
        results.add(one.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while places were compared", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("a place could not be compared: " + AwsErrorText.of(e), e);
    }
  }

  private Result comparePlace(AccountRegion place) {
    List<Discrepancy> found = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    attempt(
        problems,
        name(place),
        () -> new OrphanDetector(aws.elastiCache(place), place, ledger).check(found));
    attempt(problems, name(place), () -> tell(REPORTED + " " + name(place), found, problems));
    // Of ten thousand accounts the clients would fill the memory.
    aws.forget(place);
    return new Result(found.stream().map(Discrepancy::text).toList(), problems);
  }

  /** Returns a place in the words that it is stored and told in. */
  public static String name(AccountRegion place) {
    return place.account() + " " + place.region();
  }

  private Discrepancy unreadable(UnreadableRowException row) {
    GroupArn group = row.group().orElseGet(() -> executions.inHome("ledger"));
    String text = row.getMessage();
    return new Discrepancy(
        "unreadable " + text,
        group,
        group.id(),
        Character.toUpperCase(text.charAt(0)) + text.substring(1));
  }

  private void dead(RemediationCase c, List<Discrepancy> found, List<String> settled) {
    Optional<FlowRecovery.Outcome> outcome = recovery.look(c);
    outcome.filter(FlowRecovery.Outcome::settled).ifPresent(o -> settled.add(o.text()));
    outcome
        .filter(o -> !o.settled())
        .ifPresent(
            o ->
                found.add(
                    new Discrepancy(
                        "dead " + c.execution(),
                        c.group(),
                        c.group().id(),
                        "The ledger says that a flow works on "
                            + c.group()
                            + ", but "
                            + o.text())));
  }

  /** First told, then written down: one that dies between the two tells twice, not never. */
  private void tell(String key, List<Discrepancy> found, List<String> problems) {
    boolean all = problems.isEmpty();
    Set<String> before = lines.read(key);
    for (Discrepancy d : found) {
      if (!before.contains(d.key())) {
        problems.addAll(
            notifier.send(
                Notification.plain(
                    Notification.Type.DISAGREEMENT,
                    d.group(),
                    d.about() + ": disagreement",
                    d.text() + ".")));
      }
    }
    Set<String> now = found.stream().map(Discrepancy::key).collect(Collectors.toSet());
    if (!all) {
      // What could not be looked at may still be so.
      now.addAll(before);
    }
    if (!now.equals(before)) {
      lines.write(key, now);
    }
  }

  /** Whatever goes wrong with one group or place, the others are looked at. */
  private static void attempt(List<String> problems, String where, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      problems.add(where + ": " + AwsErrorText.of(e));
    }
  }
}
