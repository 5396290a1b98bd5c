package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import remediator.group.GroupArn;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.notice.Gate;
import remediator.plan.Control;
import remediator.plan.OurTags;
import remediator.plan.Policy;
import remediator.plan.Setting;
import remediator.step.Answer.Failed;
import remediator.step.Answer.Pending;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Decides on every deletion, and is the only class that requests one. Each method lists the facts
 * that it demands, reads them live where they can be read, writes to the ledger what it is about to
 * request, and requests it. A fact that does not hold, or cannot be read, keeps what was to be
 * deleted. The ledger alone proves nothing: it can be restored from a backup.
 *
 * <p>Each method returns why nothing was requested: {@link Failed} with what to do next, or {@link
 * Pending} where time or a person can change it; empty where the deletion has been requested.
 * Exceptions of the AWS call are passed on.
 */
class DeletionGuard {
  /** Without a write for so long, no client uses the old group for more than reading. */
  static final Duration QUIET = Duration.ofMinutes(15);

  /** How long a person, or CloudWatch, is waited for. */
  private static final Duration PATIENCE = Duration.ofDays(14);

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  /** A successor that holds less than this share of the old group's items is no successor. */
  private static final int LEAST_SHARE_PERCENT = 50;

  /** What CloudWatch is asked for right after a write, it may not have counted yet. */
  private static final Duration CLOUDWATCH_IS_LATE = Duration.ofMinutes(5);

  private final Work work;
  private final GroupArn old;
  private Heard heard;

  DeletionGuard(Work work) {
    this.work = work;
    this.old = work.group();
  }

  /** Deletes the old group, with a final snapshot of this name. */
  Optional<Answer> deleteOldGroup(String finalSnapshot) {
    return unless(
        old.id(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::oldGroupIsTheRecordedOne,
            this::oldGroupStillFails,
            this::replacementIsComplete,
            this::successorServes,
            this::oldGroupIsMarked,
            this::deletionIsApproved,
            this::keepOldDaysAreOver,
            this::oldGroupIsQuiet,
            () -> successorHoldsTheData(old),
            this::automaticSnapshotsAreKept),
        () -> {
          String at = work.instant().toString();
          String items = Long.toString(items(old).orElseThrow());
          work.later(
              c ->
                  c.with(Fact.FINAL_SNAPSHOT, finalSnapshot)
                      .with(Fact.DELETION_REQUESTED_AT, at)
                      .with(Fact.OLD_ITEMS, items));
          work.note("requests the deletion of " + old.id() + ", final snapshot " + finalSnapshot);
          work.asking("delete");
          deleteGroup(old, Optional.of(finalSnapshot));
        });
  }

  /**
   * Deletes the new group of a flow that is rolled back; one that was written to leaves a snapshot.
   */
  Optional<Answer> deleteNewGroup(GroupArn made, GroupState state) {
    return unless(
        "the new group " + made.id(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::neverCutOver,
            this::oldGroupServes,
            this::newGroupIsTheRecordedOne,
            () -> flowMadeIt(made),
            () -> isNotInService(made),
            () -> oldGroupHoldsTheData(made),
            () -> isOutOfUse(made, state)),
        () -> remove(made, state));
  }

  /** Deletes the snapshot that a new group was made from, of a flow that is rolled back. */
  Optional<Answer> deleteSourceSnapshot(Snapshot snapshot) {
    return unless(
        "the snapshot " + snapshot.snapshotName(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::neverCutOver,
            this::oldGroupServes,
            () -> flowTookIt(snapshot),
            this::oldGroupHoldsItsData),
        () -> {
          work.elastiCache().deleteSnapshot(r -> r.snapshotName(snapshot.snapshotName()));
          work.note("requests the removal of snapshot " + snapshot.snapshotName());
        });
  }

  /** Deletes the old group's final snapshot, where its owner wants none. */
  Optional<Answer> deleteFinalSnapshot(Snapshot snapshot) {
    return unless(
        "the final snapshot " + snapshot.snapshotName(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::ownerWantsNoFinalSnapshot,
            this::replacementIsComplete,
            this::successorServes,
            () -> isTheLastOfTheOldGroup(snapshot),
            this::successorHoldsWhatItHeld),
        () -> {
          work.remember(Fact.FINAL_SNAPSHOT_DELETED_AT, work.instant().toString());
          work.elastiCache().deleteSnapshot(r -> r.snapshotName(snapshot.snapshotName()));
        });
  }

