package remediator.matrix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/** Looks at the groups all the time: some things must not even be so for a moment. */
final class Watcher {
  private final Trial trial;
  private final Set<String> made = new HashSet<>();
  private final List<String> never = new ArrayList<>();
  private ReplicationGroup before;
  private boolean going;

  Watcher(Trial trial) {
    this.trial = trial;
  }

  void begin() {
    before = old().orElseThrow();
  }

  ReplicationGroup before() {
    return before;
  }

  Optional<ReplicationGroup> old() {
    return trial.cloud.elastiCache.view().group(trial.flow.group().toString());
  }

  /** ARNs of all groups that there ever were beside the old one. */
  Set<String> made() {
    return Set.copyOf(made);
  }

  List<String> never() {
    return List.copyOf(never);
  }

  void look() {
    List<ReplicationGroup> groups = trial.cloud.elastiCache.view().groups();
    groups.stream()
        .map(ReplicationGroup::arn)
        .filter(arn -> !arn.equals(before.arn()))
        .forEach(made::add);
    Optional<ReplicationGroup> old =
        groups.stream().filter(g -> g.arn().equals(before.arn())).findFirst();
    if (!going && old.map(ReplicationGroup::status).filter(s -> !s.equals("deleting")).isEmpty()) {
      going = true;
      boolean successor =
          groups.stream()
              .filter(g -> !g.arn().equals(before.arn()))
              .filter(g -> tag(g.arn(), OurTags.REPLACES).isPresent())
              .anyMatch(g -> g.status().equals("available") && g.atRestEncryptionEnabled());
      boolean verified =
          trial.ledger().filter(c -> c.fact(Fact.VERIFIED_AT).isPresent()).isPresent();
      if (!successor || !verified) {
        never.add("the old group is deleted without a verified successor");
      }
    }
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
