package remediator.matrix.trial;

import awsemulator.cloud.CallLog;
import awsemulator.cloud.RequiredRight;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import remediator.aws.AccountRegion;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.matrix.trial.Belongings.Identity;
import remediator.matrix.trial.Belongings.Thing;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * Looks at every call that changes groups or snapshots, as it is carried out: whose they are, what
 * they hold, and what stood against it when the step began. All of it is the cloud's word; what the
 * product's ledger says counts for nothing here.
 */
public final class CallInspector {
  private static final Pattern CHANGING =
      Pattern.compile(
          "ElastiCache\\.(Create|Copy|Delete|Modify|Add|Remove)"
              + "(ReplicationGroup|Snapshot|TagsToResource|TagsFromResource)");

  private static final List<String> SERVING = List.of("available", "modifying", "snapshotting");

  /**
   * A run of a step, with how things stood as it began.
   *
   * @param target the group under the old id
   * @param mark the id in its tag that says it is replaced, or empty
   * @param against what people had set against deleting
   * @param serving origins of the data by the groups that served it
   * @param flow of the ledger, for a function that may plan another one
   */
  private record Begun(
      StepRun run,
      Identity target,
      String mark,
      Set<String> against,
      Map<String, String> serving,
      Optional<String> flow) {}

  /** A call under way. */
  private record Pending(Optional<Begun> by, Picture before) {}

  private final Trial trial;
  private final Belongings belongings = new Belongings();
  private final Deque<Begun> runs = new ArrayDeque<>();
  private final Deque<Optional<Pending>> calls = new ArrayDeque<>();
  private final Map<String, Belongings.Flow> flows = new HashMap<>();
  private final Set<Belongings.Flow> approved = new LinkedHashSet<>();
  private final Set<String> never = new LinkedHashSet<>();
  private final Set<Belongings.Flow> cutOver = new LinkedHashSet<>();
  private boolean hold;
  private boolean oldDeleted;

  CallInspector(Trial trial) {
    this.trial = trial;
  }

  private Picture picture() {
    return Picture.of(trial.cloud.elastiCache.view());
  }

  /** From here on all that appears is somebody's. */
  void begin() {
    belongings.settle(picture());
  }

  public Belongings belongings() {
    return belongings;
  }

  List<String> never() {
    return List.copyOf(never);
  }

  /** Whether the product has deleted the group that the first flow was planned for. */
  boolean oldDeleted() {
    return oldDeleted;
  }

  /** The flows that have marked their old group as replaced. */
  Set<Belongings.Flow> cutOver() {
    return Set.copyOf(cutOver);
  }

  /** The switch of the first deployment. */
  void hold(boolean on) {
    hold = on;
  }

  // ---------- runs of steps, and the flows that they belong to ----------

  void begins(StepRun run) {
    Optional<Identity> target = trial.cloud.elastiCache.view().group(old()).map(Identity::of);
    Optional<String> flow = isFinding(run) ? flowOf(run.stack()) : Optional.empty();
    String mark = trial.watcher().tag(old(), ResourceTags.REPLACED_BY).orElse("");
    runs.push(new Begun(run, target.orElse(null), mark, against(run), serving(picture()), flow));
  }

  private static boolean isFinding(StepRun run) {
    return run.step().endsWith("Finding");
  }

  void ends() {
    Begun begun = runs.pop();
    if (!isFinding(begun.run())) {
      return;
    }
    Stack stack = begun.run().stack();
    Optional<String> now = flowOf(stack);
    if (now.isPresent() && !now.equals(begun.flow())) {
      // Planned for the group that stood there as the function began.
      flows.put(
          key(stack, now.get()),
          new Belongings.Flow(flows.size() + 1, stack, now.get(), begun.target()));
    }
  }

  private Optional<String> flowOf(Stack stack) {
    return stack
        .row(trial.flow)
        .filter(c -> c.state() != RemediationCase.State.WAITING)
        .map(RemediationCase::flow);
  }

  private static String key(Stack stack, String flow) {
    return stack.label(flow);
  }

  /** The flow by the name of one of its executions; empty where it was never planned. */
  private Optional<Belongings.Flow> flow(Stack stack, String execution) {
    return Optional.ofNullable(flows.get(key(stack, execution.replaceFirst("-end\\d+$", ""))));
  }

  /** What people have set against it. */
  private Set<String> against(StepRun run) {
    Set<String> against = new TreeSet<>();
    if (hold && !run.stack().second()) {
      against.add("the switch says hold");
    }
    trial.cloud.elastiCache.view().tags(old()).stream()
        .filter(
            t ->
                (t.key().equals(PolicySetting.OPT_OUT.tag()) && t.value().equals("true"))
                    || (t.key().equals(PolicySetting.MODE.tag()) && t.value().equals("plan-only")))
        .forEach(t -> against.add("the tag " + t.key() + "=" + t.value() + " stands"));
    return against;
  }

  private String old() {
    return trial.flow.group().toString();
  }