  /**
   * Deletes the copy that stood by while the old id was free; one that was written to leaves a
   * snapshot.
   */
  Optional<Answer> deleteStandIn(GroupArn copy, GroupState state) {
    return unless(
        "the copy " + copy.id(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::replacementIsComplete,
            this::successorServes,
            this::copyIsTheRecordedOne,
            () -> carriesTheFlowsTag(copy),
            () -> isNotInService(copy),
            () -> successorHoldsTheData(copy),
            () -> isOutOfUse(copy, state)),
        () -> remove(copy, state));
  }

  /** A group that could not be made cannot have been written to, and takes no snapshot. */
  private void remove(GroupArn group, GroupState state) {
    boolean written = state.status().equals("available") && writesTo(state).orElse(1) > 0;
    Optional<String> last =
        written ? Optional.of(Names.newGroupSnapshot(work.now())) : Optional.empty();
    last.ifPresent(name -> work.later(c -> c.with(Fact.NEW_GROUP_SNAPSHOT, name)));
    work.note(
        "requests the removal of "
            + group.id()
            + last.map(name -> ", which may have been written to, with snapshot " + name)
                .orElse(""));
    work.asking("remove");
    deleteGroup(group, last);
  }

  /**
   * Deletes the alarms of these names that this flow made, by their tag, for a new group that never
   * served.
   *
   * @return the names of those that were deleted
   */
  List<String> deleteAlarms(List<String> names) {
    if (work.now().fact(Fact.CUT_OVER_AT).isPresent()) {
      return List.of();
    }
    Alarms alarms = Alarms.of(work);
    List<String> ours =
        alarms.named(names).stream().filter(alarms::isOurs).map(a -> a.alarmName()).toList();
    Alarms.batches(ours).forEach(batch -> alarms.client().deleteAlarms(r -> r.alarmNames(batch)));
    return ours;
  }

  /**
   * Takes the new group of a flow that is rolled back out of Application Auto Scaling. A group of
   * that id that this flow did not make is left alone.
   *
   * @return why not
   */
  Optional<String> deregisterScalingOfNewGroup(GroupArn made) {
    if (work.now().fact(Fact.CUT_OVER_AT).isPresent()) {
      return Optional.of(made.id() + " has taken over");
    }
    boolean recorded = work.now().fact(Fact.NEW_CREATED).isPresent();
    boolean ours =
        recorded ? GroupIdentity.ofNew(work).isEmpty() : ResourceOwnership.isOurs(work, made);
    if (work.state(made).isPresent() && !ours) {
      return Optional.of("a group " + made.id() + " that this flow did not make stands");
    }
    deregister(made);
    return Optional.empty();
  }

  /**
   * Takes a group that is gone out of Application Auto Scaling.
   *
   * @return why not
   */
  Optional<String> deregisterScalingOfDeletedGroup(GroupArn gone) {
    if (work.state(gone).isPresent()) {
      return Optional.of("a group " + gone.id() + " stands");
    }
    deregister(gone);
    return Optional.empty();
  }

  /** Policies and scheduled actions go with their targets. */
  private void deregister(GroupArn group) {
    Scaling scaling = Scaling.of(work, group);
    List<ScalableTarget> targets = scaling.targets();
    for (ScalableTarget target : targets) {
      try {
        scaling
            .client()
            .deregisterScalableTarget(
                r ->
                    r.serviceNamespace(ServiceNamespace.ELASTICACHE)
                        .resourceId(scaling.resource())
                        .scalableDimension(target.scalableDimensionAsString()));
      } catch (ObjectNotFoundException _) {
        // Went by itself, or was removed by an earlier call of this step.
      }
    }
    // "Not there" can come too early: gone is what is no longer listed.
    if (!targets.isEmpty() && !scaling.targets().isEmpty()) {
      throw new IllegalStateException("the auto scaling of " + group.id() + " has not gone yet");
    }
    if (!targets.isEmpty()) {
      work.note("auto scaling of " + group.id() + " is deregistered");
    }
  }

