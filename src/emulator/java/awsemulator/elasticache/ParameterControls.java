package awsemulator.elasticache;

import awsemulator.elasticache.parameters.ParameterGroupEdit;
import awsemulator.elasticache.parameters.ParameterGroups;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.time.VirtualClock;
import java.time.Duration;

/** What befalls the parameter groups of the local ElastiCache, as others or the service do it. */
public final class ParameterControls {
  private final VirtualClock clock;
  private final CloudEstate estate;

  ParameterControls(VirtualClock clock, CloudEstate estate) {
    this.clock = clock;
    this.estate = estate;
  }

  /**
   * The next parameter group that this group gets ends as pending-reboot; the former one did not.
   */
  public void needReboot(String groupArn) {
    synchronized (clock) {
      estate.mishaps().wantReboot(groupArn);
    }
  }

  /**
   * Whether values, although the nodes say in-sync, do not reach the servers of this group: a
   * change of the service that nothing but a look at the writes themselves would find.
   */
  public void ignoreValues(String groupArn, boolean ignore) {
    synchronized (clock) {
      estate.mishaps().ignoreParameters(groupArn, ignore);
    }
  }

  /**
   * Somebody sets a parameter, after a time, in the parameter group that this group has by then;
   * nothing happens where the group is gone or has one of AWS's own.
   */
  public void setLater(Duration after, String groupArn, String name, String value) {
    synchronized (clock) {
      estate.later(after, () -> set(groupArn, name, value));
    }
  }

  private void set(String groupArn, String name, String value) {
    RegionInventory inventory = estate.of(CloudPlace.ofArn(groupArn));
    StoredGroup group = inventory.groups.get(id(groupArn));
    ParameterGroup parameters =
        group == null ? null : inventory.parameterGroups.get(group.parameterGroup());
    if (parameters != null && !parameters.predefined()) {
      new ParameterGroups(estate).change(inventory, parameters, values -> values.put(name, value));
    }
  }

  /** A group uses the very parameter group of another, as if it had always done so. */
  public void share(String groupArn, String otherArn) {
    synchronized (clock) {
      RegionInventory inventory = estate.of(CloudPlace.ofArn(groupArn));
      String name = inventory.group(id(groupArn)).parameterGroup();
      inventory
          .group(id(otherArn))
          .changeNodes(n -> n.cacheParameterGroup(ParameterGroupEdit.inSync(name)));
    }
  }

  /**
   * A parameter group is gone, whoever uses it: ElastiCache would refuse that while a group does,
   * but between two looks a group may have been moved away from it and back.
   */
  public void drop(String parameterGroupArn) {
    synchronized (clock) {
      RegionInventory inventory = estate.of(CloudPlace.ofArn(parameterGroupArn));
      inventory.parameterGroup(id(parameterGroupArn));
      inventory.parameterGroups.remove(id(parameterGroupArn));
      inventory.tags.forget(parameterGroupArn);
    }
  }

  /** It is gone, and another one of that name is there, without tags and without values. */
  public void remake(String parameterGroupArn, String family) {
    synchronized (clock) {
      drop(parameterGroupArn);
      String name = id(parameterGroupArn);
      estate
          .of(CloudPlace.ofArn(parameterGroupArn))
          .parameterGroups
          .put(name, ParameterGroup.custom(name, family, "Made by somebody else"));
    }
  }

  private static String id(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
