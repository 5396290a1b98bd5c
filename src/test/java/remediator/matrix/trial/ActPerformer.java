package remediator.matrix.trial;

import static remediator.matrix.mishap.Act.Kind.*;

import awsemulator.elasticache.modify.GroupReshaping;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import remediator.aws.AccountRegion;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.matrix.mishap.Act;
import remediator.plan.PolicySetting;
import remediator.plan.ResourceTags;
import remediator.workflow.core.ResourceNames;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheClusterStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidCacheParameterGroupStateException;
import software.amazon.awssdk.services.elasticache.model.InvalidReplicationGroupStateException;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.SnapshotAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.SnapshotNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.TagNotFoundException;

/** Does what people do, by AWS's own API, and knows what they could do now. */
final class ActPerformer {
  /** Whoever finds a group busy tries again, and gives up after half a day. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  private static final int MOST_TRIES = 12 * 60;

  private static final Duration HELD = Duration.ofHours(12);

  private static final Map<Act.Kind, GroupReshaping> RESHAPING =
      Map.of(
          ADDS_REPLICA, GroupReshaping.ADD_REPLICA,
          REMOVES_REPLICA, GroupReshaping.REMOVE_REPLICA,
          ADDS_SHARD, GroupReshaping.ADD_SHARD,
          FAILS_OVER, GroupReshaping.FAIL_OVER,
          BACKS_UP_OLD, GroupReshaping.AUTOMATIC_BACKUP,
          BACKS_UP_NEW, GroupReshaping.AUTOMATIC_BACKUP);

  private static final List<String> DELETING =
      List.of("DeleteOldGroup", "RollBack", "DeleteStandIn");

  private final Trial trial;
  private final ElastiCacheClient elastiCache;

  ActPerformer(Trial trial) {
    this.trial = trial;
    this.elastiCache = trial.owner().elastiCache(AccountRegion.of(trial.flow.group()));
  }

  // ---------- what could be done now ----------

  /** All that is possible now, but answering a gate. */
  List<Act> possible(boolean atTheEnd) {
    List<Act> acts = new ArrayList<>();
    Optional<ReplicationGroup> old = group(old());
    Optional<ReplicationGroup> made = newArn().flatMap(this::group);
    if (there(old)) {
      add(acts, DELETES_OLD, OPTS_OUT, WANTS_PLAN_ONLY);
      Stream.of(ADDS_REPLICA, REMOVES_REPLICA, ADDS_SHARD, FAILS_OVER, BACKS_UP_OLD)
          .filter(k -> reshapable(old(), RESHAPING.get(k)))
          .forEach(k -> add(acts, k));
      if (parameterGroup().startsWith(ResourceNames.FREEZE)) {
        add(acts, SETS_PARAMETER_BACK, CHANGES_PARAMETER_GROUP, THAWS);
        if (isUnused(Trial.OWNERS_PARAMETERS)) {
          add(acts, DELETES_PARAMETER_GROUP);
        }
      }
      if (tag(old(), ResourceTags.REPLACED_BY).isEmpty()) {
        add(acts, MARKS_REPLACED);
      }
    }
    add(
        acts,
        REMAKES_OLD,
        REMAKES_OLD_ENCRYPTED,
        HOLDS,
        EMPTIES_LEDGER,
        DEPLOYS_AGAIN,
        DEPLOYS_SECOND);
    if (there(made)) {
      add(acts, DELETES_NEW, BACKS_UP_NEW);
    }
    if (newArn().isPresent()) {
      add(acts, REMAKES_NEW, REMAKES_NEW_ENCRYPTED);
    }
    Optional<RemediationCase> ledger = trial.ledger();
    tagged(ledger)
        .forEach(
            (name, _) -> {
              acts.add(new Act(EDITS_TAG, name));
              acts.add(new Act(REMOVES_TAG, name));
            });
    if (row().isPresent()) {
      add(acts, DELETES_ROW);
      if (trial.flow.replaces()) {
        DELETING.forEach(step -> acts.add(new Act(INVOKES_DELETER, step)));
      }
      trial.rows().which(atTheEnd).stream()
          .filter(which -> !trial.rows().find(which).equals(row()))
          .forEach(which -> acts.add(new Act(RESTORES_ROW, which)));
    }
    if (trial.flow.replaces() && !atTheEnd) {
      nextSnapshot(ledger).ifPresent(_ -> add(acts, TAKES_SNAPSHOT_NAME));
      nextSnapshot(ledger)
          .filter(_ -> there(old))
          .ifPresent(_ -> add(acts, TAKES_SNAPSHOT_NAME_OF_OLD));
      nextGroup(ledger).ifPresent(_ -> add(acts, TAKES_GROUP_ID));
    }
    return acts;
  }