  /** Takes away the published endpoints that were to come; they name hosts and hold no data. */
  void deleteNextEndpoints() {
    EndpointParameters parameters = new EndpointParameters(work);
    try {
      parameters.client().deleteParameter(r -> r.name(parameters.path() + "/next"));
    } catch (ParameterNotFoundException _) {
      // Never published, or removed before.
    }
  }

  /** Requests it where no demand has an objection. */
  Optional<Answer> unless(String what, List<Supplier<Optional<Answer>>> demands, Runnable request) {
    for (Supplier<Optional<Answer>> demand : demands) {
      Optional<Answer> objection = demand.get();
      if (objection.isPresent()) {
        return objection.map(
            o -> o instanceof Failed(String why) ? no(what + " is not deleted: " + why) : o);
      }
    }
    if (work.now().fact(Fact.OTHERS_SINCE).isPresent()) {
      work.later(c -> c.without(Fact.OTHERS_SINCE));
    }
    request.run();
    return Optional.empty();
  }

  private void deleteGroup(GroupArn group, Optional<String> lastSnapshot) {
    work.elastiCache()
        .deleteReplicationGroup(
            DeleteReplicationGroupRequest.builder()
                .replicationGroupId(group.id())
                .finalSnapshotIdentifier(lastSnapshot.orElse(null))
                .build());
  }

  // ---------- The demands: each is empty where it holds. ----------

  private Optional<Answer> switchSaysRun() {
    Switch.Reading reading = new Switch(work.tools()).read();
    return reading.position() == Switch.Position.RUN
        ? Optional.empty()
        : waits("nothing is deleted until the switch is set to run: " + reading.words());
  }

  /** As the parameters and the tags say now, not as they said when the plan was made. */
  private Optional<Answer> ownerAllows() {
    for (GroupArn group : groupsOfTheOwner()) {
      Optional<Answer> objection = ownerAllows(group);
      if (objection.isPresent()) {
        return objection;
      }
    }
    return Optional.empty();
  }

  /**
   * The owner's word is on each of the groups that stand. Another group under the old id is
   * somebody else's, and says nothing of these.
   */
  private Set<GroupArn> groupsOfTheOwner() {
    Set<GroupArn> groups = new LinkedHashSet<>();
    groups.add(work.now().source());
    work.now().newGroup().ifPresent(groups::add);
    if (GroupIdentity.ofOld(work).isPresent()) {
      groups.remove(old);
    }
    return groups;
  }

  private Optional<Answer> ownerAllows(GroupArn group) {
    Optional<GroupState> state = work.state(group);
    // The tags of what could not be made are not told.
    if (state.isEmpty() || List.of("deleting", "create-failed").contains(state.get().status())) {
      return Optional.empty();
    }
    if (!state.get().status().equals("available")) {
      // Its tags cannot be read now.
      return waits(group.id() + " is " + state.get().status());
    }
    Policy now = policyNow(group);
    if (!now.mistakes().isEmpty()) {
      return kept(group.id() + ": " + String.join("; ", now.mistakes()) + ": correct it");
    }
    if (now.is(Setting.OPT_OUT, "true")) {
      return kept(group.id() + " has the tag " + Setting.OPT_OUT.tag());
    }
    return now.is(Setting.MODE, "plan-only")
        ? kept(group.id() + " is in mode plan-only")
        : Optional.empty();
  }

  private Optional<Answer> oldGroupIsTheRecordedOne() {
    return GroupIdentity.ofOld(work).map(DeletionGuard::no);
  }

  private Optional<Answer> newGroupIsTheRecordedOne() {
    return GroupIdentity.ofNew(work).map(DeletionGuard::no);
  }

  private Optional<Answer> copyIsTheRecordedOne() {
    return GroupIdentity.ofStandIn(work).map(DeletionGuard::no);
  }

  private Policy policyNow(GroupArn group) {
    return Policy.of(work.tools().environment(), ResourceOwnership.tags(work, group.toString()));
  }

