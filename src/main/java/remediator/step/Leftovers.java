package remediator.step;

import java.util.ArrayList;
import java.util.List;
import remediator.group.GroupArn;
import remediator.ledger.Fact;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** What a flow has made and not removed, where it ends before cut-over: it costs until it is. */
final class Leftovers {
  private Leftovers() {}

  /** The copy that stood by for an id that is back, where it has not been removed. */
  static List<String> standIn(Work work) {
    GroupArn copy = work.now().source();
    boolean back = SameId.comesBack(work.now()) && work.now().fact(Fact.VERIFIED_AT).isPresent();
    return back && work.state(copy).isPresent() && ResourceOwnership.isOurs(work, copy)
        ? List.of("group " + copy.id())
        : List.of();
  }

  /** A group that this flow made is told also where somebody has taken its tag away. */
  private static boolean stands(Work work, GroupArn made) {
    return work.state(made).isPresent()
        && (work.now().fact(Fact.NEW_CREATED).isPresent()
            ? GroupIdentity.ofNew(work).isEmpty()
            : ResourceOwnership.isOurs(work, made));
  }

  /** Names, each with its kind in front. */
  static List<String> of(Work work) {
    List<String> names = new ArrayList<>();
    work.now()
        .newGroup()
        .filter(made -> stands(work, made))
        .ifPresent(made -> names.add("group " + made.id()));
    work.now()
        .fact(Fact.SNAPSHOT)
        .flatMap(name -> Snapshots.find(work.elastiCache(), name))
        .filter(snapshot -> !snapshot.snapshotStatus().equals("deleting"))
        .filter(snapshot -> ResourceOwnership.canBeOurs(work, snapshot))
        .ifPresent(snapshot -> names.add("snapshot " + snapshot.snapshotName()));
    work.now()
        .fact(Fact.NEW_GROUP_SNAPSHOT)
        .flatMap(name -> Snapshots.find(work.elastiCache(), name))
        .filter(snapshot -> !snapshot.snapshotStatus().equals("deleting"))
        .ifPresent(snapshot -> names.add("snapshot " + snapshot.snapshotName()));
    if (work.now().decision().equals("REPLACE")) {
      alarms(work).forEach(name -> names.add("alarm " + name));
    }
    if (work.now().fact(Fact.SCALING).isPresent()) {
      work.now().newGroup().ifPresent(made -> names.add("auto scaling of " + made.id()));
    }
    return names;
  }

  /** As they are, since a row that was put back in time does not tell what has been made. */
  private static List<String> alarms(Work work) {
    List<String> ids = new ArrayList<>(Names.newGroup(work.group()));
    work.now().fact(Fact.NEW_GROUP).ifPresent(ids::add);
    Alarms alarms = Alarms.of(work);
    return alarms.ofElastiCache().stream()
        .filter(a -> ids.stream().anyMatch(id -> a.alarmName().endsWith("-" + id)))
        .filter(alarms::isOurs)
        .map(MetricAlarm::alarmName)
        .sorted()
        .toList();
  }

  /** That auto scaling could not be given back, as a sentence; empty where it was. */
  static String suspended(Work work) {
    boolean replaces = work.now().decision().equals("REPLACE");
    return !replaces || !ScalingStates.isSuspended(Scaling.of(work, work.group()).targets())
        ? ""
        : " The auto scaling of "
            + work.group().id()
            + " is still suspended: register its scalable targets again, not suspended, unless they"
            + " were so before.";
  }
}
