package awsemulator.elasticache.parameters;

import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.ParameterGroup;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupStatus;

/**
 * The way of parameter values to the nodes of a group, when it gets another parameter group or its
 * own has changed: the nodes are {@code applying}, then one after the other {@code in-sync}, or
 * {@code pending-reboot} where a value differs that servers take up only when they start.
 */
final class ParameterRollout {
  private static final Duration NEXT_NODE = Duration.ofSeconds(5);

  private final CloudEstate estate;
  private final RegionInventory inventory;
  private final StoredGroup group;

  ParameterRollout(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    this.estate = estate;
    this.inventory = inventory;
    this.group = group;
  }

  /** Keeps in mind what the servers run with; to be called before anything is changed. */
  void beforeChange() {
    ParameterGroup now = inventory.parameterGroups.get(group.parameterGroup());
    if (group.bootedWith() == null && now != null) {
      group.bootedWith(ParameterCatalog.untilReboot(now));
    }
  }

  /** The servers are started anew with the values of this parameter group, as by an upgrade. */
  void restarted(ParameterGroup with) {
    group.bootedWith(ParameterCatalog.untilReboot(with));
  }

  /** Begins; a later change overtakes an earlier one that is still under way. */
  void begin() {
    int turn = group.nextParameterTurn();
    String name = group.parameterGroup();
    group.changeNodes(n -> n.cacheParameterGroup(status(name, "applying", List.of())));
    estate.journal().changed(group.arn(), "parameters of " + name + " applying");
    Duration after = estate.timing().parameters();
    estate.later(
        after,
        () -> {
          if (current(turn)) {
            ServerParameters.apply(estate, estate.data(), group);
          }
        });
    for (String node : group.nodes().keySet()) {
      estate.later(after, () -> settle(turn, node));
      after = after.plus(NEXT_NODE);
    }
  }

  private boolean current(int turn) {
    return group.parameterTurn() == turn && inventory.groups.get(group.id()) == group;
  }

  private void settle(int turn, String node) {
    if (!current(turn) || !group.nodes().containsKey(node)) {
      return;
    }
    String name = group.parameterGroup();
    boolean reboot = needsReboot(name);
    String status = reboot ? "pending-reboot" : "in-sync";
    List<String> ids = reboot ? List.of("0001") : List.of();
    group.node(
        group.nodes().get(node).toBuilder().cacheParameterGroup(status(name, status, ids)).build());
    estate.journal().changed(group.arn(), node + ": parameters " + status);
  }

  private boolean needsReboot(String name) {
    ParameterGroup now = inventory.parameterGroups.get(name);
    Map<String, String> booted = group.bootedWith();
    return estate.mishaps().wantsReboot(group.arn(), name)
        || (now != null && booted != null && !booted.equals(ParameterCatalog.untilReboot(now)));
  }

  private static CacheParameterGroupStatus status(String name, String status, List<String> nodes) {
    return CacheParameterGroupStatus.builder()
        .cacheParameterGroupName(name)
        .parameterApplyStatus(status)
        .cacheNodeIdsToReboot(nodes)
        .build();
  }
}
