package remediator.workflow.retire;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.SnapshotFinder;
import remediator.workflow.core.SnapshotOrigin;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Done;
import remediator.workflow.core.StepResult.Failed;
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
public final class CopySnapshots implements Step {
  private static final Duration TYPICAL = Duration.ofMinutes(3);

  @Override
  public StepResult run(StepContext context) {
    String which = context.policy().get(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS);
    if (which.equals("none")) {
      return new Done();
    }
    Map<String, String> copies = KeptSnapshots.read(context.now());
    if (copies.isEmpty()) {
      return begin(context, which.equals("all") ? Integer.MAX_VALUE : 1);
    }
    Optional<StepResult> unfinished = Optional.empty();
    for (Map.Entry<String, String> copy : copies.entrySet()) {
      Optional<StepResult> answer = ensure(context, copy.getKey(), copy.getValue());
      if (answer.isPresent() && answer.get() instanceof Failed) {
        return answer.get();
      }
      unfinished = unfinished.or(() -> answer);
    }
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    return new Done();
  }

  /** Chooses what to copy, once, and asks for all copies. */
  private static StepResult begin(StepContext context, int most) {
    SnapshotOrigin origin = SnapshotOrigin.of(context.now());
    List<Snapshot> automatic =
        context
            .elastiCache()
            .describeSnapshotsPaginator(r -> r.snapshotSource("system").maxRecords(50))
            .snapshots()
            .stream()
            .filter(origin::is)
            .toList();
    Map<String, String> copies = new LinkedHashMap<>();
    automatic.stream()
        .filter(s -> List.of("available", "copying").contains(s.snapshotStatus()))
        .sorted(Comparator.comparing(CopySnapshots::taken).reversed())
        .limit(most)
        .forEach(
            s -> copies.put(s.snapshotName(), ResourceNames.kept(s.snapshotName()).getFirst()));
    if (copies.isEmpty()) {
      return nothing(context, automatic);
    }
    context.note("copying automatic snapshots: " + String.join(", ", copies.values()));
    context.saveBeforeCall(CaseAttribute.COPIED_SNAPSHOTS, KeptSnapshots.write(copies));
    copies.forEach((source, copy) -> copy(context, source, copy));
    return look(context, String.join(", ", copies.values()));
  }

  private static Instant taken(Snapshot snapshot) {
    return snapshot.nodeSnapshots().stream()
        .map(NodeSnapshot::snapshotCreateTime)
        .filter(t -> t != null)
        .max(Instant::compareTo)
        .orElse(Instant.EPOCH);
  }

  /** None that could be copied: only a group that keeps none may go without. */
  private static StepResult nothing(StepContext context, List<Snapshot> automatic) {
    Optional<GroupState> old = context.state(context.group());
    if (old.isEmpty() || old.get().status().equals("deleting")) {
      // Somebody else deletes it: what is to be said of that, DeleteOldGroup says.
      return new Done();
    }
    if (automatic.stream().anyMatch(s -> s.snapshotStatus().equals("creating"))) {
      return PollingSchedule.lookAgain(
          context, TYPICAL, "the first automatic snapshot is being made");
    }
    int days =
        context.groups().outline(context.group()).map(s -> s.settings().backupDays()).orElse(0);
    return days == 0
        ? new Done()
        : new Failed(
            "ElastiCache keeps automatic snapshots of %s for %d days, but tells of none; it is not deleted. Look in the console: copy what you need and delete the group yourself, or set the tag %s to none before its next flow"
                .formatted(
                    context.group().id(), days, PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS.tag()));
  }

  /**
   * Why the old group may not take its automatic snapshots with it; empty where those that its
   * owner wants are copied, and the copies stand.
   */
  static Optional<String> missing(StepContext context) {
    if (context.policyIs(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS, "none")) {
      return Optional.empty();
    }
    Map<String, String> copies = KeptSnapshots.read(context.now());
    if (copies.isEmpty()) {
      return context
          .groups()
          .outline(context.group())
          .filter(o -> o.settings().backupDays() > 0)
          .map(_ -> "its automatic snapshots go with it, and none has been copied");
    }
    return copies.values().stream()
        .filter(copy -> !isThere(context, copy))
        .findFirst()
        .map(copy -> "the copy " + copy + " of its automatic snapshot is not there any more");
  }

  private static boolean isThere(StepContext context, String copy) {
    return SnapshotFinder.find(context.elastiCache(), copy)
        .filter(s -> s.snapshotStatus().equals("available"))
        .filter(SnapshotOrigin.of(context.now())::is)
        .filter(s -> ResourceOwnership.isTagged(context, s.arn()))
        .isPresent();
  }

  /** Empty where the copy is there. */
  private static Optional<StepResult> ensure(StepContext context, String source, String copy) {
    Optional<Snapshot> found = SnapshotFinder.find(context.elastiCache(), copy);
    if (found.isEmpty()) {
      copy(context, source, copy);
      return Optional.of(look(context, copy));
    }
    String status = found.get().snapshotStatus();
    if (!status.equals("available") && !status.equals("failed")) {
      return Optional.of(look(context, copy));
    }
    if (!SnapshotOrigin.of(context.now()).is(found.get())
        || !ResourceOwnership.isTagged(context, found.get().arn())) {
      return Optional.of(underAnotherName(context, source, copy));
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
                    + context.group().id()
                    + " is not deleted: delete the copy, and the group when you no longer need its"
                    + " snapshots"));
  }

  private static StepResult underAnotherName(StepContext context, String source, String taken) {
    List<String> names = ResourceNames.kept(source);
    Optional<String> next = ResourceNames.next(names, taken);
    if (next.isEmpty()) {
      return new Failed(
          "snapshots of somebody else have all names from "
              + names.getFirst()
              + " to "
              + names.getLast()
              + "; "
              + context.group().id()
              + " is not deleted: delete one of them, then send the finding again");
    }
    String copy = next.get();
    context.note("a snapshot " + taken + " is not this flow's; it is left as it is");
    context.saveBeforeCall(c -> KeptSnapshots.change(c, copies -> copies.put(source, copy)));
    copy(context, source, copy);
    return look(context, copy);
  }

  private static void copy(StepContext context, String source, String copy) {
    try {
      context
          .elastiCache()
          .copySnapshot(
              r ->
                  r.sourceSnapshotName(source)
                      .targetSnapshotName(copy)
                      .tags(
                          Tag.builder()
                              .key(ResourceTags.FLOW)
                              .value(context.now().flow())
                              .build()));
    } catch (SnapshotAlreadyExistsException | InvalidSnapshotStateException _) {
      // Asked for before, or somebody else's: the next look tells. Or not yet free to be copied.
    } catch (SnapshotNotFoundException _) {
      context.note("the automatic snapshot " + source + " is gone; it cannot be kept");
      context.change(c -> KeptSnapshots.change(c, copies -> copies.remove(source)));
    }
  }

  private static StepResult look(StepContext context, String copies) {
    return PollingSchedule.lookAgain(
        context, TYPICAL, "automatic snapshots are being copied: " + copies);
  }
}
