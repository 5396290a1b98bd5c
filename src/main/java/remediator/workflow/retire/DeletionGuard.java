package remediator.workflow.retire;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import remediator.approval.GateAnswers;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.group.GroupState;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Gate;
import remediator.plan.Control;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import remediator.policy.OperatorParameters;
import remediator.workflow.copy.CopyEvidence;
import remediator.workflow.core.EndpointParameters;
import remediator.workflow.core.GroupIdentity;
import remediator.workflow.core.IdReuse;
import remediator.workflow.core.ResourceNames;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.StepResult.Failed;
import remediator.workflow.core.StepResult.Pending;
import remediator.workflow.guard.KillSwitch;
import remediator.workflow.metrics.CacheMetrics;
import remediator.workflow.metrics.MetricValues;
import remediator.workflow.metrics.NodeMetric;
import remediator.workflow.scaling.MetricAlarms;
import remediator.workflow.scaling.ScalableTargets;
import software.amazon.awssdk.services.applicationautoscaling.model.ObjectNotFoundException;
import software.amazon.awssdk.services.applicationautoscaling.model.ScalableTarget;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.Snapshot;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
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
public class DeletionGuard {
  /** Without a write for so long, no client uses the old group for more than reading. */
  static final Duration QUIET = Duration.ofMinutes(15);

  /** How long a person, or CloudWatch, is waited for. */
  private static final Duration PATIENCE = Duration.ofDays(14);

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  /** A successor that holds less than this share of the old group's items is no successor. */
  private static final int LEAST_SHARE_PERCENT = 50;

  /** What CloudWatch is asked for right after a write, it may not have counted yet. */
  private static final Duration CLOUDWATCH_IS_LATE = Duration.ofMinutes(5);

  private final StepContext context;
  private final GroupArn old;
  private MetricValues heard;

  /** As the first of all demands has just read them. */
  private OperatorParameters parameters;

  public DeletionGuard(StepContext context) {
    this.context = context;
    this.old = context.group();
  }

  /** Deletes the old group, with a final snapshot of this name. */
  Optional<StepResult> deleteOldGroup(String finalSnapshot) {
    return unless(
        old.id(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::oldGroupIsTheRecordedOne,
            this::oldGroupStillFails,
            this::replacementIsComplete,
            this::copiedKeysWereTheSame,
            this::successorServes,
            this::oldGroupCanComeBack,
            this::oldGroupIsMarked,
            this::deletionIsApproved,
            this::keepOldDaysAreOver,
            this::oldGroupIsQuiet,
            () -> successorHoldsTheData(old),
            this::automaticSnapshotsAreKept),
        () -> {
          String at = context.instant().toString();
          String items = Long.toString(items(old).orElseThrow());
          context.change(
              c ->
                  c.with(CaseAttribute.FINAL_SNAPSHOT, finalSnapshot)
                      .with(CaseAttribute.DELETION_REQUESTED_AT, at)
                      .with(CaseAttribute.OLD_ITEMS, items));
          context.note(
              "requests the deletion of " + old.id() + ", final snapshot " + finalSnapshot);
          context.recordRequest("delete");
          deleteGroup(old, Optional.of(finalSnapshot));
        });
  }

