package remediator.matrix.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.matrix.mishap.Act;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Says how a trial has ended, and what is so that must never be. */
public final class Judge {
  /** How a cell ends. */
  public enum Outcome {
    COMPLETED,
    ROLLED_BACK,
    TOLD,
    NEVER
  }

  /**
   * An end.
   *
   * @param why sentences on what must never be
   */
  public record Ending(Outcome outcome, List<String> why) {}

  private final Trial trial;
  private final List<String> never = new ArrayList<>();
  private final Optional<RemediationCase> ledger;
  private final List<String> told;

  private Judge(Trial trial) {
    this.trial = trial;
    this.ledger = trial.ledger();
    this.told = trial.people().told();
  }

  public static Ending of(Trial trial) {
    return new Judge(trial).judge();
  }

  private boolean is(RemediationCase.State state) {
    return ledger.filter(c -> c.state() == state).isPresent();
  }

  /** A case that went back ends STOPPED: what findings ask for is not done. */
  private boolean isBack() {
    String group = trial.flow.group().toString();
    return trial.flow.goesBack()
        && is(RemediationCase.State.STOPPED)
        && trial
            .cloud
            .elastiCache
            .view()
            .group(group)
            .filter(g -> !g.transitEncryptionEnabled())
            .isPresent();
  }

  private boolean cutOver() {
    return ledger.filter(c -> c.attribute(CaseAttribute.CUT_OVER_AT).isPresent()).isPresent();
  }

  private Ending judge() {
    never.addAll(trial.watcher().never());
    never.addAll(trial.inspector().never());
    never.addAll(trial.watcher().refused().never());
    groups();
    data();
    boolean clean = leftovers();
    lock();
    if (told.isEmpty()) {
      never.add("silence");
    }
    if (is(RemediationCase.State.DONE)) {
      completed();
    }
    Outcome outcome = outcome(clean);
    if (outcome != trial.flow.end() && !silenceIsRight() && !trial.people().toldSince()) {
      never.add("silence since somebody acted, though the end was " + end(outcome));
      outcome = Outcome.NEVER;
    }
    return new Ending(outcome, List.copyOf(never));
  }

  private String end(Outcome outcome) {
    return outcome
        + ledger
            .map(c -> ", " + c.state() + ": " + c.history().getLast().text())
            .orElse(", and the ledger is empty");
  }

  /** Nobody has acted, or the flow had ended before, or nothing is left to be told of. */
  private boolean silenceIsRight() {
    return trial.act().isEmpty()
        || trial.actsAfterEnd()
        || trial.endedBeforeTheAct()
        || isBack()
        || isForgottenAndCompliant();
  }

  /** The ledger knows nothing, and the group is as it was asked to be: there is nothing to do. */
  private boolean isForgottenAndCompliant() {
    return ledger.isEmpty()
        && !trial.flow.replaces()
        && trial
            .cloud
            .elastiCache
            .view()
            .group(trial.flow.group().toString())
            .filter(
                g ->
                    trial.flow.goesBack()
                        ? !g.transitEncryptionEnabled()
                        : "required".equals(g.transitEncryptionModeAsString()))
            .isPresent();
  }

  private Outcome outcome(boolean clean) {
    return !never.isEmpty()
        ? Outcome.NEVER
        : is(RemediationCase.State.DONE) || isBack()
            ? Outcome.COMPLETED
            : is(RemediationCase.State.STOPPED) && !cutOver() && clean
                ? Outcome.ROLLED_BACK
                : Outcome.TOLD;
  }

  private void groups() {
    Set<String> made = trial.watcher().made();
    if (trial.act().isEmpty() ? made.size() > 1 : mostOfOneFlow() > 1) {
      never.add("two new groups: " + made);
    }
    if (!trial.flow.replaces() && !made.isEmpty()) {
      never.add("a new group in a flow that makes none");
    }
  }

  /** Ids beside the old one that any one flow has made groups under. */
  private long mostOfOneFlow() {
    String old = trial.flow.group().toString();
    Map<Belongings.Maker, Set<String>> made = new HashMap<>();
    trial.inspector().belongings().ever().stream()
        .filter(t -> t.isGroup() && t.maker() instanceof Belongings.Flow && !t.arn().equals(old))
        .forEach(t -> made.computeIfAbsent(t.maker(), _ -> new HashSet<>()).add(t.arn()));
    return made.values().stream().mapToLong(Set::size).max().orElse(0);
  }

  /** Whether a person has done this to one of the groups. */
  private boolean acted(Predicate<Act.Kind> kind) {
    return trial.act().map(Act::kind).filter(kind).isPresent();
  }

  /** Of a deletion whose answer was lost, the data tells what snapshot it left. */
  private boolean isFinalByItsData(Snapshot snapshot, String old) {
    return snapshot.snapshotName().contains("-final-")
        && trial
            .lineage()
            .snapshotOf(snapshot.arn())
            .filter(held -> held.origin().equals(old))
            .isPresent();
  }