  /** Somebody has said yes to the deletion, and was heard. */
  void approvedRetire(Stack stack, String flow) {
    flow(stack, flow).ifPresent(approved::add);
  }

  // ---------- calls ----------

  /** A call is on its way; others may be made before it arrives. */
  void sending() {
    calls.push(Optional.empty());
  }

  /**
   * A call is about to be carried out.
   *
   * @param people whether a person makes it
   */
  void before(boolean people, String name) {
    if (!CHANGING.matcher(name).matches()) {
      return;
    }
    Picture now = picture();
    belongings.settle(now);
    calls.pop();
    calls.push(
        Optional.of(
            new Pending(people ? Optional.empty() : Optional.ofNullable(runs.peek()), now)));
  }

  /** It has been, or was refused. */
  void after() {
    calls.pop().ifPresent(call -> after(call, trial.cloud.calls.last()));
  }

  private void after(Pending call, CallLog.Entry entry) {
    Picture now = picture();
    if (call.by().isEmpty()) {
      belongings.update(now, Belongings.PEOPLE, null);
      return;
    }
    Begun by = call.by().get();
    Optional<Belongings.Flow> flow = flow(by.run().stack(), by.run().flow());
    Identity target = flow.map(Belongings.Flow::target).orElse(by.target());
    List<String> named = entry.needs().stream().map(RequiredRight::resource).distinct().toList();
    boolean done = entry.error() == null || entry.error().equals(CallLog.NO_ANSWER);
    Belongings.Maker maker =
        flow.<Belongings.Maker>map(f -> f)
            .orElse(new Belongings.Flow(0, by.run().stack(), by.run().flow(), by.target()));
    if (done && entry.operation().equals("DeleteReplicationGroup")) {
      named.stream()
          .filter(arn -> isGoing(arn) && call.before().groups().containsKey(arn))
          .forEach(arn -> deletedGroup(arn, by, flow, target, call.before(), now));
    } else if (done && entry.operation().equals("DeleteSnapshot")) {
      named.stream()
          .filter(arn -> now.snapshotGoing(arn) && !call.before().snapshotGoing(arn))
          .forEach(arn -> deletedSnapshot(arn, by, flow, now));
    } else if (done && entry.operation().equals("CreateReplicationGroup")) {
      named.stream()
          .filter(arn -> arn.contains(":snapshot:"))
          .filter(arn -> !isOf(arn, flow) && !isFinalByItsData(arn))
          .forEach(arn -> never("a group is made from a snapshot that is not ours: " + name(arn)));
    } else if (entry.error() == null && !entry.operation().startsWith("Copy")) {
      if (trial.watcher().tag(old(), ResourceTags.REPLACED_BY).isPresent() && by.mark().isEmpty()) {
        flow.ifPresent(cutOver::add);
      }
      named.forEach(arn -> touched(entry.operation(), arn, target, flow, call.before()));
    }
    belongings.update(
        now,
        maker,
        entry.operation().equals("DeleteReplicationGroup")
            ? named.stream()
                .flatMap(arn -> call.before().group(arn).stream())
                .map(Identity::of)
                .findFirst()
                .orElse(null)
            : null);
  }

  /** The status does not tell at once. */
  private boolean isGoing(String arn) {
    return trial.cloud.elastiCache.view().busy().stream()
        .anyMatch(i -> i.arn().equals(arn) && i.to() == null && i.what().equals("deleting"));
  }

  private boolean isOf(String arn, Optional<Belongings.Flow> flow) {
    return flow.isPresent()
        && belongings.find(arn).map(Thing::maker).equals(flow.map(f -> (Belongings.Maker) f));
  }

  /** Changed, marked or backed up: only the recorded group, and what the flow has made. */
  private void touched(
      String operation,
      String arn,
      Identity target,
      Optional<Belongings.Flow> flow,
      Picture before) {
    String of = before.groupOf(arn).orElse(arn);
    Optional<Thing> thing = belongings.find(of);
    if (thing.isEmpty() || thing.get().maker() instanceof Belongings.Owner || isOf(of, flow)) {
      return;
    }
    if (new Identity(of, thing.get().created()).equals(target)) {
      return;
    }
    never("somebody else's " + name(of) + " is touched: " + operation);
  }

  private void deletedGroup(
      String arn,
      Begun by,
      Optional<Belongings.Flow> flow,
      Identity target,
      Picture before,
      Picture now) {
    ReplicationGroup gone = before.group(arn).orElseThrow();
    boolean recorded = Identity.of(gone).equals(target);
    if (recorded) {
      oldDeleted = true;
      mayBeDeleted(by, flow);
      marked(by, flow);
      verified(by, flow, now);
    } else if (!isOf(arn, flow)) {
      never("a group is deleted that is not the recorded one: " + name(arn));
    }
    if (!by.against().isEmpty()) {
      never(name(arn) + " is deleted although " + String.join(" and ", by.against()));
    }
    // Under the same id, the endpoints are switched when the id is back.
    if (isCurrent(arn, by.run().stack()) && !(recorded && trial.flow.sameId())) {
      never(name(arn) + " is deleted, which clients are sent to");
    }
    String origin = trial.lineage().group(arn).origin();
    // What a flow has made empty, and has copied nothing to yet, holds nobody's data.
    if (!trial.flow.copied() || !isOf(arn, flow) || !Lineage.isEmpty(origin)) {
      lastCopy(arn, origin, by, before, now);
    }
  }