  private static void add(List<Act> acts, Act.Kind... kinds) {
    Stream.of(kinds).map(Act::of).forEach(acts::add);
  }

  private static boolean there(Optional<ReplicationGroup> group) {
    return group.filter(g -> !g.status().equals("deleting")).isPresent();
  }

  private String parameterGroup() {
    return trial
        .cloud
        .elastiCache
        .view()
        .nodes(old())
        .getFirst()
        .cacheParameterGroup()
        .cacheParameterGroupName();
  }

  private boolean isUnused(String parameterGroup) {
    return trial.cloud.elastiCache.view().groups().stream()
        .flatMap(g -> trial.cloud.elastiCache.view().nodes(g.arn()).stream())
        .noneMatch(n -> n.cacheParameterGroup().cacheParameterGroupName().equals(parameterGroup));
  }

  private boolean reshapable(String arn, GroupReshaping reshaping) {
    return trial.cloud.elastiCache.controls().reshapable(arn, reshaping);
  }

  /** Names that the ledger says will be taken, and which nobody has taken yet. */
  private Optional<String> nextSnapshot(Optional<RemediationCase> ledger) {
    Set<String> taken = names();
    return ledger.stream()
        .flatMap(
            c ->
                Stream.of(
                        CaseAttribute.SNAPSHOT,
                        CaseAttribute.FINAL_SNAPSHOT,
                        CaseAttribute.COPIED_SNAPSHOTS)
                    .flatMap(f -> c.attribute(f).stream().flatMap(String::lines)))
        .filter(name -> !taken.contains(name))
        .findFirst();
  }

  private Optional<String> nextGroup(Optional<RemediationCase> ledger) {
    Set<String> taken = names();
    return ledger
        .flatMap(c -> c.attribute(CaseAttribute.NEW_GROUP))
        .filter(id -> !taken.contains(id));
  }

  Set<String> names() {
    return new HashSet<>(Picture.of(trial.cloud.elastiCache.view()).names());
  }

  /** Our tags by "old", "new" or "snapshot" and the tag's name, with the ARN that they are on. */
  private Map<String, String> tagged(Optional<RemediationCase> ledger) {
    Map<String, String> found = new java.util.TreeMap<>();
    tagged("old", Optional.of(old()), found);
    tagged("new", newArn(), found);
    tagged("snapshot", snapshotArn(ledger), found);
    return found;
  }

  private void tagged(String what, Optional<String> arn, Map<String, String> found) {
    arn.ifPresent(
        a ->
            ResourceTags.ALL.stream()
                .filter(key -> tag(a, key).isPresent())
                .forEach(
                    key ->
                        found.put(
                            what + " " + key.substring(PolicySetting.TAG_PREFIX.length()), a)));
  }

  private Optional<String> snapshotArn(Optional<RemediationCase> ledger) {
    return ledger
        .flatMap(c -> c.attribute(CaseAttribute.SNAPSHOT))
        .flatMap(
            name ->
                trial.cloud.elastiCache.view().snapshots().stream()
                    .filter(s -> s.snapshotName().equals(name))
                    .map(s -> s.arn())
                    .findFirst());
  }

  private Optional<String> tag(String arn, String key) {
    return trial.watcher().tag(arn, key);
  }

  private String old() {
    return trial.flow.group().toString();
  }

  /** The newest group that the product has made under another id than the old one's. */
  private Optional<String> newArn() {
    return trial.inspector().belongings().ever().reversed().stream()
        .filter(t -> t.isGroup() && t.maker() instanceof Belongings.Flow)
        .map(Belongings.Thing::arn)
        .filter(arn -> !arn.equals(old()))
        .findFirst();
  }

  private Optional<ReplicationGroup> group(String arn) {
    return trial.cloud.elastiCache.view().group(arn);
  }

  private Optional<Map<String, AttributeValue>> row() {
    return trial.row();
  }

  // ---------- doing it ----------

