package remediator.step;

import java.util.ArrayList;
import java.util.List;
import remediator.ledger.Fact;

/** What a flow has made and not removed, where it ends before cut-over: it costs until it is. */
final class Leftovers {
  private Leftovers() {}

  /** Names, each with its kind in front. */
  static List<String> of(Work work) {
    List<String> names = new ArrayList<>();
    work.now()
        .newGroup()
        .filter(made -> work.state(made).isPresent() && Ownership.isOurs(work, made))
        .ifPresent(made -> names.add("group " + made.id()));
    work.now()
        .fact(Fact.SNAPSHOT)
        .flatMap(name -> Snapshots.find(work.elastiCache(), name))
        .filter(snapshot -> !snapshot.snapshotStatus().equals("deleting"))
        .filter(snapshot -> Ownership.isOurs(work, snapshot.arn()))
        .ifPresent(snapshot -> names.add("snapshot " + snapshot.snapshotName()));
    return names;
  }
}