  /** The source is checked once more: somebody may have encrypted it by other means. */
  private Optional<Answer> oldGroupStillFails() {
    GroupState state = work.state(old).orElseThrow();
    boolean fails =
        work.now().controls().stream().anyMatch(id -> !Control.of(id).metBy(state.encryption()));
    return fails
        ? Optional.empty()
        : kept("it meets " + String.join(", ", work.now().controls()) + " by now");
  }

  private Optional<Answer> replacementIsComplete() {
    Case now = work.now();
    for (Fact fact :
        List.of(Fact.VERIFIED_AT, Fact.CUT_OVER_AT, Fact.NEW_GROUP, Fact.NEW_CREATED)) {
      if (now.fact(fact).isEmpty()) {
        return kept(
            "the ledger has no " + fact + ", so it was not replaced, verified and cut over");
      }
    }
    return Optional.empty();
  }

  /** The group that was verified stands, is encrypted as promised, and is published as current. */
  private Optional<Answer> successorServes() {
    GroupArn made = work.now().newGroup().orElse(old);
    boolean returned = SameId.comesBack(work.now());
    if (made.equals(old) && !returned) {
      return kept("the ledger names no successor");
    }
    Optional<GroupState> successor = work.state(made);
    if (successor.isEmpty()) {
      return kept("its successor " + made.id() + " no longer exists");
    }
    Optional<String> another = GroupIdentity.ofNew(work);
    if (another.isPresent()) {
      return another.map(DeletionGuard::no);
    }
    GroupState state = successor.get();
    Set<String> controls = work.now().controls();
    if (!state.atRest()
        || controls.stream().anyMatch(id -> !Control.of(id).metBy(state.encryption()))) {
      return kept("its successor " + made.id() + " is not encrypted as it was verified");
    }
    if (!state.status().equals("available")) {
      return state.status().equals("create-failed") || state.status().equals("deleting")
          ? kept("its successor " + made.id() + " is " + state.status())
          : waits("its successor " + made.id() + " is " + state.status());
    }
    // Where the old id is wanted again, nothing is switched before the old group has gone.
    if (SameId.wanted(work.now()) && !returned) {
      return Optional.empty();
    }
    Optional<String> current = new EndpointParameters(work).get("current");
    return current.equals(Optional.of(StrictJson.write(state.endpoints().byKind())))
        ? Optional.empty()
        : kept(
            "the published endpoint \"current\" does not name its successor "
                + made.id()
                + "; it is "
                + current.orElse("not there"));
  }

  private Optional<Answer> oldGroupIsMarked() {
    String by = work.now().need(Fact.NEW_GROUP);
    String tag = ResourceOwnership.tags(work, old.toString()).get(OurTags.REPLACED_BY);
    return by.equals(tag)
        ? Optional.empty()
        : kept(
            tag == null
                ? "it does not carry the tag " + OurTags.REPLACED_BY
                : "its tag " + OurTags.REPLACED_BY + " says " + tag + " and not " + by);
  }

  private Optional<Answer> deletionIsApproved() {
    if (GateAnswers.isApproved(work.now(), Gate.RETIRE)) {
      return Optional.empty();
    }
    boolean skipped =
        work.policyIs(Setting.GATE_RETIRE, "skip")
            && policyNow(old).is(Setting.GATE_RETIRE, "skip");
    return skipped
        ? Optional.empty()
        : kept("the ledger has no approval at gate retire, and the policy does not skip it");
  }

  private Optional<Answer> keepOldDaysAreOver() {
    if (SameId.wanted(work.now())) {
      return Optional.empty();
    }
    return KeepOld.left(work).map(pending -> pending);
  }

  /** Reads are not watched: they end with the group, and cost no data. */
  private Optional<Answer> oldGroupIsQuiet() {
    if (SameId.wanted(work.now())) {
      return Optional.empty();
    }
    OptionalLong writes = heard().writes(work.state(old).orElseThrow().members());
    if (writes.isEmpty()) {
      return waits("CloudWatch does not know whether " + old.id() + " is written to");
    }
    return writes.getAsLong() == 0
        ? Optional.empty()
        : waits(
            old.id()
                + " had "
                + writes.getAsLong()
                + " writes in the last 15 minutes: find the client that still uses it");
  }

