"""botocore as the judge of the local ElastiCache: every operation that it has, paginators, waiters, typed errors."""

import collections
import time

import boto3
from botocore import xform_name
from botocore.config import Config
from botocore.exceptions import ClientError, WaiterError

import answers
from changes import settle
from verdict import Verdict

# Of any service; the model of an operation does not list them.
COMMON = {"MissingParameter", "InvalidAction", "InvalidParameterValue", "InvalidParameterCombination"}


class Judge:
    def __init__(self, uri):
        self.verdict = Verdict("elasticache")
        self.parsed = collections.Counter()
        self.refused = collections.Counter()
        self.waiters = set()
        self.paged = self.waited = self.typed = 0
        self.client = boto3.client(
            "elasticache",
            endpoint_url=uri,
            region_name="us-east-1",
            aws_access_key_id="judge",
            aws_secret_access_key="judge",
            # Requests that are wrong on purpose are sent as they are.
            config=Config(parameter_validation=False, retries={"max_attempts": 0}),
        )
        self.client.meta.events.register("before-parse.elasticache", self.answered)
        self.client.meta.events.register("after-call.elasticache", self.read)

    def answered(self, operation_model, response_dict, **_):
        """Before botocore reads it, which passes over what it does not know."""
        if response_dict["status_code"] == 200:
            for fault in answers.faults(operation_model, response_dict["body"]):
                self.verdict.fault(fault)

    def read(self, model, http_response, parsed, **_):
        if http_response.status_code == 200:
            self.parsed[model.name] += 1
            return
        code = parsed["Error"]["Code"]
        self.refused[code] += 1
        modelled = {shape.error_code for shape in model.error_shapes}
        self.verdict.expect(code in modelled | COMMON, f"{model.name}: {code} is none of its errors: {parsed['Error']}")
        self.verdict.expect(parsed["Error"].get("Message"), f"{model.name}: {code} without a message")

    def call(self, operation, **arguments):
        try:
            return getattr(self.client, xform_name(operation))(**arguments)
        except ClientError as e:
            self.verdict.fault(f"{operation}({arguments}): {e}")
            return {}

    def implemented(self):
        """All operations of the model, but those that the cloud says it does not have."""
        there = set()
        for operation in self.client.meta.service_model.operation_names:
            try:
                getattr(self.client, xform_name(operation))()
            except ClientError as e:
                if e.response["Error"]["Code"] == "InvalidAction":
                    continue
            there.add(operation)
        return there

    def error(self, name, operation, **arguments):
        """The answer must be the class of exception that the model has for it."""
        expected = getattr(self.client.exceptions, name)
        try:
            getattr(self.client, xform_name(operation))(**arguments)
            self.verdict.fault(f"{operation}({arguments}): accepted, not {name}")
        except expected:
            self.typed += 1
        except ClientError as e:
            self.verdict.fault(f"{operation}({arguments}): not {name} but {type(e).__name__}: {e}")

    def pages(self, operation, member, key, at_least=1, most=100, **arguments):
        """By pages of the smallest size, the same as at once."""
        paginator = self.client.get_paginator(xform_name(operation))
        pages = list(paginator.paginate(PaginationConfig={"PageSize": 20}, **arguments))
        items = [item[key] for page in pages for item in dig(page, member)]
        once = [item[key] for item in dig(self.call(operation, MaxRecords=most, **arguments), member)]
        self.verdict.expect(items[: len(once)] == once, f"{operation}: pages give others than one answer")
        self.verdict.expect(len(pages) >= at_least, f"{operation}: {len(pages)} pages, not {at_least} or more")
        self.paged += len(pages)

    def wait(self, name, **arguments):
        self.waiters.add(name)
        waiter = self.client.get_waiter(name)
        waiter.config.delay = 1
        try:
            waiter.wait(**arguments)
            self.waited += 1
        except WaiterError as e:
            self.verdict.fault(f"{name}({arguments}): {e}")

    def run(self):
        there = self.implemented()
        self.reads()
        self.parameter_groups()
        self.life_of_a_group()
        self.user_groups()
        self.one_more_shard()
        self.errors()
        for operation in sorted(there - set(self.parsed)):
            self.verdict.fault(f"{operation} is there, but nothing judges an answer of it")
        for name in sorted(set(self.client.waiter_names) - self.waiters):
            self.verdict.fault(f"the waiter {name} was not used")
        return self.verdict.end(
            f"{sum(self.parsed.values())} answers of {len(there)} operations parsed, {sum(self.refused.values())} refusals,"
            f" {self.paged} pages, {self.waited} waits, {self.typed} typed errors"
        )

    def reads(self):
        self.pages("DescribeReplicationGroups", "ReplicationGroups", "ReplicationGroupId")
        self.pages("DescribeCacheClusters", "CacheClusters", "CacheClusterId", 2, ShowCacheNodeInfo=True)
        self.pages("DescribeCacheEngineVersions", "CacheEngineVersions", "EngineVersion")
        self.pages("DescribeCacheSubnetGroups", "CacheSubnetGroups", "CacheSubnetGroupName")
        self.pages("DescribeUserGroups", "UserGroups", "UserGroupId")
        self.pages("DescribeUsers", "Users", "UserId")
        self.pages("DescribeReservedCacheNodes", "ReservedCacheNodes", "ReservedCacheNodeId")
        self.pages("DescribeUpdateActions", "UpdateActions", "ServiceUpdateName")
        self.pages("DescribeCacheParameters", "Parameters", "ParameterName", 2, CacheParameterGroupName="default.redis7")
        defaults = {"CacheParameterGroupFamily": "redis7"}
        self.pages("DescribeEngineDefaultParameters", "EngineDefaults.Parameters", "ParameterName", 2, **defaults)
        for group in self.call("DescribeReplicationGroups").get("ReplicationGroups", []):
            self.call("ListTagsForResource", ResourceName=group["ARN"])
            self.call("ListAllowedNodeTypeModifications", ReplicationGroupId=group["ReplicationGroupId"])

    def parameter_groups(self):
        names = [f"judge-{i:02}" for i in range(21)]
        for name in names:
            self.call(
                "CreateCacheParameterGroup",
                CacheParameterGroupName=name,
                CacheParameterGroupFamily="redis7",
                Description="of a judge",
            )
        one = {"CacheParameterGroupName": names[0]}
        change = [{"ParameterName": "maxmemory-policy", "ParameterValue": "noeviction"}]
        self.call("ModifyCacheParameterGroup", ParameterNameValues=change, **one)
        self.pages("DescribeCacheParameters", "Parameters", "ParameterName", Source="user", **one)
        self.call("ResetCacheParameterGroup", ResetAllParameters=True, **one)
        self.pages("DescribeCacheParameterGroups", "CacheParameterGroups", "CacheParameterGroupName", 2)
        self.error(
            "CacheParameterGroupAlreadyExistsFault",
            "CreateCacheParameterGroup",
            CacheParameterGroupFamily="redis7",
            Description="again",
            **one,
        )
        for name in names:
            self.call("DeleteCacheParameterGroup", CacheParameterGroupName=name)

    def life_of_a_group(self):
        group = {"ReplicationGroupId": "judge-group"}
        node = {"CacheClusterId": "judge-group-001"}
        self.call(
            "CreateReplicationGroup",
            ReplicationGroupDescription="of a judge",
            Engine="redis",
            EngineVersion="7.1",
            CacheNodeType="cache.t4g.micro",
            NumCacheClusters=2,
            AutomaticFailoverEnabled=True,
            Tags=[{"Key": "made-by", "Value": "judge"}],
            **group,
        )
        self.wait("replication_group_available", **group)
        self.wait("cache_cluster_available", **node)
        arn = self.call("DescribeReplicationGroups", **group)["ReplicationGroups"][0]["ARN"]
        self.call("AddTagsToResource", ResourceName=arn, Tags=[{"Key": "a", "Value": "ü <&>"}, {"Key": "b", "Value": ""}])
        self.settle(group)
        self.call("RemoveTagsFromResource", ResourceName=arn, TagKeys=["a"])
        self.settle(group)
        tags = {tag["Key"]: tag["Value"] for tag in self.call("ListTagsForResource", ResourceName=arn)["TagList"]}
        self.verdict.expect(tags == {"made-by": "judge", "b": ""}, f"the tags are {tags}")
        for mode in "preferred", "required":
            self.modify(group, TransitEncryptionEnabled=True, TransitEncryptionMode=mode)
            shown = self.call("DescribeReplicationGroups", **group)["ReplicationGroups"][0]
            self.verdict.expect(shown.get("TransitEncryptionMode") == mode, f"{mode}: {shown}")
        self.modify(group, AuthToken="a-token-of-a-judge", AuthTokenUpdateStrategy="ROTATE")
        self.modify(group, AuthToken="a-token-of-a-judge", AuthTokenUpdateStrategy="SET")
        self.modify(group, SnapshotRetentionLimit=2, SnapshottingClusterId=node["CacheClusterId"])
        self.snapshots(group, node)
        self.call("DeleteReplicationGroup", FinalSnapshotIdentifier="judge-final", **group)
        self.error("InvalidReplicationGroupStateFault", "DeleteReplicationGroup", **group)
        self.wait("replication_group_deleted", **group)
        self.wait("cache_cluster_deleted", **node)
        self.call("DeleteSnapshot", SnapshotName="judge-final")
        self.pages("DescribeEvents", "Events", "Date", Duration=1440)

    def user_groups(self):
        users = {"UserGroupId": "judge-users"}
        self.call("CreateUserGroup", Engine="redis", UserIds=["default"], **users)
        self.error("UserGroupAlreadyExistsFault", "CreateUserGroup", Engine="redis", UserIds=["default"], **users)
        self.error("DefaultUserRequired", "CreateUserGroup", Engine="redis", UserIds=["nobody"], UserGroupId="judge-others")
        self.call("DeleteUserGroup", **users)
        self.error("UserGroupNotFoundFault", "DeleteUserGroup", **users)

    def one_more_shard(self):
        group = {"ReplicationGroupId": "judge-shards"}
        self.call(
            "CreateReplicationGroup",
            ReplicationGroupDescription="of a judge",
            Engine="redis",
            EngineVersion="7.1",
            CacheNodeType="cache.t4g.micro",
            ClusterMode="enabled",
            NumNodeGroups=1,
            ReplicasPerNodeGroup=0,
            AutomaticFailoverEnabled=True,
            **group,
        )
        self.wait("replication_group_available", **group)
        change = {"NodeGroupCount": 2, "ApplyImmediately": True}
        self.call("ModifyReplicationGroupShardConfiguration", **change, **group)
        self.settle(group)
        shards = self.call("DescribeReplicationGroups", **group)["ReplicationGroups"][0]["NodeGroups"]
        self.verdict.expect([s["NodeGroupId"] for s in shards] == ["0001", "0002"], f"the shards are {shards}")
        self.call("DeleteReplicationGroup", **group)
        self.wait("replication_group_deleted", **group)

    def modify(self, group, **change):
        self.call("ModifyReplicationGroup", ApplyImmediately=True, **group, **change)
        self.settle(group)

    def settle(self, group):
        try:
            settle(self.client, group["ReplicationGroupId"])
            self.waited += 1
        except WaiterError as e:
            self.verdict.fault(f"{group}: {e}")

    def snapshots(self, group, node):
        self.call("CreateSnapshot", SnapshotName="judge-first", **node)
        self.snapshot_there("judge-first")
        self.error("SnapshotAlreadyExistsFault", "CreateSnapshot", SnapshotName="judge-first", **node)
        self.call("CopySnapshot", SourceSnapshotName="judge-first", TargetSnapshotName="judge-copy")
        self.error("InvalidSnapshotStateFault", "DeleteSnapshot", SnapshotName="judge-copy")
        self.snapshot_there("judge-copy")
        self.pages("DescribeSnapshots", "Snapshots", "SnapshotName", most=50, ShowNodeGroupConfig=True)
        for name in "judge-first", "judge-copy":
            self.call("DeleteSnapshot", SnapshotName=name)
        self.wait("replication_group_available", **group)

    def snapshot_there(self, name):
        """botocore has no waiter for it."""
        end = time.monotonic() + 60
        while self.call("DescribeSnapshots", SnapshotName=name)["Snapshots"][0]["SnapshotStatus"] != "available":
            if time.monotonic() > end:
                self.verdict.fault(f"the snapshot {name} is never available")
                return
            time.sleep(0.1)

    def errors(self):
        nobody = "arn:aws:elasticache:us-east-1:111122223333:replicationgroup:nobody"
        create = {"ReplicationGroupDescription": "x", "CacheNodeType": "cache.t4g.micro", "NumCacheClusters": 1}
        for name, operation, arguments in [
            ("ReplicationGroupNotFoundFault", "DescribeReplicationGroups", {"ReplicationGroupId": "nobody"}),
            ("ReplicationGroupNotFoundFault", "ModifyReplicationGroup", {"ReplicationGroupId": "nobody"}),
            ("ReplicationGroupNotFoundFault", "DeleteReplicationGroup", {"ReplicationGroupId": "nobody"}),
            ("ReplicationGroupNotFoundFault", "CreateSnapshot", {"ReplicationGroupId": "nobody", "SnapshotName": "a"}),
            ("ReplicationGroupNotFoundFault", "ListTagsForResource", {"ResourceName": nobody}),
            ("ReplicationGroupNotFoundFault", "ListAllowedNodeTypeModifications", {"ReplicationGroupId": "nobody"}),
            ("CacheClusterNotFoundFault", "DescribeCacheClusters", {"CacheClusterId": "nobody"}),
            ("CacheClusterNotFoundFault", "CreateSnapshot", {"CacheClusterId": "nobody", "SnapshotName": "a"}),
            ("CacheParameterGroupNotFoundFault", "DescribeCacheParameters", {"CacheParameterGroupName": "nobody"}),
            ("CacheParameterGroupNotFoundFault", "DescribeCacheParameterGroups", {"CacheParameterGroupName": "nobody"}),
            ("CacheSubnetGroupNotFoundFault", "DescribeCacheSubnetGroups", {"CacheSubnetGroupName": "nobody"}),
            ("UserGroupNotFoundFault", "DescribeUserGroups", {"UserGroupId": "nobody"}),
            ("UserNotFoundFault", "DescribeUsers", {"UserId": "nobody"}),
            ("SnapshotNotFoundFault", "DescribeSnapshots", {"SnapshotName": "nobody"}),
            ("SnapshotNotFoundFault", "DeleteSnapshot", {"SnapshotName": "nobody"}),
            ("SnapshotNotFoundFault", "CopySnapshot", {"SourceSnapshotName": "nobody", "TargetSnapshotName": "a"}),
            ("InvalidARNFault", "ListTagsForResource", {"ResourceName": "nobody"}),
            ("InvalidParameterValueException", "DescribeReplicationGroups", {"MaxRecords": 5}),
            ("InvalidParameterValueException", "DescribeReplicationGroups", {"Marker": "nobody"}),
            ("ReplicationGroupAlreadyExistsFault", "CreateReplicationGroup", {"ReplicationGroupId": "orders-cache", **create}),
            ("InvalidParameterValueException", "CreateReplicationGroup", {"ReplicationGroupId": "9-is-no-letter", **create}),
            ("InvalidParameterCombinationException", "CreateReplicationGroup",
             {"ReplicationGroupId": "judge", **create, "AutomaticFailoverEnabled": True}),
        ]:
            self.error(name, operation, **arguments)


def dig(page, path):
    for name in path.split("."):
        page = page.get(name, {})
    return page
