package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupOutline;
import remediator.group.GroupState;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import remediator.step.Answer.Done;
import remediator.step.Answer.Failed;
import software.amazon.awssdk.services.elasticache.model.InvalidSnapshotStateException;
import software.amazon.awssdk.services.elasticache.model.NodeSnapshot;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;

/**
 * Copies automatic snapshots of the old group to manual ones, since they go with the group ("Making
 * manual backups"). Which, is the owner's to say; the newest by default. A snapshot that has the
 * name of a copy is one only if it carries this flow's tag and is of this group; a foreign one is
 * left alone, and the copy gets another name.
 */
final class KeepSnapshots implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(3);

  @Override
  public Answer run(Work work) {
    String which = work.policy().get(Setting.KEEP_AUTOMATIC_SNAPSHOTS);
    if (which.equals("none")) {
      return new Done();
    }
    Map<String, String> copies = KeptSnapshots.read(work.now());
    if (copies.isEmpty()) {
      return begin(work, which.equals("all") ? Integer.MAX_VALUE : 1);
    }
    Optional<Answer> unfinished = Optional.empty();
    for (Map.Entry<String, String> copy : copies.entrySet()) {
      Optional<Answer> answer = ensure(work, copy.getKey(), copy.getValue());
      if (answer.isPresent() && answer.get() instanceof Failed) {
        return answer.get();
      }
      unfinished = unfinished.or(() -> answer);
    }
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    // The names stand in the ledger already; that they are done, the next step would find again.
    work.aside(
        () -> work.note("automatic snapshots kept as " + String.join(", ", copies.values())));
    return new Done();
  }

  /** Chooses what to copy, once, and asks for all copies. */
  private static Answer begin(Work work, int most) {
    SnapshotOrigin origin = SnapshotOrigin.of(work.now());
    List<Snapshot> automatic =
        work
            .elastiCache()
            .describeSnapshotsPaginator(r -> r.snapshotSource("system").maxRecords(50))
            .snapshots()
            .stream()
            .filter(origin::is)
            .toList();
    Map<String, String> copies = new LinkedHashMap<>();
    automatic.stream()
        .filter(s -> List.of("available", "copying").contains(s.snapshotStatus()))
        .sorted(Comparator.comparing(KeepSnapshots::taken).reversed())
        .limit(most)
        .forEach(s -> copies.put(s.snapshotName(), Names.kept(s.snapshotName()).getFirst()));
    if (copies.isEmpty()) {
      return nothing(work, automatic);
    }
    work.note("copying automatic snapshots: " + String.join(", ", copies.values()));
    work.remember(Fact.KEPT_SNAPSHOTS, KeptSnapshots.write(copies));
    copies.forEach((source, copy) -> copy(work, source, copy));
    return look(work, String.join(", ", copies.values()));
  }

  private static Instant taken(Snapshot snapshot) {
    return snapshot.nodeSnapshots().stream()
        .map(NodeSnapshot::snapshotCreateTime)
        .filter(t -> t != null)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /** None that could be copied: only a group that keeps none may go without. */
  private static Answer nothing(Work work, List<Snapshot> automatic) {
    Optional<GroupState> old = work.state(work.group());
    if (old.isEmpty() || old.get().status().equals("deleting")) {
      // Somebody else deletes it: what is to be said of that, Retire says.
      return new Done();
    }
    if (automatic.stream().anyMatch(s -> s.snapshotStatus().equals("creating"))) {
      return Waits.lookAgain(work, TYPICAL, "the first automatic snapshot is being made");
    }
    int days = work.groups().outline(work.group()).map(GroupOutline::backupDays).orElse(0);
    return days == 0
        ? new Done()
        : new Failed(
            "ElastiCache keeps automatic snapshots of %s for %d days, but tells of none; it is not deleted. Look in the console: copy what you need and delete the group yourself, or set the tag %s to none before its next flow"
                .formatted(work.group().id(), days, Setting.KEEP_AUTOMATIC_SNAPSHOTS.tag()));
  }

  /**
   * Why the old group may not take its automatic snapshots with it; empty where those that its
   * owner wants are copied, and the copies stand.
   */
  static Optional<String> missing(Work work) {
    if (work.policyIs(Setting.KEEP_AUTOMATIC_SNAPSHOTS, "none")) {
      return Optional.empty();
    }
    Map<String, String> copies = KeptSnapshots.read(work.now());
    if (copies.isEmpty()) {
      return work.groups()
          .outline(work.group())
          .filter(o -> o.backupDays() > 0)
          .map(_ -> "its automatic snapshots go with it, and none has been copied");
    }
    return copies.values().stream()
        .filter(copy -> !isThere(work, copy))
        .findFirst()
        .map(copy -> "the copy " + copy + " of its automatic snapshot is not there any more");
  }

  private static boolean isThere(Work work, String copy) {
    return Snapshots.find(work.elastiCache(), copy)
        .filter(s -> s.snapshotStatus().equals("available"))
        .filter(SnapshotOrigin.of(work.now())::is)
        .filter(s -> ResourceOwnership.isTagged(work, s.arn()))
        .isPresent();
  }

  /** Empty where the copy is there. */
  private static Optional<Answer> ensure(Work work, String source, String copy) {
    Optional<Snapshot> found = Snapshots.find(work.elastiCache(), copy);
    if (found.isEmpty()) {
      copy(work, source, copy);
      return Optional.of(look(work, copy));
    }
    String status = found.get().snapshotStatus();
    if (!status.equals("available") && !status.equals("failed")) {
      return Optional.of(look(work, copy));
    }
    if (!SnapshotOrigin.of(work.now()).is(found.get())
        || !ResourceOwnership.isTagged(work, found.get().arn())) {
      return Optional.of(underAnotherName(work, source, copy));
    }
    return status.equals("available")
        ? Optional.empty()
        : Optional.of(
            new Failed(
                "the copy "
                    + copy
                    + " of the automatic snapshot "
                    + source
                    + " has failed; "
                    + work.group().id()
                    + " is not deleted: delete the copy, and the group when you no longer need its"
                    + " snapshots"));
  }

  private static Answer underAnotherName(Work work, String source, String taken) {
    List<String> names = Names.kept(source);
    Optional<String> next = Names.next(names, taken);
    if (next.isEmpty()) {
      return new Failed(
          "snapshots of somebody else have all names from "
              + names.getFirst()
              + " to "
              + names.getLast()
              + "; "
              + work.group().id()
              + " is not deleted: delete one of them, then send the finding again");
    }
    String copy = next.get();
    work.note("a snapshot " + taken + " is not this flow's; it is left as it is");
    work.remember(c -> KeptSnapshots.change(c, copies -> copies.put(source, copy)));
    copy(work, source, copy);
    return look(work, copy);
  }

  private static void copy(Work work, String source, String copy) {
    try {
      work.elastiCache()
          .copySnapshot(
              r ->
                  r.sourceSnapshotName(source)
                      .targetSnapshotName(copy)
                      .tags(Tag.builder().key(OurTags.FLOW).value(work.now().flow()).build()));
    } catch (SnapshotAlreadyExistsException | InvalidSnapshotStateException _) {
      // Asked for before, or somebody else's: the next look tells. Or not yet free to be copied.
    } catch (SnapshotNotFoundException _) {
      work.note("the automatic snapshot " + source + " is gone; it cannot be kept");
      work.later(c -> KeptSnapshots.change(c, copies -> copies.remove(source)));
    }
  }

  private static Answer look(Work work, String copies) {
    return Waits.lookAgain(work, TYPICAL, "automatic snapshots are being copied: " + copies);
  }
}
