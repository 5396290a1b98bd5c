package remediator.workflow.replace;

import awsemulator.data.NoData;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.time.VirtualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupSpec;
import remediator.group.RelatedResources;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.ResourceTags;
import remediator.plan.difference.AttributeDifference;
import remediator.workflow.Requests;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;

/** Replaces many groups at once in the local ElastiCache, as the steps do. */
public final class ManyClones {
  /**
   * What became of one group.
   *
   * @param again the source, read after all was done
   */
  public record Outcome(
      GeneratedGroup generated,
      Plan plan,
      CacheGroup source,
      CacheGroup again,
      CacheGroup made,
      AttributeDifference.Comparison comparison) {}

  private static final String SNAPSHOT = "before-encryption";
  private final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-01T00:00:00Z"));
  private final ElastiCacheService service = new ElastiCacheService(clock, new NoData());
  final Requests requests = new Requests();
  final Requests changes = new Requests();

  public ManyClones(Fleet fleet) {
    service.add(fleet);
    service.controls().nodeQuota(2000);
  }

  /** One group on its way. */
  private final class Clone {
    private final GeneratedGroup generated;
    private final ElastiCacheClient client;
    private final Policy policy;
    private final CacheGroup source;
    private final Plan plan;

    Clone(GeneratedGroup generated) {
      this.generated = generated;
      this.client = DirectClient.of(service, generated.arn().account(), generated.arn().region());
      this.policy = Policy.of(Map.of(), Map.of()).with(generated.choices());
      this.source = read(generated.arn());
      String failed = source.spec().encryption().atRest() ? "ElastiCache.5" : "ElastiCache.4";
      this.plan =
          Planner.plan(source, Control.of(failed), policy, offer(), RelatedResources.UNSEEN);
    }

    private AvailableEngineVersions offer() {
      return new AvailableEngineVersions(
          client.describeCacheEngineVersions(r -> {}).cacheEngineVersions().stream()
              .map(
                  v ->
                      new AvailableEngineVersions.Version(
                          EngineVersion.parse(v.engine(), v.engineVersion()),
                          v.cacheParameterGroupFamily()))
              .toList());
    }

    private CacheGroup read(GroupArn arn) {
      return new GroupReader(client).read(arn).orElseThrow();
    }

    private GroupSpec wanted() {
      return Planner.targetSpec(source, policy);
    }

    private GroupArn made() {
      return source.arn().withId("the-new-one");
    }

    void snapshot() {
      CreateSnapshotRequest.Builder request =
          CreateSnapshotRequest.builder().snapshotName(SNAPSHOT);
      new GroupReader(client)
          .state(source.arn())
          .orElseThrow()
          .backupNode()
          .ifPresentOrElse(
              request::cacheClusterId, () -> request.replicationGroupId(source.arn().id()));
      client.createSnapshot(request.build());
    }

    void create() {
      CreateReplicationGroupRequest.Builder request =
          CreateGroupRequestFactory.of(
              wanted(),
              made().id(),
              SNAPSHOT,
              Map.of(ResourceTags.FLOW, "flow-1", ResourceTags.REPLACES, source.arn().id()));
      if (source.spec().access().authToken()) {
        request.authToken("a-token-of-32-characters-or-more");
      }
      requests.add(request.build());
      client.createReplicationGroup(request.build());
    }

    void settle() {
      ApplyRemainingSettings.change(source, read(made()))
          .ifPresent(
              change -> {
                change.replicationGroupId(made().id()).applyImmediately(true);
                changes.add(change.build());
                client.modifyReplicationGroup(change.build());
              });
    }

    Outcome outcome() {
      CacheGroup made = read(made());
      return new Outcome(
          generated,
          plan,
          source,
          read(source.arn()),
          made,
          AttributeDifference.compare(source, wanted(), made));
    }
  }

  public List<Outcome> replace(List<GeneratedGroup> groups) {
    List<Clone> clones = new ArrayList<>();
    groups.forEach(g -> clones.add(new Clone(g)));
    Optional<Clone> refused =
        clones.stream().filter(c -> !(c.plan instanceof Plan.Replace)).findFirst();
    if (refused.isPresent()) {
      throw new AssertionError(refused.get().plan + " for " + refused.get().source);
    }
    each(clones, Clone::snapshot);
    each(clones, Clone::create);
    // As often as there can be something to change.
    each(clones, Clone::settle);
    each(clones, Clone::settle);
    return clones.stream().map(Clone::outcome).toList();
  }

  private void each(List<Clone> clones, Consumer<Clone> step) {
    for (Clone clone : clones) {
      try {
        step.accept(clone);
      } catch (RuntimeException e) {
        throw new AssertionError(e.getMessage() + " for " + clone.source, e);
      }
    }
    clock.advance(Duration.ofHours(2));
  }
}