  void perform(Act act) {
    switch (act.kind()) {
      case DELETES_OLD -> delete(old(), () -> {}, MOST_TRIES);
      case DELETES_NEW -> delete(newArn().orElseThrow(), () -> {}, MOST_TRIES);
      case REMAKES_OLD -> remake(old(), false);
      case REMAKES_OLD_ENCRYPTED -> remake(old(), true);
      case REMAKES_NEW -> remake(newArn().orElseThrow(), false);
      case REMAKES_NEW_ENCRYPTED -> remake(newArn().orElseThrow(), true);
      case RESTORES_ROW ->
          trial
              .worker()
              .people
              .dynamoDb()
              .putItem(
                  r ->
                      r.tableName(trial.first().table())
                          .item(trial.rows().find(act.of()).orElseThrow()));
      case DELETES_ROW -> trial.worker().forget(trial.first(), old());
      case EMPTIES_LEDGER -> emptyLedger();
      case DEPLOYS_AGAIN -> {
        trial.stopAll();
        emptyLedger();
      }
      case DEPLOYS_SECOND -> trial.send(trial.second());
      case OPTS_OUT -> tag(old(), PolicySetting.OPT_OUT.tag(), "true");
      case WANTS_PLAN_ONLY -> tag(old(), PolicySetting.MODE.tag(), "plan-only");
      case MARKS_REPLACED -> tag(old(), ResourceTags.REPLACED_BY, "somebody-elses");
      case EDITS_TAG -> tag(tagged(trial.ledger()).get(act.of()), key(act), "edited");
      case REMOVES_TAG -> untag(tagged(trial.ledger()).get(act.of()), key(act));
      case HOLDS -> hold();
      case TAKES_SNAPSHOT_NAME ->
          snapshot(name(act, nextSnapshot(trial.ledger())), trial.flow.bystander());
      case TAKES_SNAPSHOT_NAME_OF_OLD -> snapshot(name(act, nextSnapshot(trial.ledger())), old());
      case TAKES_GROUP_ID -> create(name(act, nextGroup(trial.ledger())), true);
      case INVOKES_DELETER -> invokeDeleter(act.of());
      case BACKS_UP_NEW -> reshape(newArn().orElseThrow(), act.kind());
      case ADDS_REPLICA, REMOVES_REPLICA, ADDS_SHARD, FAILS_OVER, BACKS_UP_OLD ->
          reshape(old(), act.kind());
      case SETS_PARAMETER_BACK -> setParameterBack();
      case CHANGES_PARAMETER_GROUP -> changeParameterGroup();
      case DELETES_PARAMETER_GROUP ->
          persist(
              MOST_TRIES,
              () ->
                  elastiCache.deleteCacheParameterGroup(
                      r -> r.cacheParameterGroupName(Trial.OWNERS_PARAMETERS)));
      case THAWS ->
          trial.cloud.lambda.invokeAsync(
              trial.first().function("WorkflowFunction"), StrictJson.write(Map.of("thaw", old())));
      case ANSWERS_LATE, APPROVES_THEN_REJECTS, REJECTS_THEN_APPROVES ->
          throw new IllegalArgumentException("who answers does so when asked");
    }
  }

  private void setParameterBack() {
    elastiCache.modifyCacheParameterGroup(
        r ->
            r.cacheParameterGroupName(parameterGroup())
                .parameterNameValues(
                    ParameterNameValue.builder()
                        .parameterName("min-replicas-to-write")
                        .parameterValue("0")
                        .build()));
  }

  private void changeParameterGroup() {
    String standard = trial.standardParameterGroup();
    persist(
        MOST_TRIES,
        () ->
            elastiCache.modifyReplicationGroup(
                r ->
                    r.replicationGroupId(id(old()))
                        .cacheParameterGroupName(standard)
                        .applyImmediately(true)));
  }

  private void invokeDeleter(String step) {
    String input =
        StrictJson.write(
            Map.of(
                "step",
                step,
                "group",
                old(),
                "flow",
                trial.ledger().orElseThrow().execution(),
                "gate",
                Map.of("name", "retire", "decision", "approved")));
    trial.cloud.lambda.invokeAsync(trial.first().function("RetireFunction"), input);
  }

  private void emptyLedger() {
    trial.worker().forgetAll(trial.first());
    trial.send(trial.first());
  }

  private static String name(Act act, Optional<String> now) {
    return act.of().isEmpty() ? now.orElseThrow() : act.of();
  }

  private static String key(Act act) {
    return PolicySetting.TAG_PREFIX + act.of().replaceFirst(".* ", "");
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }

