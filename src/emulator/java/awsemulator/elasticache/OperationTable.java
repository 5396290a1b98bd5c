package awsemulator.elasticache;

import awsemulator.cloud.RequiredRight;
import awsemulator.elasticache.create.GroupCreation;
import awsemulator.elasticache.modify.ModifyGroup;
import awsemulator.elasticache.parameters.ParameterGroups;
import awsemulator.elasticache.snapshots.SnapshotCopies;
import awsemulator.elasticache.snapshots.SnapshotMaker;
import awsemulator.elasticache.snapshots.SnapshotOperations;
import awsemulator.elasticache.snapshots.SnapshotReads;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.TimedWork;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.elasticache.model.CopySnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.CreateUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteSnapshotRequest;
import software.amazon.awssdk.services.elasticache.model.DeleteUserGroupRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheClustersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheEngineVersionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParameterGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeCacheSubnetGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEngineDefaultParametersRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeEventsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReplicationGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReservedCacheNodesRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeReservedCacheNodesResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeSnapshotsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUpdateActionsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUpdateActionsResponse;
import software.amazon.awssdk.services.elasticache.model.DescribeUserGroupsRequest;
import software.amazon.awssdk.services.elasticache.model.DescribeUsersRequest;
import software.amazon.awssdk.services.elasticache.model.ListAllowedNodeTypeModificationsRequest;
import software.amazon.awssdk.services.elasticache.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyCacheParameterGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupRequest;
import software.amazon.awssdk.services.elasticache.model.ModifyReplicationGroupShardConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.elasticache.model.ResetCacheParameterGroupRequest;

/** Every operation with the rights that it needs. */
final class OperationTable {
  /** Where operations are registered. */
  interface Registrar {
    <Q extends SdkPojo> void answer(
        Class<Q> request,
        BiFunction<RegionInventory, Q, List<RequiredRight>> needs,
        BiFunction<RegionInventory, Q, ? extends SdkPojo> body);
  }

  private static final String GROUP = "replicationgroup";
  private static final String PARAMETERS = "parametergroup";
  private static final String SNAPSHOT = "snapshot";
  private final CloudEstate estate;
  private final Registrar registrar;

  OperationTable(CloudEstate estate, Registrar registrar) {
    this.estate = estate;
    this.registrar = registrar;
  }

  void register() {
    changes();
    reads();
    accountReads();
    parameterGroups();
    tags();
  }

  private void changes() {
    TimedWork work = new TimedWork(estate);
    SnapshotMaker maker = new SnapshotMaker(estate);
    SnapshotOperations snapshots = new SnapshotOperations(estate, work, maker);
    SnapshotCopies copies = new SnapshotCopies(estate, snapshots.rules());
    GroupCreation create = new GroupCreation(estate, work);
    ModifyGroup modify = new ModifyGroup(estate, work);
    DeleteGroup delete = new DeleteGroup(estate, work, maker, snapshots.rules());
    registrar.answer(CreateReplicationGroupRequest.class, WriteNeeds::create, create::create);
    registrar.answer(ModifyReplicationGroupRequest.class, WriteNeeds::modify, modify::modify);
    registrar.answer(DeleteReplicationGroupRequest.class, WriteNeeds::delete, delete::delete);
    registrar.answer(
        ModifyReplicationGroupShardConfigurationRequest.class,
        (i, q) -> needs(i, q).onAny(GROUP, q.replicationGroupId()).list(),
        new ShardOperations(estate)::change);
    registrar.answer(CreateSnapshotRequest.class, WriteNeeds::createSnapshot, snapshots::create);
    registrar.answer(CopySnapshotRequest.class, WriteNeeds::copySnapshot, copies::copy);
    on(DeleteSnapshotRequest.class, SNAPSHOT, DeleteSnapshotRequest::snapshotName, copies::delete);
  }

  private void reads() {
    GroupReads groups = new GroupReads();
    on(
        DescribeReplicationGroupsRequest.class,
        GROUP,
        DescribeReplicationGroupsRequest::replicationGroupId,
        groups::groups);
    on(
        DescribeCacheClustersRequest.class,
        "cluster",
        DescribeCacheClustersRequest::cacheClusterId,
        groups::clusters);
    on(
        ListAllowedNodeTypeModificationsRequest.class,
        GROUP,
        ListAllowedNodeTypeModificationsRequest::replicationGroupId,
        groups::nodeTypes);
    on(
        DescribeSnapshotsRequest.class,
        SNAPSHOT,
        DescribeSnapshotsRequest::snapshotName,
        new SnapshotReads()::describe);
  }

