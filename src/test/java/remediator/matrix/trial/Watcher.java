package remediator.matrix.trial;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Looks at the groups all the time: some things must not even be so for a moment. */
final class Watcher {
  private final Trial trial;
  private final Set<String> made = new HashSet<>();
  private final List<String> never = new ArrayList<>();
  private ReplicationGroup before;
  private List<Tag> tagsBefore;
  private String subnetGroup;
  private final RefusedWrites refused;
  private boolean going;
  private Optional<Boolean> doneRightly = Optional.empty();

  Watcher(Trial trial) {
    this.trial = trial;
    this.refused = new RefusedWrites(trial);
  }

  void begin() {
    before = old().orElseThrow();
    subnetGroup =
        trial.cloud.elastiCache.view().nodes(before.arn()).getFirst().cacheSubnetGroupName();
    tagsBefore = List.copyOf(trial.cloud.elastiCache.view().tags(before.arn()));
  }

  /** That the old group stands in. */
  String subnetGroup() {
    return subnetGroup;
  }

  List<Tag> tagsBefore() {
    return tagsBefore;
  }

  ReplicationGroup before() {
    return before;
  }

  Optional<ReplicationGroup> old() {
    return trial.cloud.elastiCache.view().group(trial.flow.group().toString());
  }

  /** ARNs of all groups that the product has ever made beside the old one. */
  Set<String> made() {
    return Set.copyOf(made);
  }

  List<String> never() {
    return List.copyOf(never);
  }

  RefusedWrites refused() {
    return refused;
  }

  void look() {
    refused.look();
    List<ReplicationGroup> groups = trial.cloud.elastiCache.view().groups();
    groups.stream()
        .map(ReplicationGroup::arn)
        .filter(arn -> !arn.equals(before.arn()))
        .filter(arn -> !isOthers(arn))
        .forEach(made::add);
    if (trial.act().isPresent()) {
      // Where people act, each deletion is looked at as it is requested.
      going = trial.inspector().oldDeleted();
      return;
    }
    Optional<ReplicationGroup> old =
        groups.stream().filter(g -> g.arn().equals(before.arn())).findFirst();
    if (!going && old.map(ReplicationGroup::status).filter(s -> !s.equals("deleting")).isEmpty()) {
      going = true;
      boolean successor =
          groups.stream()
              .filter(g -> !g.arn().equals(before.arn()))
              .filter(g -> tag(g.arn(), ResourceTags.REPLACES).isPresent())
              .anyMatch(g -> g.status().equals("available") && g.atRestEncryptionEnabled());
      boolean verified =
          trial
              .ledger()
              .filter(c -> c.attribute(CaseAttribute.VERIFIED_AT).isPresent())
              .isPresent();
      if (!successor || !verified) {
        never.add("the old group is deleted without a verified successor");
      }
    }
  }

  private boolean isOthers(String arn) {
    return trial
        .inspector()
        .belongings()
        .find(arn)
        .filter(t -> !(t.maker() instanceof Belongings.Flow))
        .isPresent();
  }

  /** Looks whether that is so which is said to be done, once it is said. */
  void stepEnded() {
    refused.stepEnded();
    if (trial.act().isPresent() && doneRightly.isEmpty() && isDone()) {
      doneRightly = Optional.of(Judge.isEncrypted(trial, trial.ledger().orElseThrow()));
    }
  }

  private boolean isDone() {
    return trial
        .row()
        .filter(r -> RemediationCase.State.DONE.name().equals(r.get("state").s()))
        .isPresent();
  }

  /** Whether the group was encrypted when that was said for the first time, if it was watched. */
  Optional<Boolean> doneRightly() {
    return doneRightly;
  }

  boolean wasDeleted() {
    return going;
  }

  Optional<String> tag(String arn, String key) {
    return trial.cloud.elastiCache.view().tags(arn).stream()
        .filter(t -> t.key().equals(key))
        .map(t -> t.value())
        .findFirst();
  }
}
