package remediator.reconcile;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.aws.AwsErrorText;
import remediator.group.GroupArn;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;
import remediator.ledger.ReportedDiscrepancies;
import remediator.ledger.UnreadableRowException;
import remediator.notification.Notification;
import remediator.notification.Notifier;
import remediator.remediation.flow.FlowRecovery;

/**
 * Compares what the ledger says with what runs and with what stands. A flow that is dead is ended;
 * whatever else does not fit is told, once for as long as it lasts, and left to people.
 */
public final class Reconciler {
  private final Ledger ledger;
  private final ReportedDiscrepancies reported;
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
      ReportedDiscrepancies reported,
      List<String> machines,
      FlowRecovery recovery,
      Notifier notifier,
      InstantSource clock) {
    this.aws = aws;
    this.ledger = ledger;
    this.reported = reported;
    this.recovery = recovery;
    this.executions = new RunningExecutions(aws.stepFunctions(), machines);
    this.notifier = notifier;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param cases how many were looked at
   * @param counts what they have under way
   * @param disagreements sentences, also on what has been told before, or by what settled it
   * @param problems sentences on what could not be looked at
   */
  public record Result(
      int cases, FleetCounts counts, List<String> disagreements, List<String> problems) {}

  /** Looks at everything once. */
  public Result run() {
    // Before the ledger: a flow that begins meanwhile is then in the ledger at least.
    List<RunningExecutions.Running> running = executions.running();
    Ledger.Rows rows = ledger.rows();
    List<RemediationCase> cases = rows.cases();
    Set<GroupArn> unreadable = unreadable(rows);
    List<Discrepancy> found = new ArrayList<>();
    List<String> settled = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    rows.unreadable().forEach(row -> found.add(unreadable(row)));
    for (RemediationCase c : cases) {
      if (c.running()) {
        attempt(problems, c.group().toString(), () -> dead(c, found, settled));
      }
    }
    attempt(
        problems,
        "executions",
        () -> executions.unknownExecutions(running, cases, unreadable, found));
    for (AccountRegion place : places(cases)) {
      attempt(
          problems,
          place.account() + " " + place.region(),
          () -> new OrphanDetector(aws.elastiCache(place), place, cases, unreadable).check(found));
    }
    tell(found, problems);
    found.forEach(d -> settled.add(d.text()));
    return new Result(cases.size(), FleetCounts.of(cases, clock.instant()), settled, problems);
  }

  private static Set<GroupArn> unreadable(Ledger.Rows rows) {
    return rows.unreadable().stream()
        .flatMap(row -> row.group().stream())
        .collect(Collectors.toUnmodifiableSet());
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

  /** Our own account and Region too where the ledger knows of nothing there: rows can get lost. */
  private Set<AccountRegion> places(List<RemediationCase> cases) {
    Set<AccountRegion> places = new LinkedHashSet<>(Set.of(aws.home()));
    cases.forEach(c -> places.add(AccountRegion.of(c.group())));
    return places;
  }

  /** First told, then written down: one that dies between the two tells twice, not never. */
  private void tell(List<Discrepancy> found, List<String> problems) {
    boolean all = problems.isEmpty();
    Set<String> before = reported.read();
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
      reported.write(new TreeSet<>(now));
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