  /**
   * Deletes the new group of a flow that is rolled back; one that was written to leaves a snapshot.
   */
  Optional<StepResult> deleteNewGroup(GroupArn made, GroupState state) {
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
  Optional<StepResult> deleteSourceSnapshot(Snapshot snapshot) {
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
          context.elastiCache().deleteSnapshot(r -> r.snapshotName(snapshot.snapshotName()));
          context.note("requests the removal of snapshot " + snapshot.snapshotName());
        });
  }

  /** Deletes the old group's final snapshot, where its owner wants none. */
  Optional<StepResult> deleteFinalSnapshot(Snapshot snapshot) {
    return unless(
        "the final snapshot " + snapshot.snapshotName(),
        List.of(
            this::switchSaysRun,
            this::ownerAllows,
            this::ownerWantsNoFinalSnapshot,
            this::replacementIsComplete,
            this::copiedKeysWereTheSame,
            this::successorServes,
            () -> isTheLastOfTheOldGroup(snapshot),
            this::successorHoldsWhatItHeld),
        () -> {
          context.saveBeforeCall(
              CaseAttribute.FINAL_SNAPSHOT_DELETED_AT, context.instant().toString());
          try {
            context.elastiCache().deleteSnapshot(r -> r.snapshotName(snapshot.snapshotName()));
          } catch (SnapshotNotFoundException _) {
            context.note("the final snapshot " + snapshot.snapshotName() + " is gone already");
          }
        });
  }

  /**
   * Deletes the copy that stood by while the old id was free; one that was written to leaves a
   * snapshot.
   */
  Optional<StepResult> deleteStandIn(GroupArn copy, GroupState state) {
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
        written ? Optional.of(ResourceNames.newGroupSnapshot(context.now())) : Optional.empty();
    last.ifPresent(name -> context.change(c -> c.with(CaseAttribute.NEW_GROUP_SNAPSHOT, name)));
    context.note(
        "requests the removal of "
            + group.id()
            + last.map(name -> ", which may have been written to, with snapshot " + name)
                .orElse(""));
    context.recordRequest("remove");
    deleteGroup(group, last);
  }

  /**
   * Deletes the parameter groups that this flow made and that serve nothing any more: the one by
   * which it held writes, and where the flow ends before cut-over, the one that its new group was
   * upgraded with. ElastiCache refuses to delete one that any cache uses.
   *
   * @return of each that is kept its name, and why
   */
  List<String> deleteParameterGroups() {
    List<String> kept = new ArrayList<>();
    for (String name : MadeParameterGroups.of(context.now())) {
      deleteParameterGroup(name).ifPresent(why -> kept.add(name + ": " + why));
    }
    return kept;
  }

  private Optional<String> deleteParameterGroup(String name) {
    try {
      if (!ResourceOwnership.isTagged(context, old.resource("parametergroup", name))) {
        return Optional.of("it does not carry this flow's tag");
      }
      context.elastiCache().deleteCacheParameterGroup(r -> r.cacheParameterGroupName(name));
    } catch (CacheParameterGroupNotFoundException _) {
      return Optional.empty();
    } catch (InvalidCacheParameterGroupStateException _) {
      return Optional.of("a cache uses it");
    }
    context.note("parameter group " + name + " deleted");
    return Optional.empty();
  }

  /**
   * Deletes the alarms of these names that this flow made, by their tag, for a new group that never
   * served.
   *
   * @return the names of those that were deleted
   */
  List<String> deleteAlarms(List<String> names) {
    if (context.now().attribute(CaseAttribute.CUT_OVER_AT).isPresent()) {
      return List.of();
    }
    MetricAlarms alarms = MetricAlarms.of(context);
    List<String> ours =
        alarms.named(names).stream().filter(alarms::isOurs).map(a -> a.alarmName()).toList();
    MetricAlarms.batches(ours)
        .forEach(batch -> alarms.client().deleteAlarms(r -> r.alarmNames(batch)));
    return ours;
  }

  /**
   * Takes the new group of a flow that is rolled back out of Application Auto Scaling. A group of
   * that id that this flow did not make is left alone.
   *
   * @return why not
   */
  Optional<String> deregisterScalingOfNewGroup(GroupArn made) {
    if (context.now().attribute(CaseAttribute.CUT_OVER_AT).isPresent()) {
      return Optional.of(made.id() + " has taken over");
    }
    boolean recorded = context.now().attribute(CaseAttribute.NEW_CREATED).isPresent();
    boolean ours =
        recorded ? GroupIdentity.ofNew(context).isEmpty() : ResourceOwnership.isOurs(context, made);
    if (context.state(made).isPresent() && !ours) {
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
    if (context.state(gone).isPresent()) {
      return Optional.of("a group " + gone.id() + " stands");
    }
    deregister(gone);
    return Optional.empty();
  }

  /** Policies and scheduled actions go with their targets. */
  private void deregister(GroupArn group) {
    ScalableTargets scaling = ScalableTargets.of(context, group);
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
      context.note("auto scaling of " + group.id() + " is deregistered");
    }
  }

  /** Takes away the published endpoints that were to come; they name hosts and hold no data. */
  public void deleteNextEndpoints() {
    EndpointParameters parameters = new EndpointParameters(context);
    try {
      parameters.client().deleteParameter(r -> r.name(parameters.path() + "/next"));
    } catch (ParameterNotFoundException _) {
      // Never published, or removed before.
    }
  }

  /** Requests it where no demand has an objection. */
  public Optional<StepResult> unless(
      String what, List<Supplier<Optional<StepResult>>> demands, Runnable request) {
    for (Supplier<Optional<StepResult>> demand : demands) {
      Optional<StepResult> objection = demand.get();
      if (objection.isPresent()) {
        return objection.map(
            o -> o instanceof Failed(String why) ? no(what + " is not deleted: " + why) : o);
      }
    }
    if (context.now().attribute(CaseAttribute.WAITING_FOR_OTHERS_SINCE).isPresent()) {
      context.change(c -> c.without(CaseAttribute.WAITING_FOR_OTHERS_SINCE));
    }
    request.run();
    return Optional.empty();
  }

  private void deleteGroup(GroupArn group, Optional<String> lastSnapshot) {
    context
        .elastiCache()
        .deleteReplicationGroup(
            DeleteReplicationGroupRequest.builder()
                .replicationGroupId(group.id())
                .finalSnapshotIdentifier(lastSnapshot.orElse(null))
                .build());
  }

  // ---------- The demands: each is empty where it holds. ----------

  private Optional<StepResult> switchSaysRun() {
    parameters = context.dependencies().policies().now(old.account());
    KillSwitch.Reading reading = new KillSwitch(context.dependencies()).read(parameters);
    return reading.position() == KillSwitch.Position.RUN
        ? Optional.empty()
        : waits("nothing is deleted until the switch is set to run: " + reading.words());
  }

  /** As the parameters and the tags say now, not as they said when the plan was made. */
  private Optional<StepResult> ownerAllows() {
    for (GroupArn group : groupsOfTheOwner()) {
      Optional<StepResult> objection = ownerAllows(group);
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
    groups.add(context.now().source());
    context.now().newGroup().ifPresent(groups::add);
    if (GroupIdentity.ofOld(context).isPresent()) {
      groups.remove(old);
    }
    return groups;
  }

  private Optional<StepResult> ownerAllows(GroupArn group) {
    Optional<GroupState> state = context.state(group);
    // The tags of what could not be made are not told.
    if (state.isEmpty() || List.of("deleting", "create-failed").contains(state.get().status())) {
      return Optional.empty();
    }
    if (!state.get().status().equals("available")) {
      // Its tags cannot be read now.
      return waits(group.id() + " is " + state.get().status());
    }
    Policy now = policyNow(group);
    if (!now.violations().isEmpty()) {
      return kept(group.id() + ": " + String.join("; ", now.violations()) + ": correct it");
    }
    if (now.is(PolicySetting.OPT_OUT, "true")) {
      return kept(group.id() + " has the tag " + PolicySetting.OPT_OUT.tag());
    }
    if (now.is(PolicySetting.MODE, PolicySetting.PLAN_ONLY)) {
      String why =
          now.restraints().stream().map(Policy.Restraint::reason).collect(Collectors.joining("; "));
      return kept(group.id() + " is in mode plan-only" + (why.isEmpty() ? "" : ": " + why));
    }
    return Optional.empty();
  }

  private Optional<StepResult> oldGroupIsTheRecordedOne() {
    return GroupIdentity.ofOld(context).map(DeletionGuard::no);
  }

  private Optional<StepResult> newGroupIsTheRecordedOne() {
    return GroupIdentity.ofNew(context).map(DeletionGuard::no);
  }

  private Optional<StepResult> copyIsTheRecordedOne() {
    return GroupIdentity.ofStandIn(context).map(DeletionGuard::no);
  }

  private Policy policyNow(GroupArn group) {
    if (parameters == null) {
      parameters = context.dependencies().policies().now(old.account());
    }
    return context
        .dependencies()
        .policies()
        .policy(parameters, ResourceOwnership.tags(context, group.toString()));
  }

  /** The source is checked once more: somebody may have encrypted it by other means. */
  private Optional<StepResult> oldGroupStillFails() {
    GroupState state = context.state(old).orElseThrow();
    Set<String> controls = context.now().controls();
    return Control.areSatisfiedBy(controls, state.settings())
        ? kept("it meets " + String.join(", ", controls) + " by now")
        : Optional.empty();
  }

  private Optional<StepResult> replacementIsComplete() {
    RemediationCase now = context.now();
    for (CaseAttribute fact :
        List.of(
            CaseAttribute.VERIFIED_AT,
            CaseAttribute.CUT_OVER_AT,
            CaseAttribute.NEW_GROUP,
            CaseAttribute.NEW_CREATED)) {
      if (now.attribute(fact).isEmpty()) {
        return kept(
            "the ledger has no " + fact + ", so it was not replaced, verified and cut over");
      }
    }
    return Optional.empty();
  }

  /** A snapshot holds all that there was at its instant; of a copy, the comparison says so. */
  private Optional<StepResult> copiedKeysWereTheSame() {
    return CopyEvidence.gap(context.now()).map(DeletionGuard::no).flatMap(Optional::of);
  }

  /** The group that was verified stands, is encrypted as promised, and is published as current. */
  private Optional<StepResult> successorServes() {
    GroupArn made = context.now().newGroup().orElse(old);
    boolean returned = IdReuse.comesBack(context.now());
    if (made.equals(old) && !returned) {
      return kept("the ledger names no successor");
    }
    Optional<GroupState> successor = context.state(made);
    if (successor.isEmpty()) {
      return kept("its successor " + made.id() + " no longer exists");
    }
    Optional<String> another = GroupIdentity.ofNew(context);
    if (another.isPresent()) {
      return another.map(DeletionGuard::no);
    }
    GroupState state = successor.get();
    if (Control.all().stream()
        .filter(c -> c.isMetByEveryReplacement() || context.now().controls().contains(c.id()))
        .anyMatch(c -> !c.isSatisfiedBy(state.settings()))) {
      return kept("its successor " + made.id() + " is not encrypted as it was verified");
    }
    if (!state.status().equals("available")) {
      return state.status().equals("create-failed") || state.status().equals("deleting")
          ? kept("its successor " + made.id() + " is " + state.status())
          : waits("its successor " + made.id() + " is " + state.status());
    }
    // Where the old id is wanted again, nothing is switched before the old group has gone.
    if (IdReuse.wanted(context.now()) && !returned) {
      return Optional.empty();
    }
    Optional<String> current = new EndpointParameters(context).get("current");
    return current.equals(Optional.of(StrictJson.write(state.endpoints().byKind())))
        ? Optional.empty()
        : kept(
            "the published endpoint \"current\" does not name its successor "
                + made.id()
                + "; it is "
                + current.orElse("not there"));
  }

  private Optional<StepResult> oldGroupIsMarked() {
    String by = context.now().require(CaseAttribute.NEW_GROUP);
    String tag = ResourceOwnership.tags(context, old.toString()).get(ResourceTags.REPLACED_BY);
    return by.equals(tag)
        ? Optional.empty()
        : kept(
            tag == null
                ? "it does not carry the tag " + ResourceTags.REPLACED_BY
                : "its tag " + ResourceTags.REPLACED_BY + " says " + tag + " and not " + by);
  }

  /**
   * The group is made anew with the recorded engine, and its final snapshot has the present one.
   */
  private Optional<StepResult> oldGroupCanComeBack() {
    if (!IdReuse.wanted(context.now())) {
      return Optional.empty();
    }
    GroupSpec.Engine then = IdReuse.oldEngine(context.now());
    GroupSpec.Engine now = context.groups().describeWithoutTags(old).orElseThrow().spec().engine();
    List<String> changes = new ArrayList<>();
    if (!now.version().requestLine().equals(then.version().requestLine())) {
      changes.add("its engine is " + now.version() + " and was " + then.version());
    }
    if (!now.parameterGroup().equals(then.parameterGroup())) {
      changes.add(
          "its parameter group is " + now.parameterGroup() + " and was " + then.parameterGroup());
    }
    return changes.isEmpty()
        ? Optional.empty()
        : kept(
            String.join(", ", changes)
                + " when it was copied, so it would not come back as it is. Remove its tag "
                + ResourceTags.REPLACED_BY
                + " and "
                + context.now().require(CaseAttribute.NEW_GROUP)
                + ", then send the finding again");
  }

  private Optional<StepResult> deletionIsApproved() {
    if (GateAnswers.isApproved(context.now(), Gate.RETIRE)) {
      return Optional.empty();
    }
    boolean skipped =
        context.policyIs(PolicySetting.GATE_RETIRE, "skip")
            && policyNow(old).is(PolicySetting.GATE_RETIRE, "skip");
    return skipped
        ? Optional.empty()
        : kept("the ledger has no approval at gate retire, and the policy does not skip it");
  }

  private Optional<StepResult> keepOldDaysAreOver() {
    if (IdReuse.wanted(context.now())) {
      return Optional.empty();
    }
    return RetainOldGroup.left(context).map(pending -> pending);
  }

  /** Reads are not watched: they end with the group, and cost no data. */
  private Optional<StepResult> oldGroupIsQuiet() {
    if (IdReuse.wanted(context.now())) {
      return Optional.empty();
    }
    OptionalLong writes = heard().writes(context.state(old).orElseThrow().members());
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

  private Optional<StepResult> successorHoldsTheData(GroupArn of) {
    GroupArn made = context.now().newGroup().orElseThrow();
    return holds("its successor " + made.id(), items(made), "it holds", items(of));
  }

  private Optional<StepResult> automaticSnapshotsAreKept() {
    return CopySnapshots.missing(context).map(DeletionGuard::no);
  }

  private Optional<StepResult> successorHoldsWhatItHeld() {
    GroupArn made = context.now().newGroup().orElseThrow();
    return holds(
        "its successor " + made.id(),
        items(made),
        old.id() + " held at the end",
        OptionalLong.of(recordedItems()));
  }

  /** It may have lost its data since the new group was made: a node without a replica does. */
  private Optional<StepResult> oldGroupHoldsTheData(GroupArn made) {
    // What could not be made holds none.
    return context.state(made).filter(s -> s.status().equals("available")).isEmpty()
        ? Optional.empty()
        : holds(old.id(), items(old), "it holds", items(made));
  }

  private Optional<StepResult> oldGroupHoldsItsData() {
    return context.policyIs(PolicySetting.DATA, "cache-only")
        ? Optional.empty()
        : holds(
            old.id(),
            items(old),
            old.id() + " held when it was taken",
            OptionalLong.of(recordedItems()));
  }

  /** Of a row that tells none, at least something is demanded. */
  private long recordedItems() {
    return context.now().attribute(CaseAttribute.OLD_ITEMS).map(Long::parseLong).orElse(1L);
  }

  /**
   * Whether what serves holds the data of what is to go. Counts drift apart without loss, so only a
   * gross difference stops the deletion.
   */
  private Optional<StepResult> holds(
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
  private Optional<StepResult> isOutOfUse(GroupArn group, GroupState state) {
    Duration left = CLOUDWATCH_IS_LATE.minus(context.elapsed());
    boolean published = context.now().attribute(CaseAttribute.NEW_ENDPOINTS).isPresent();
    return published && state.status().equals("available") && left.isPositive()
        ? Optional.of(new Pending(left, "CloudWatch is counting the last writes to " + group.id()))
        : Optional.empty();
  }

  private OptionalLong items(GroupArn group) {
    return heard().items(context.groups().shards(group));
  }

  /** Writes and items of the flow's groups in the last minutes, by one call. */
  private MetricValues heard() {
    if (heard == null) {
      Set<GroupArn> groups = new LinkedHashSet<>(List.of(old, context.now().source()));
      context.now().newGroup().ifPresent(groups::add);
      List<String> nodes =
          groups.stream()
              .flatMap(group -> context.state(group).stream())
              .flatMap(state -> state.members().stream())
              .toList();
      heard = CacheMetrics.of(context).hear(nodes, QUIET, NodeMetric.ITEMS, NodeMetric.WRITES);
    }
    return heard;
  }

  private Optional<StepResult> neverCutOver() {
    return context.now().attribute(CaseAttribute.CUT_OVER_AT).isPresent()
        ? kept("clients have been cut over, and nothing is rolled back")
        : Optional.empty();
  }

  /** The group that clients use: what is removed on a roll-back is then no last copy. */
  private Optional<StepResult> oldGroupServes() {
    Optional<GroupState> state = context.state(old);
    if (state.isEmpty() || state.get().status().equals("deleting")) {
      return kept(
          old.id()
              + " has been deleted by somebody, and what this flow made may be the last copy of its"
              + " data");
    }
    Optional<String> another = GroupIdentity.ofOld(context);
    if (another.isPresent()) {
      return kept(another.get());
    }
    if (!state.get().status().equals("available")) {
      return waits(old.id() + " is " + state.get().status());
    }
    String by = ResourceOwnership.tags(context, old.toString()).get(ResourceTags.REPLACED_BY);
    if (by != null) {
      return kept(old.id() + " carries the tag " + ResourceTags.REPLACED_BY + "=" + by);
    }
    Optional<String> current = new EndpointParameters(context).get("current");
    return current.filter(this::namesTheNewGroup).isPresent()
        ? kept("the published endpoint \"current\" names the new group")
        : Optional.empty();
  }

  /** By the row, and by the group itself: a row that was put back in time may not know it yet. */
  private boolean namesTheNewGroup(String endpoints) {
    return context
            .now()
            .attribute(CaseAttribute.NEW_ENDPOINTS)
            .filter(endpoints::equals)
            .isPresent()
        || context
            .now()
            .newGroup()
            .flatMap(context::state)
            .filter(made -> endpoints.equals(StrictJson.write(made.endpoints().byKind())))
            .isPresent();
  }

  private Optional<StepResult> flowMadeIt(GroupArn made) {
    return ResourceOwnership.isOurs(context, made)
        ? Optional.empty()
        : kept("this flow did not make it");
  }

  private Optional<StepResult> flowTookIt(Snapshot snapshot) {
    return ResourceOwnership.isOurs(context, snapshot)
        ? Optional.empty()
        : kept("this flow did not take it");
  }

  private Optional<StepResult> isTheLastOfTheOldGroup(Snapshot snapshot) {
    boolean dated = ResourceOwnership.takenAt(snapshot).isPresent();
    return dated && ResourceOwnership.isFinalSnapshot(context, snapshot)
        ? Optional.empty()
        : kept("the deletion of " + old.id() + " did not leave it");
  }

  private Optional<StepResult> carriesTheFlowsTag(GroupArn copy) {
    return ResourceOwnership.isTagged(context, copy.toString())
        ? Optional.empty()
        : kept("it does not carry the tag " + ResourceTags.FLOW + "=" + context.now().flow());
  }

  private Optional<StepResult> isNotInService(GroupArn made) {
    boolean available = context.state(made).filter(s -> s.status().equals("available")).isPresent();
    return available
            && ResourceOwnership.tags(context, made.toString()).containsKey(ResourceTags.IN_SERVICE)
        ? kept(made.id() + " carries the tag " + ResourceTags.IN_SERVICE)
        : Optional.empty();
  }

  private Optional<StepResult> ownerWantsNoFinalSnapshot() {
    return context.policyIs(PolicySetting.FINAL_SNAPSHOT, "delete")
        ? Optional.empty()
        : kept("the policy keeps it");
  }

  /** Writes to a group since it was made; empty where CloudWatch does not know. */
  private OptionalLong writesTo(GroupState state) {
    CacheMetrics traffic = CacheMetrics.of(context);
    Optional<Instant> created = state.created();
    if (created.isEmpty() || traffic.writes(state.members(), QUIET).isEmpty()) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        traffic
            .writes(state.members(), created.get(), created.get(), context.instant())
            .values()
            .stream()
            .flatMap(List::stream)
            .mapToLong(p -> Math.round(p.value()))
            .sum());
  }

  private Optional<StepResult> waits(String why) {
    Instant now = context.instant();
    Instant since =
        context
            .now()
            .attribute(CaseAttribute.WAITING_FOR_OTHERS_SINCE)
            .map(Instant::parse)
            .orElse(now);
    // The time that others take is none of the step's own.
    context.change(
        c ->
            c.with(CaseAttribute.WAITING_FOR_OTHERS_SINCE, since.toString())
                .with(CaseAttribute.STEP_SINCE, now.toString()));
    return Optional.of(
        Duration.between(since, now).compareTo(PATIENCE) > 0
            ? no("for two weeks " + why)
            : new Pending(LOOK_AGAIN, why));
  }

  private static Optional<StepResult> kept(String why) {
    return Optional.of(no(why));
  }

  private static StepResult no(String why) {
    return new Failed(why);
  }
}