  private void mayBeDeleted(Begun by, Optional<Belongings.Flow> flow) {
    boolean skipped = trial.flow.settings().getOrDefault("gate-retire", "ask").equals("skip");
    if (!skipped && flow.filter(approved::contains).isEmpty()) {
      never("the old group is deleted, and no answer allows it (" + by.run().step() + ")");
    }
  }

  private void verified(Begun by, Optional<Belongings.Flow> flow, Picture now) {
    boolean verified =
        trial.actsWithin(by.run())
            || by.run()
                .stack()
                .row(trial.flow)
                .filter(c -> c.attribute(CaseAttribute.VERIFIED_AT).isPresent())
                .isPresent();
    boolean successor =
        now.groups().values().stream()
            .anyMatch(g -> isOf(g.arn(), flow) && g.atRestEncryptionEnabled());
    if (!verified || !successor) {
      never("the old group is deleted without a verified successor");
    }
  }

  /** The mark is the last thing by which an owner can say that it must stay. */
  private void marked(Begun by, Optional<Belongings.Flow> flow) {
    boolean ours =
        belongings.present().stream()
            .filter(t -> flow.filter(f -> t.maker().equals(f)).isPresent())
            .anyMatch(t -> t.isGroup() && name(t.arn()).equals(by.mark()));
    if (!ours) {
      never("the old group is deleted, and its mark names no successor: \"" + by.mark() + "\"");
    }
  }

  private void deletedSnapshot(String arn, Begun by, Optional<Belongings.Flow> flow, Picture now) {
    if (!isOf(arn, flow)) {
      never("a snapshot of somebody else is deleted: " + name(arn));
    }
    trial.lineage().snapshotOf(arn).ifPresent(held -> lastCopy(arn, held.origin(), by, now, now));
  }

  /** Whatever is deleted, the data that it held is in a group that serves. */
  private void lastCopy(String gone, String origin, Begun by, Picture before, Picture now) {
    if (origin.isEmpty() || serves(gone, origin, serving(now))) {
      return;
    }
    if (trial.actsWithin(by.run()) && serves(gone, origin, by.serving())) {
      // Between a look and the call that follows it at once, nothing can be guarded.
      return;
    }
    Lineage lineage = trial.lineage();
    boolean kept =
        now.snapshots().keySet().stream()
            .filter(arn -> !arn.equals(gone) && !now.snapshotGoing(arn))
            .anyMatch(
                arn ->
                    lineage.snapshotOf(arn).filter(h -> h.origin().equals(origin)).isPresent()
                        // The final snapshot of this very group is about to be cut.
                        || !before.snapshots().containsKey(arn));
    never(
        kept
            ? name(gone) + " is deleted, and no group serves its data"
            : name(gone) + " is deleted, and no copy of its data is left");
  }

  private Map<String, String> serving(Picture now) {
    Map<String, String> serving = new HashMap<>();
    // What people have deleted a moment ago still reads available: nobody can tell.
    boolean byPeople =
        trial.act().filter(a -> a.kind().endsNew() || a.kind().endsOld()).isPresent();
    now.groups().values().stream()
        .filter(g -> SERVING.contains(g.status()) && (byPeople || !isGoing(g.arn())))
        .forEach(g -> serving.put(g.arn(), trial.lineage().group(g.arn()).origin()));
    return serving;
  }

  private static boolean serves(String gone, String origin, Map<String, String> serving) {
    return serving.entrySet().stream()
        .anyMatch(e -> !e.getKey().equals(gone) && e.getValue().equals(origin));
  }

  private boolean isCurrent(String arn, Stack stack) {
    String current = current(stack);
    return trial.cloud.elastiCache.view().endpoints(arn).stream()
        .anyMatch(e -> current.contains("\"" + e));
  }

  private String current(Stack stack) {
    try {
      return trial
          .owner()
          .ssm(AccountRegion.of(trial.flow.group()))
          .getParameter(
              r -> r.name(stack.endpointPath() + "/" + trial.flow.group().id() + "/current"))
          .parameter()
          .value();
    } catch (ParameterNotFoundException _) {
      return "";
    }
  }

  private void never(String why) {
    never.add(why);
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** Of a deletion whose answer was lost, the data tells what snapshot it left. */
  private boolean isFinalByItsData(String snapshot) {
    return name(snapshot).contains("-final-")
        && trial
            .lineage()
            .snapshotOf(snapshot)
            .filter(held -> held.origin().equals(trial.flow.group().toString()))
            .isPresent();
  }
}