  /** Now, or as soon as ElastiCache lets it be. */
  private void persist(int tries, Runnable work) {
    try {
      work.run();
    } catch (InvalidReplicationGroupStateException | InvalidCacheClusterStateException _) {
      if (tries > 0) {
        later(() -> persist(tries - 1, work));
      }
    } catch (ReplicationGroupNotFoundException
        | ReplicationGroupAlreadyExistsException
        | SnapshotAlreadyExistsException
        | SnapshotNotFoundException
        | InvalidCacheParameterGroupStateException
        | CacheParameterGroupNotFoundException
        | TagNotFoundException _) {
      // Others were faster.
    }
  }

  private void later(Runnable work) {
    trial.cloud.clock.schedule(AGAIN, work);
  }

  private void delete(String arn, Runnable then, int tries) {
    persist(
        tries,
        () -> {
          elastiCache.deleteReplicationGroup(r -> r.replicationGroupId(id(arn)));
          then.run();
        });
  }

  private void remake(String arn, boolean encrypted) {
    if (group(arn).isEmpty()) {
      create(id(arn), encrypted);
    } else if (group(arn).get().status().equals("deleting")) {
      whenGone(arn, encrypted, MOST_TRIES);
    } else {
      delete(arn, () -> whenGone(arn, encrypted, MOST_TRIES), MOST_TRIES);
    }
  }

  private void whenGone(String arn, boolean encrypted, int tries) {
    if (group(arn).isEmpty()) {
      create(id(arn), encrypted);
    } else if (tries > 0) {
      later(() -> whenGone(arn, encrypted, tries - 1));
    }
  }

  /** An empty group of the old one's shape, with its owner's tags. */
  private void create(String id, boolean encrypted) {
    ReplicationGroup like = trial.watcher().before();
    CreateReplicationGroupRequest.Builder request =
        CreateReplicationGroupRequest.builder()
            .replicationGroupId(id)
            .replicationGroupDescription("by its owner")
            .cacheNodeType(like.cacheNodeType())
            .cacheSubnetGroupName(trial.watcher().subnetGroup())
            .engine(like.engine())
            .automaticFailoverEnabled("enabled".equals(like.automaticFailoverAsString()))
            .tags(trial.ownersTags())
            .atRestEncryptionEnabled(encrypted);
    if (encrypted) {
      request.transitEncryptionEnabled(true);
    }
    if (Boolean.TRUE.equals(like.clusterEnabled())) {
      request.numNodeGroups(like.nodeGroups().size()).replicasPerNodeGroup(1);
    } else {
      request.numCacheClusters(like.memberClusters().size());
    }
    persist(0, () -> elastiCache.createReplicationGroup(request.build()));
  }

  private void tag(String arn, String key, String value) {
    persist(
        MOST_TRIES,
        () ->
            elastiCache.addTagsToResource(
                r -> r.resourceName(arn).tags(Tag.builder().key(key).value(value).build())));
  }

  private void untag(String arn, String key) {
    persist(
        MOST_TRIES,
        () -> elastiCache.removeTagsFromResource(r -> r.resourceName(arn).tagKeys(key)));
  }

  private void hold() {
    turn("hold");
    trial.cloud.clock.schedule(HELD, () -> turn("run"));
  }

  private void turn(String position) {
    trial.inspector().hold(position.equals("hold"));
    trial
        .worker()
        .people
        .ssm()
        .putParameter(
            r -> r.name(trial.first().endpointPath() + "/switch").value(position).overwrite(true));
  }

  private void snapshot(String name, String arn) {
    ReplicationGroup of = group(arn).orElseThrow();
    boolean whole = Boolean.TRUE.equals(of.clusterEnabled());
    persist(
        MOST_TRIES,
        () ->
            elastiCache.createSnapshot(
                r -> {
                  r.snapshotName(name);
                  if (whole) {
                    r.replicationGroupId(id(arn));
                  } else {
                    r.cacheClusterId(of.memberClusters().getFirst());
                  }
                }));
  }

  private void reshape(String arn, Act.Kind kind) {
    persistReshaping(arn, RESHAPING.get(kind), MOST_TRIES);
  }

  private void persistReshaping(String arn, GroupReshaping reshaping, int tries) {
    boolean begun =
        reshapable(arn, reshaping) && trial.cloud.elastiCache.controls().reshape(arn, reshaping);
    if (!begun && tries > 0 && there(group(arn))) {
      later(() -> persistReshaping(arn, reshaping, tries - 1));
    }
  }
}
