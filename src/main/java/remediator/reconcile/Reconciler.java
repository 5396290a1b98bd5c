package remediator.reconcile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import remediator.aws.Aws;
import remediator.aws.AwsErrorText;
import remediator.aws.Place;
import remediator.group.GroupArn;
import remediator.intake.TakeOver;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.ledger.Reported;
import remediator.ledger.UnreadableRowException;
import remediator.notice.Notice;
import remediator.notice.Notices;

/**
 * Compares what the ledger says with what runs and with what stands. A flow that is dead is ended;
 * whatever else does not fit is told, once for as long as it lasts, and left to people.
 */
public final class Reconciler {
  private final Ledger ledger;
  private final Reported reported;
  private final TakeOver takeOver;
  private final Executions executions;
  private final Aws aws;
  private final Notices notices;

  /**
   * Puts the parts together.
   *
   * @param machines ARNs of the state machines
   */
  public Reconciler(
      Aws aws,
      Ledger ledger,
      Reported reported,
      List<String> machines,
      TakeOver takeOver,
      Notices notices) {
    this.aws = aws;
    this.ledger = ledger;
    this.reported = reported;
    this.takeOver = takeOver;
    this.executions = new Executions(aws.stepFunctions(), machines);
    this.notices = notices;
  }

  /**
   * What came of it.
   *
   * @param cases how many were looked at
   * @param disagreements sentences, also on what has been told before, or by what settled it
   * @param problems sentences on what could not be looked at
   */
  public record Result(int cases, List<String> disagreements, List<String> problems) {}

  /** Looks at everything once. */
  public Result run() {
    // Before the ledger: a flow that begins meanwhile is then in the ledger at least.
    List<Executions.Running> running = executions.running();
    Ledger.Rows rows = ledger.rows();
    List<Case> cases = rows.cases();
    Set<GroupArn> unreadable = unreadable(rows);
    List<Disagreement> found = new ArrayList<>();
    List<String> settled = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    rows.unreadable().forEach(row -> found.add(unreadable(row)));
    for (Case c : cases) {
      if (c.running()) {
        attempt(problems, c.group().toString(), () -> dead(c, found, settled));
      }
    }
    attempt(problems, "executions", () -> executions.strangers(running, cases, unreadable, found));
    for (Place place : places(cases)) {
      attempt(
          problems,
          place.account() + " " + place.region(),
          () -> new Made(aws.elastiCache(place), place, cases, unreadable).check(found));
    }
    tell(found, problems);
    found.forEach(d -> settled.add(d.text()));
    return new Result(cases.size(), settled, problems);
  }

  private static Set<GroupArn> unreadable(Ledger.Rows rows) {
    return rows.unreadable().stream()
        .flatMap(row -> row.group().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private Disagreement unreadable(UnreadableRowException row) {
    GroupArn group = row.group().orElseGet(() -> executions.inHome("ledger"));
    String text = row.getMessage();
    return new Disagreement(
        "unreadable " + text,
        group,
        group.id(),
        Character.toUpperCase(text.charAt(0)) + text.substring(1));
  }

  private void dead(Case c, List<Disagreement> found, List<String> settled) {
    Optional<TakeOver.Outcome> outcome = takeOver.look(c);
    outcome.filter(TakeOver.Outcome::settled).ifPresent(o -> settled.add(o.text()));
    outcome
        .filter(o -> !o.settled())
        .ifPresent(
            o ->
                found.add(
                    new Disagreement(
                        "dead " + c.execution(),
                        c.group(),
                        c.group().id(),
                        "The ledger says that a flow works on "
                            + c.group()
                            + ", but "
                            + o.text())));
  }

  /** Our own account and Region too where the ledger knows of nothing there: rows can get lost. */
  private Set<Place> places(List<Case> cases) {
    Set<Place> places = new LinkedHashSet<>(Set.of(aws.home()));
    cases.forEach(c -> places.add(Place.of(c.group())));
    return places;
  }

  /** First told, then written down: one that dies between the two tells twice, not never. */
  private void tell(List<Disagreement> found, List<String> problems) {
    boolean all = problems.isEmpty();
    Set<String> before = reported.read();
    for (Disagreement d : found) {
      if (!before.contains(d.key())) {
        problems.addAll(
            notices.tell(
                Notice.plain(
                    Notice.Type.DISAGREEMENT,
                    d.group(),
                    d.group().conversationId(),
                    d.about() + ": disagreement",
                    d.text() + ".")));
      }
    }
    Set<String> now = found.stream().map(Disagreement::key).collect(Collectors.toSet());
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
