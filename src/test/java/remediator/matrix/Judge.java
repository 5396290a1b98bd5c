package remediator.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Snapshot;

/** Says how a trial has ended, and what is so that must never be. */
final class Judge {
  /** How a cell ends. */
  enum Outcome {
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
  record Ending(Outcome outcome, List<String> why) {}

  private final Trial trial;
  private final List<String> never = new ArrayList<>();
  private final Optional<Case> ledger;
  private final List<String> told;

  private Judge(Trial trial) {
    this.trial = trial;
    this.ledger = trial.ledger();
    this.told = trial.told();
  }

  static Ending of(Trial trial) {
    return new Judge(trial).judge();
  }

  private boolean is(Case.State state) {
    return ledger.filter(c -> c.state() == state).isPresent();
  }

  /** A case that went back ends STOPPED: what findings ask for is not done. */
  private boolean isBack() {
    String group = trial.flow.group().toString();
    return trial.flow.goesBack()
        && is(Case.State.STOPPED)
        && trial
            .cloud
            .elastiCache
            .view()
            .group(group)
            .filter(g -> !g.transitEncryptionEnabled())
            .isPresent();
  }

  private boolean cutOver() {
    return ledger.filter(c -> c.fact(Fact.CUT_OVER_AT).isPresent()).isPresent();
  }

  private Ending judge() {
    never.addAll(trial.watcher().never());
    groups();
    data();
    boolean clean = leftovers();
    lock();
    if (told.isEmpty()) {
      never.add("silence");
    }
    if (is(Case.State.DONE)) {
      completed();
    }
    Outcome outcome =
        !never.isEmpty()
            ? Outcome.NEVER
            : is(Case.State.DONE) || isBack()
                ? Outcome.COMPLETED
                : is(Case.State.STOPPED) && !cutOver() && clean
                    ? Outcome.ROLLED_BACK
                    : Outcome.TOLD;
    return new Ending(outcome, List.copyOf(never));
  }

  private void groups() {
    if (trial.watcher().made().size() > 1) {
      never.add("two new groups: " + trial.watcher().made());
    }
    if (!trial.flow.replaces() && !trial.watcher().made().isEmpty()) {
      never.add("a new group in a flow that makes none");
    }
  }

  /** Who has the data: the old group untouched, or its successor and a final snapshot. */
  private void data() {
    Lineage lineage = trial.lineage();
    String arn = trial.flow.group().toString();
    if (!trial.watcher().wasDeleted()) {
      ReplicationGroup before = trial.watcher().before();
      ReplicationGroup now = trial.watcher().old().orElseThrow();
      if (!now.status().equals("available")
          || !now.memberClusters().equals(before.memberClusters())) {
        never.add("the old group does not stand as it stood");
      }
      return;
    }
    Optional<Snapshot> last =
        trial.cloud.elastiCache.view().snapshots().stream()
            .filter(s -> s.snapshotName().contains("-final-"))
            .findFirst();
    if (last.filter(s -> s.snapshotStatus().equals("available")).isEmpty()) {
      never.add("the old group is deleted without a final snapshot");
    }
    List<ReplicationGroup> serving =
        trial.cloud.elastiCache.view().groups().stream()
            .filter(g -> g.status().equals("available"))
            .filter(g -> lineage.group(g.arn()).origin().equals(arn))
            .toList();
    if (serving.isEmpty()) {
      never.add("no group serves the data");
    }
  }

  private boolean leftovers() {
    if (is(Case.State.DONE) || cutOver()) {
      return false;
    }
    List<String> left = new ArrayList<>();
    trial.cloud.elastiCache.view().groups().stream()
        .filter(g -> trial.watcher().tag(g.arn(), OurTags.FLOW).isPresent())
        .forEach(g -> left.add(g.replicationGroupId()));
    trial.cloud.elastiCache.view().snapshots().stream()
        .filter(s -> trial.watcher().tag(s.arn(), OurTags.FLOW).isPresent())
        .forEach(s -> left.add(s.snapshotName()));
    if (trial.flow.surrounded()) {
      around(left);
    }
    left.stream()
        .filter(name -> told.stream().noneMatch(text -> names(text, name)))
        .forEach(name -> never.add("an orphan that no message names: " + name));
    return left.isEmpty();
  }

  /** As a word of its own, and where it is said that it still stands. */
  private static boolean names(String text, String name) {
    return text.lines()
        .filter(
            l ->
                l.contains("still stands")
                    || l.contains("carries the tag")
                    || l.contains("is still suspended"))
        .anyMatch(l -> (" " + l + " ").matches(".*[^A-Za-z0-9-]" + name + "[^A-Za-z0-9-].*"));
  }

  private void around(List<String> left) {
    var place = remediator.aws.Place.of(trial.flow.group());
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
    if (is(Case.State.RUNNING) && !works) {
      never.add("a stuck lock");
    }
  }

  private void completed() {
    String arn = ledger.orElseThrow().newGroup().orElse(trial.flow.group()).toString();
    Optional<ReplicationGroup> serving = trial.cloud.elastiCache.view().group(arn);
    boolean encrypted =
        serving
            .filter(
                g ->
                    ledger.orElseThrow().controls().contains("ElastiCache.4")
                        ? g.atRestEncryptionEnabled()
                        : "required".equals(g.transitEncryptionModeAsString()))
            .isPresent();
    if (!encrypted) {
      never.add("done is said of a group that is not encrypted");
    }
  }
}
