package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Copies automatic snapshots of the old group to manual ones, since they go with the group ("Making
 * manual backups"). Which, is the owner's to say; the newest by default.
 */
final class KeepSnapshots implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(3);

  @Override
  public Answer run(Work work) {
    String which = work.policy().get(Setting.KEEP_AUTOMATIC_SNAPSHOTS);
    if (which.equals("none")) {
      return new Done();
    }
    Map<String, String> copies = new LinkedHashMap<>();
    automatic(work).stream()
        .limit(which.equals("all") ? Long.MAX_VALUE : 1)
        .forEach(s -> copies.put(s.snapshotName(), Names.kept(s.snapshotName())));
    if (copies.isEmpty()) {
      return new Done();
    }
    if (work.now().fact(Fact.KEPT_SNAPSHOTS).isEmpty()) {
      work.remember(Fact.KEPT_SNAPSHOTS, String.join("\n", copies.values()));
    }
    for (Map.Entry<String, String> copy : copies.entrySet()) {
      Optional<Answer> notYet = ensure(work, copy.getKey(), copy.getValue());
      if (notYet.isPresent()) {
        return notYet.get();
      }
    }
    work.note("automatic snapshots kept as " + String.join(", ", copies.values()));
    return new Done();
  }

  /** The newest first; those that are being made or deleted are not looked at. */
  private static List<Snapshot> automatic(Work work) {
    return work
        .elastiCache()
        .describeSnapshotsPaginator(
            r -> r.replicationGroupId(work.group().id()).snapshotSource("system").maxRecords(50))
        .snapshots()
        .stream()
        .filter(s -> List.of("available", "copying").contains(s.snapshotStatus()))
        .sorted(Comparator.comparing(KeepSnapshots::taken).reversed())
        .toList();
  }

  private static Instant taken(Snapshot snapshot) {
    return snapshot.nodeSnapshots().stream()
        .map(NodeSnapshot::snapshotCreateTime)
        .filter(t -> t != null)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /** Empty where the copy is there. */
  private static Optional<Answer> ensure(Work work, String source, String target) {
    Optional<Snapshot> found = Snapshots.find(work.elastiCache(), target);
    if (found.isPresent()) {
      return switch (found.get().snapshotStatus()) {
        case "available" -> Optional.empty();
        case "failed" ->
            Optional.of(
                new Failed(
                    "the copy "
                        + target
                        + " of the automatic snapshot "
                        + source
                        + " has failed; "
                        + work.group().id()
                        + " is not deleted: delete the copy, and the group when you no longer need"
                        + " its snapshots"));
        default -> Optional.of(look(work, target));
      };
    }
    try {
      work.elastiCache()
          .copySnapshot(
              r ->
                  r.sourceSnapshotName(source)
                      .targetSnapshotName(target)
                      .tags(Tag.builder().key(OurTags.FLOW).value(work.now().flow()).build()));
    } catch (SnapshotAlreadyExistsException | InvalidSnapshotStateException _) {
      // It is being copied, or is not yet free to be.
    }
    return Optional.of(look(work, target));
  }

  private static Answer look(Work work, String target) {
    return Waits.lookAgain(work, TYPICAL, "the snapshot " + target + " is being copied");
  }
}