  private Optional<Answer> successorHoldsTheData(GroupArn of) {
    GroupArn made = work.now().newGroup().orElseThrow();
    return holds("its successor " + made.id(), items(made), "it holds", items(of));
  }

  private Optional<Answer> automaticSnapshotsAreKept() {
    return KeepSnapshots.missing(work).map(DeletionGuard::no);
  }

  private Optional<Answer> successorHoldsWhatItHeld() {
    GroupArn made = work.now().newGroup().orElseThrow();
    return holds(
        "its successor " + made.id(),
        items(made),
        old.id() + " held at the end",
        OptionalLong.of(recordedItems()));
  }

  /** It may have lost its data since the new group was made: a node without a replica does. */
  private Optional<Answer> oldGroupHoldsTheData(GroupArn made) {
    // What could not be made holds none.
    return work.state(made).filter(s -> s.status().equals("available")).isEmpty()
        ? Optional.empty()
        : holds(old.id(), items(old), "it holds", items(made));
  }

  private Optional<Answer> oldGroupHoldsItsData() {
    return work.policyIs(Setting.DATA, "cache-only")
        ? Optional.empty()
        : holds(
            old.id(),
            items(old),
            old.id() + " held when it was taken",
            OptionalLong.of(recordedItems()));
  }

  /** Of a row that tells none, at least something is demanded. */
  private long recordedItems() {
    return work.now().fact(Fact.OLD_ITEMS).map(Long::parseLong).orElse(1L);
  }

  /**
   * Whether what serves holds the data of what is to go. Counts drift apart without loss, so only a
   * gross difference stops the deletion.
   */
  private Optional<Answer> holds(
      String whoServes, OptionalLong now, String whatGoes, OptionalLong before) {
    if (before.isEmpty() || now.isEmpty()) {
      return waits(
          "CloudWatch does not tell how many items are held by "
              + whoServes
              + " and by what would be deleted");
    }
    return now.getAsLong() * 100 >= before.getAsLong() * LEAST_SHARE_PERCENT
        ? Optional.empty()
        : kept(
            whoServes
                + " holds "
                + now.getAsLong()
                + " items, and "
                + whatGoes
                + " "
                + before.getAsLong()
                + ": compare them, and delete it yourself if that is right");
  }

  /**
   * Endpoints of a group that is complete are published, and clients may have begun to move: what
   * they wrote last is counted some minutes later.
   */
  private Optional<Answer> isOutOfUse(GroupArn group, GroupState state) {
    Duration left = CLOUDWATCH_IS_LATE.minus(work.elapsed());
    boolean published = work.now().fact(Fact.NEW_ENDPOINTS).isPresent();
    return published && state.status().equals("available") && left.isPositive()
        ? Optional.of(new Pending(left, "CloudWatch is counting the last writes to " + group.id()))
        : Optional.empty();
  }

  private OptionalLong items(GroupArn group) {
    return heard().items(work.groups().shards(group));
  }

  /** Writes and items of the flow's groups in the last minutes, by one call. */
  private Heard heard() {
    if (heard == null) {
      Set<GroupArn> groups = new LinkedHashSet<>(List.of(old, work.now().source()));
      work.now().newGroup().ifPresent(groups::add);
      List<String> nodes =
          groups.stream()
              .flatMap(group -> work.state(group).stream())
              .flatMap(state -> state.members().stream())
              .toList();
      heard = Traffic.of(work).hear(nodes, QUIET, NodeMetric.ITEMS, NodeMetric.WRITES);
    }
    return heard;
  }

  private Optional<Answer> neverCutOver() {
    return work.now().fact(Fact.CUT_OVER_AT).isPresent()
        ? kept("clients have been cut over, and nothing is rolled back")
        : Optional.empty();
  }

