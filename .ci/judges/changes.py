"""Waits for changes of a group in the local cloud, whose time goes by six hundred times as fast."""

import time

# Seconds; half an hour of the cloud.
LATE = 3


def settle(client, group):
    """A change shows late, and not every change shows; then botocore's waiter looks until it is over."""
    late = time.monotonic() + LATE
    while time.monotonic() < late:
        if client.describe_replication_groups(ReplicationGroupId=group)["ReplicationGroups"][0]["Status"] != "available":
            break
        time.sleep(0.05)
    waiter = client.get_waiter("replication_group_available")
    waiter.config.delay = 1
    waiter.wait(ReplicationGroupId=group)