  /** Who has the data: the old group untouched, or its successor and a final snapshot. */
  private void data() {
    String arn = trial.flow.group().toString();
    if (!trial.watcher().wasDeleted()) {
      stands();
      return;
    }
    List<Belongings.Thing> last =
        trial.inspector().belongings().present().stream()
            .filter(t -> t.finalOf() != null && t.finalOf().arn().equals(arn))
            .toList();
    if (trial.cloud.elastiCache.view().snapshots().stream()
        .filter(
            s -> last.stream().anyMatch(t -> t.arn().equals(s.arn())) || isFinalByItsData(s, arn))
        .noneMatch(s -> s.snapshotStatus().equals("available"))) {
      never.add("the old group is deleted without a final snapshot");
    }
    Lineage lineage = trial.lineage();
    List<ReplicationGroup> serving =
        trial.cloud.elastiCache.view().groups().stream()
            .filter(g -> g.status().equals("available"))
            .filter(g -> lineage.group(g.arn()).origin().equals(arn))
            .toList();
    // What people have deleted themselves is theirs; each deletion of ours has been looked at.
    if (serving.isEmpty() && !acted(k -> k.endsNew() || k.endsOld())) {
      never.add("no group serves the data");
    }
  }

  private void stands() {
    if (acted(Act.Kind::endsOld)) {
      return;
    }
    ReplicationGroup before = trial.watcher().before();
    ReplicationGroup now = trial.watcher().old().orElseThrow();
    boolean shaped =
        acted(Act.Kind::changesOld) || now.memberClusters().equals(before.memberClusters());
    if (!now.status().equals("available") || !shaped) {
      never.add("the old group does not stand as it stood");
    }
  }

  private boolean leftovers() {
    if (is(RemediationCase.State.DONE) || cutOver()) {
      return false;
    }
    List<String> left = new ArrayList<>();
    trial.cloud.elastiCache.view().groups().stream()
        .filter(g -> isOurs(g.arn()))
        .forEach(g -> left.add(g.replicationGroupId()));
    trial.cloud.elastiCache.view().snapshots().stream()
        .filter(s -> isOurs(s.arn()))
        .forEach(s -> left.add(s.snapshotName()));
    if (trial.flow.surrounded() && trial.inspector().cutOver().isEmpty()) {
      around(left);
    }
    left.stream()
        .filter(name -> told.stream().noneMatch(text -> names(text, name)))
        .forEach(name -> never.add("an orphan that no message names: " + name));
    return left.isEmpty();
  }

  /**
   * By its tag; where people act, by who has made it: tags are theirs too. What a flow has made
   * that has cut over is there to stay.
   */
  private boolean isOurs(String arn) {
    return trial.act().isEmpty()
        ? trial.watcher().tag(arn, ResourceTags.FLOW).isPresent()
        : trial
            .inspector()
            .belongings()
            .find(arn)
            .filter(
                t ->
                    t.maker() instanceof Belongings.Flow flow
                        && !trial.inspector().cutOver().contains(flow))
            .isPresent();
  }

  /** As a word of its own, and where it is said that it still stands. */
  private static boolean names(String text, String name) {
    return text.lines()
        .filter(
            l ->
                l.contains("still stands")
                    || l.contains("carries the tag")
                    || l.contains("is still suspended"))
        .anyMatch(
            l ->
                (" " + l + " ").matches(".*[^A-Za-z0-9-]" + name + "[^A-Za-z0-9-].*")
                    || isAround(l, name));
  }

  /** What hangs on a group is told with it, by how its name ends. */
  private static boolean isAround(String line, String name) {
    int made = line.indexOf("the alarms whose names end in -");
    return made >= 0
        && (name.startsWith("auto scaling of ") || name.startsWith("alarm "))
        && name.endsWith(
            line.substring(made + "the alarms whose names end in -".length())
                .replaceFirst("[^A-Za-z0-9-].*", ""));
  }

  private void around(List<String> left) {
    var place = remediator.aws.AccountRegion.of(trial.flow.group());
    var people = trial.worker().people;
    String id = trial.flow.group().id();
    people.cloudWatch(place).describeAlarms(r -> r.maxRecords(100)).metricAlarms().stream()
        .filter(a -> a.alarmName().contains(id + "-enc"))
        .forEach(a -> left.add("alarm " + a.alarmName()));
    people
        .autoScaling(place)
        .describeScalableTargets(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
        .scalableTargets()
        .stream()
        .filter(
            t ->
                !t.resourceId().equals("replication-group/" + id)
                    || Boolean.TRUE.equals(
                        t.suspendedState() != null
                            && t.suspendedState().scheduledScalingSuspended()))
        .forEach(t -> left.add("auto scaling of " + t.resourceId().replaceFirst(".*/", "")));
  }

  private void lock() {
    boolean works = trial.cloud.machines.executions().stream().anyMatch(e -> e.stopped() == null);
    boolean locked =
        trial.stacks().stream()
            .anyMatch(s -> s.row(trial.flow).filter(RemediationCase::running).isPresent());
    if (locked && !works) {
      never.add("a stuck lock");
    }
  }

  private void completed() {
    if (!trial.watcher().doneRightly().orElseGet(() -> isEncrypted(trial, ledger.orElseThrow()))) {
      never.add("done is said of a group that is not encrypted");
    }
  }

  /** Whether the group that is to serve is so now. */
  static boolean isEncrypted(Trial trial, RemediationCase done) {
    String arn = done.newGroup().orElse(trial.flow.group()).toString();
    return trial
        .cloud
        .elastiCache
        .view()
        .group(arn)
        .filter(
            g ->
                done.controls().contains("ElastiCache.4")
                    ? g.atRestEncryptionEnabled()
                    : "required".equals(g.transitEncryptionModeAsString()))
        .isPresent();
  }
}
