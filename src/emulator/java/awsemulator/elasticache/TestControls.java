package awsemulator.elasticache;

import awsemulator.cloud.CallerIdentity;
import awsemulator.elasticache.modify.GroupReshaping;
import awsemulator.elasticache.modify.OwnerWork;
import awsemulator.elasticache.snapshots.AutomaticSnapshot;
import awsemulator.elasticache.state.AuthTokens;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.CloudPlace;
import awsemulator.elasticache.state.CreateFailure;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import awsemulator.time.VirtualClock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.CacheEngineVersion;
import software.amazon.awssdk.services.elasticache.model.User;
import software.amazon.awssdk.services.elasticache.model.UserGroup;

/** What tests and drills can set in the local ElastiCache. */
public final class TestControls {
  private final VirtualClock clock;
  private final CloudEstate estate;

  TestControls(VirtualClock clock, CloudEstate estate) {
    this.clock = clock;
    this.estate = estate;
  }

  /** What befalls parameter groups. */
  public ParameterControls parameters() {
    return new ParameterControls(clock, estate);
  }

  /** From now on; work that is under way keeps its times. */
  public void timing(OperationTiming timing) {
    synchronized (clock) {
      estate.timing(timing);
    }
  }

  /** The next creation of a group of this id is accepted, and then fails. */
  public void failNextCreate(String id, CreateFailure how) {
    synchronized (clock) {
      estate.mishaps().failCreate(id, how);
    }
  }

  /** ElastiCache no longer tells when this group was created. */
  public void hideCreateTime(String groupArn) {
    synchronized (clock) {
      estate
          .of(CloudPlace.ofArn(groupArn))
          .group(groupArn.substring(groupArn.lastIndexOf(':') + 1))
          .change(group -> group.replicationGroupCreateTime(null));
    }
  }

  /** StorageEncryptionType, which ElastiCache can tell whatever AtRestEncryptionEnabled says. */
  public void storageEncryption(String groupArn, String type) {
    synchronized (clock) {
      estate
          .of(CloudPlace.ofArn(groupArn))
          .group(groupArn.substring(groupArn.lastIndexOf(':') + 1))
          .change(group -> group.storageEncryptionType(type));
    }
  }

  /** The next snapshot ends as {@code failed}. */
  public void failNextSnapshot() {
    synchronized (clock) {
      estate.mishaps().failSnapshot();
    }
  }

  /**
   * AuthTokenEnabled stays false after ROTATE, which lets clients in without a token still
   * (hashicorp/terraform-provider-aws #33439); what AWS really says there is not recorded.
   */
  public void hideAuthUntilSet() {
    synchronized (clock) {
      estate.mishaps().hideAuthUntilSet();
    }
  }

  /** A group reads available for a while after its deletion was asked for, as any other change. */
  public void showDeletionsLate() {
    synchronized (clock) {
      estate.mishaps().showDeletionsLate();
    }
  }

  /** Whether nodes of a type can be had: false for InsufficientCacheClusterCapacity. */
  public void capacity(String nodeType, boolean available) {
    synchronized (clock) {
      estate.mishaps().capacity(nodeType, available);
    }
  }

  /** Nodes that an account may have in a Region; 300 unless set. */
  public void nodeQuota(int nodes) {
    synchronized (clock) {
      estate.nodeQuota(nodes);
    }
  }

  /** The same, as it is set. */
  public int nodeQuota() {
    synchronized (clock) {
      return estate.nodeQuota();
    }
  }

  /** The engine versions to offer instead: engine and engineVersion as one sends them. */
  public void engineVersions(List<CacheEngineVersion> versions) {
    synchronized (clock) {
      estate.engines().offer(versions);
    }
  }

  public void addSubnetGroup(String account, String region, String name) {
    synchronized (clock) {
      inventory(account, region).addSubnetGroup(name);
    }
  }

  /** Adds a user group, or replaces that of the same id. */
  public void addUserGroup(String account, String region, UserGroup group) {
    synchronized (clock) {
      inventory(account, region).userGroups.put(group.userGroupId(), group);
    }
  }

  /** Adds a user, or replaces that of the same id. */
  public void addUser(String account, String region, User user) {
    synchronized (clock) {
      inventory(account, region).users.put(user.userId(), user);
    }
  }

  /** The AUTH token that a loaded group has, which the API never tells. */
  public void authToken(String groupArn, String token) {
    synchronized (clock) {
      CloudPlace place = CloudPlace.ofArn(groupArn);
      String id = groupArn.substring(groupArn.lastIndexOf(':') + 1);
      StoredGroup group = estate.of(place).group(id);
      group.tokens(AuthTokens.only(token));
      if (estate.data().running(groupArn)) {
        estate.data().passwords(groupArn, group.tokens().demanded());
      }
    }
  }

  /** An automatic snapshot that a group has had taken of it, named as AWS names them. */
  public void automaticSnapshot(String groupArn, Instant at) {
    synchronized (clock) {
      RegionInventory inventory = estate.of(CloudPlace.ofArn(groupArn));
      StoredGroup group = inventory.group(groupArn.substring(groupArn.lastIndexOf(':') + 1));
      AutomaticSnapshot.add(inventory, group, at);
    }
  }

  /**
   * The backup window begins now: an automatic snapshot is taken, and the group is busy meanwhile.
   *
   * @throws IllegalStateException where the group is busy already
   */
  public void takeAutomaticSnapshot(String groupArn) {
    synchronized (clock) {
      RegionInventory inventory = estate.of(CloudPlace.ofArn(groupArn));
      StoredGroup group = inventory.group(groupArn.substring(groupArn.lastIndexOf(':') + 1));
      AutomaticSnapshot.take(estate, inventory, group);
    }
  }

  /**
   * Lets something befall a group.
   *
   * @return false where the group is busy or gone, so that ElastiCache would refuse
   */
  public boolean reshape(String groupArn, GroupReshaping reshaping) {
    synchronized (clock) {
      return owner(groupArn).filter(o -> o.begin(reshaping)).isPresent();
    }
  }

  /** Whether a group of its shape can be changed so, once it is available. */
  public boolean reshapable(String groupArn, GroupReshaping reshaping) {
    synchronized (clock) {
      return owner(groupArn).filter(o -> o.possible(reshaping)).isPresent();
    }
  }

  private Optional<OwnerWork> owner(String groupArn) {
    RegionInventory inventory = estate.of(CloudPlace.ofArn(groupArn));
    String id = groupArn.substring(groupArn.lastIndexOf(':') + 1);
    return Optional.ofNullable(inventory.groups.get(id))
        .map(group -> new OwnerWork(estate, inventory, group));
  }

  private RegionInventory inventory(String account, String region) {
    return estate.of(CloudPlace.of(new CallerIdentity("", account, region)));
  }
}