  private void accountReads() {
    AccountReads reads = new AccountReads(estate);
    onAll(DescribeCacheEngineVersionsRequest.class, (i, request) -> reads.engines(request));
    onAll(DescribeEventsRequest.class, new EventReads(estate)::events);
    on(
        DescribeCacheSubnetGroupsRequest.class,
        "subnetgroup",
        DescribeCacheSubnetGroupsRequest::cacheSubnetGroupName,
        reads::subnetGroups);
    on(
        DescribeUserGroupsRequest.class,
        "usergroup",
        DescribeUserGroupsRequest::userGroupId,
        reads::userGroups);
    on(DescribeUsersRequest.class, "user", DescribeUsersRequest::userId, reads::users);
    UserGroupOperations userGroups = new UserGroupOperations();
    on(
        CreateUserGroupRequest.class,
        "usergroup",
        CreateUserGroupRequest::userGroupId,
        userGroups::create);
    on(
        DeleteUserGroupRequest.class,
        "usergroup",
        DeleteUserGroupRequest::userGroupId,
        userGroups::delete);
    // Nobody here has bought reservations, and no service update is out.
    onAll(
        DescribeReservedCacheNodesRequest.class,
        (i, request) ->
            DescribeReservedCacheNodesResponse.builder().reservedCacheNodes(List.of()).build());
    onAll(
        DescribeUpdateActionsRequest.class,
        (i, request) -> DescribeUpdateActionsResponse.builder().updateActions(List.of()).build());
  }

  private void parameterGroups() {
    ParameterGroups groups = new ParameterGroups(estate);
    registrar.answer(
        CreateCacheParameterGroupRequest.class, WriteNeeds::createParameterGroup, groups::create);
    on(
        DescribeCacheParameterGroupsRequest.class,
        PARAMETERS,
        DescribeCacheParameterGroupsRequest::cacheParameterGroupName,
        groups::describe);
    on(
        DescribeCacheParametersRequest.class,
        PARAMETERS,
        DescribeCacheParametersRequest::cacheParameterGroupName,
        groups::parameters);
    on(
        ModifyCacheParameterGroupRequest.class,
        PARAMETERS,
        ModifyCacheParameterGroupRequest::cacheParameterGroupName,
        groups::modify);
    on(
        ResetCacheParameterGroupRequest.class,
        PARAMETERS,
        ResetCacheParameterGroupRequest::cacheParameterGroupName,
        groups::reset);
    onAll(DescribeEngineDefaultParametersRequest.class, groups::engineDefaults);
    on(
        DeleteCacheParameterGroupRequest.class,
        PARAMETERS,
        DeleteCacheParameterGroupRequest::cacheParameterGroupName,
        groups::delete);
  }

  private void tags() {
    TaggingOperations tagging = new TaggingOperations(estate, new TimedWork(estate));
    registrar.answer(
        ListTagsForResourceRequest.class,
        (i, q) -> needs(i, q).onArn(String.valueOf(q.resourceName())).list(),
        tagging::list);
    registrar.answer(
        AddTagsToResourceRequest.class,
        (i, q) -> needs(i, q).requestTags(q.tags()).onArn(String.valueOf(q.resourceName())).list(),
        tagging::add);
    registrar.answer(
        RemoveTagsFromResourceRequest.class,
        (i, q) -> needs(i, q).tagKeys(q.tagKeys()).onArn(String.valueOf(q.resourceName())).list(),
        tagging::remove);
  }

  /** An operation on one resource, or on all of its type where the request names none. */
  private <Q extends SdkPojo> void on(
      Class<Q> request,
      String type,
      Function<Q, String> name,
      BiFunction<RegionInventory, Q, ? extends SdkPojo> body) {
    registrar.answer(request, (i, q) -> needs(i, q).onAny(type, name.apply(q)).list(), body);
  }

  /** An operation that has no resource of its own. */
  private <Q extends SdkPojo> void onAll(
      Class<Q> request, BiFunction<RegionInventory, Q, ? extends SdkPojo> body) {
    registrar.answer(request, (i, q) -> needs(i, q).onArn("*").list(), body);
  }

  private static CallNeeds needs(RegionInventory inventory, SdkPojo request) {
    return CallNeeds.of(inventory, request.getClass().getSimpleName().replaceFirst("Request$", ""));
  }
}