  /** The group that clients use: what is removed on a roll-back is then no last copy. */
  private Optional<Answer> oldGroupServes() {
    Optional<GroupState> state = work.state(old);
    if (state.isEmpty() || state.get().status().equals("deleting")) {
      return kept(
          old.id()
              + " has been deleted by somebody, and what this flow made may be the last copy of its"
              + " data");
    }
    Optional<String> another = GroupIdentity.ofOld(work);
    if (another.isPresent()) {
      return kept(another.get());
    }
    if (!state.get().status().equals("available")) {
      return waits(old.id() + " is " + state.get().status());
    }
    String by = ResourceOwnership.tags(work, old.toString()).get(OurTags.REPLACED_BY);
    if (by != null) {
      return kept(old.id() + " carries the tag " + OurTags.REPLACED_BY + "=" + by);
    }
    Optional<String> current = new EndpointParameters(work).get("current");
    return current.filter(this::namesTheNewGroup).isPresent()
        ? kept("the published endpoint \"current\" names the new group")
        : Optional.empty();
  }

  /** By the row, and by the group itself: a row that was put back in time may not know it yet. */
  private boolean namesTheNewGroup(String endpoints) {
    return work.now().fact(Fact.NEW_ENDPOINTS).filter(endpoints::equals).isPresent()
        || work.now()
            .newGroup()
            .flatMap(work::state)
            .filter(made -> endpoints.equals(StrictJson.write(made.endpoints().byKind())))
            .isPresent();
  }

  private Optional<Answer> flowMadeIt(GroupArn made) {
    return ResourceOwnership.isOurs(work, made)
        ? Optional.empty()
        : kept("this flow did not make it");
  }

  private Optional<Answer> flowTookIt(Snapshot snapshot) {
    return ResourceOwnership.isOurs(work, snapshot)
        ? Optional.empty()
        : kept("this flow did not take it");
  }

  private Optional<Answer> isTheLastOfTheOldGroup(Snapshot snapshot) {
    boolean dated = ResourceOwnership.takenAt(snapshot).isPresent();
    return dated && ResourceOwnership.isFinalSnapshot(work, snapshot)
        ? Optional.empty()
        : kept("the deletion of " + old.id() + " did not leave it");
  }

  private Optional<Answer> carriesTheFlowsTag(GroupArn copy) {
    return ResourceOwnership.isTagged(work, copy.toString())
        ? Optional.empty()
        : kept("it does not carry the tag " + OurTags.FLOW + "=" + work.now().flow());
  }

  private Optional<Answer> isNotInService(GroupArn made) {
    boolean available = work.state(made).filter(s -> s.status().equals("available")).isPresent();
    return available
            && ResourceOwnership.tags(work, made.toString()).containsKey(OurTags.IN_SERVICE)
        ? kept(made.id() + " carries the tag " + OurTags.IN_SERVICE)
        : Optional.empty();
  }

  private Optional<Answer> ownerWantsNoFinalSnapshot() {
    return work.policyIs(Setting.FINAL_SNAPSHOT, "delete")
        ? Optional.empty()
        : kept("the policy keeps it");
  }

  /** Writes to a group since it was made; empty where CloudWatch does not know. */
  private OptionalLong writesTo(GroupState state) {
    Traffic traffic = Traffic.of(work);
    Optional<Instant> created = state.created();
    if (created.isEmpty() || traffic.writes(state.members(), QUIET).isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        traffic
            .writes(state.members(), created.get(), created.get(), work.instant())
            .values()
            .stream()
            .flatMap(List::stream)
            .mapToLong(p -> Math.round(p.value()))
            .sum());
  }

  private Optional<Answer> waits(String why) {
    Instant now = work.instant();
    Instant since = work.now().fact(Fact.OTHERS_SINCE).map(Instant::parse).orElse(now);
    // The time that others take is none of the step's own.
    work.later(
        c -> c.with(Fact.OTHERS_SINCE, since.toString()).with(Fact.STEP_SINCE, now.toString()));
    return Optional.of(
        Duration.between(since, now).compareTo(PATIENCE) > 0
            ? no("for two weeks " + why)
            : new Pending(LOOK_AGAIN, why));
  }

  private static Optional<Answer> kept(String why) {
    return Optional.of(no(why));
  }

  private static Answer no(String why) {
    return new Failed(why);
  }
}
