package remediator.iac;

import java.util.List;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupSpec;
import remediator.group.GroupSpec.LogDelivery;
import remediator.group.GroupSpec.Node;
import remediator.group.GroupSpec.Shard;
import remediator.group.TransitEncryptionMode;

/**
 * The group as an aws_elasticache_replication_group, with the blocks that bring Terraform's state
 * to it without an apply that destroys anything (Terraform 1.7 or newer).
 */
final class TerraformResource {
  private static final String TYPE = "aws_elasticache_replication_group.";

  private final CacheGroup group;
  private final GroupArn old;
  private final HclWriter hcl = new HclWriter();

  /**
   * @param group as it is after the flow
   * @param old the group that the code describes; the same one where it was changed in place
   */
  TerraformResource(CacheGroup group, GroupArn old) {
    this.group = group;
    this.old = old;
  }

  static String name(GroupArn arn) {
    return arn.id().replace('-', '_');
  }

  String lines() {
    hcl.comment("Names of resources are made of ids; put in those of your code.");
    if (!group.arn().equals(old)) {
      hcl.comment("Forget the old group without deleting it, and take the new one in. Rename what")
          .comment("refers to the old one. Without these, an apply would make an empty group.");
      takeOver(hcl, old, group.arn());
      hcl.comment("One apply later the old name can come back:")
          .comment("moved {")
          .comment("  from = " + TYPE + name(group.arn()))
          .comment("  to   = " + TYPE + name(old))
          .comment("}");
    }
    resource();
    return hcl.toString();
  }

  /** The blocks that have Terraform forget a group without deleting it, and take in another. */
  static void takeOver(HclWriter hcl, GroupArn old, GroupArn made) {
    hcl.open("removed")
        .plain("from", TYPE + name(old))
        .open("lifecycle")
        .plain("destroy", false)
        .close()
        .close()
        .open("import")
        .plain("to", TYPE + name(made))
        .text("id", made.id())
        .close();
  }

  private void resource() {
    GroupSpec s = group.spec();
    hcl.open("resource \"aws_elasticache_replication_group\" \"" + name(group.arn()) + "\"")
        .text("replication_group_id", group.arn().id())
        .text("description", s.description())
        .text("engine", s.engine().version().engine())
        .text("engine_version", s.engine().version().toApiVersion())
        .text("parameter_group_name", s.engine().parameterGroup())
        .text("node_type", s.layout().nodeType())
        .text("cluster_mode", s.clusterModeToSend())
        .text("durability", s.engine().durability());
    boolean even = shape(s.layout().shards(), s.layout().sharded());
    hcl.plain("automatic_failover_enabled", s.layout().automaticFailover())
        .plain("multi_az_enabled", s.layout().multiAz())
        .plain("data_tiering_enabled", s.layout().dataTiering())
        .text("subnet_group_name", s.network().subnetGroup())
        .texts("security_group_ids", s.network().securityGroups())
        .plain("port", s.network().port())
        .text("network_type", s.networkTypeToSend())
        .text("ip_discovery", s.ipDiscoveryToSend())
        .plain("at_rest_encryption_enabled", s.encryption().atRest())
        .text("kms_key_id", s.encryption().kmsKey())
        .plain(
            "transit_encryption_enabled", s.encryption().transit() != TransitEncryptionMode.NONE);
    if (s.encryption().transit() != TransitEncryptionMode.NONE
        && s.engine().version().canSwitchTlsOnline()) {
      hcl.text("transit_encryption_mode", s.encryption().transit().apiValue());
    }
    hcl.texts("user_group_ids", s.access().userGroups())
        .plain("snapshot_retention_limit", s.backup().days())
        .text("snapshot_window", s.backup().window())
        .text("maintenance_window", s.maintenance().window())
        .plain("auto_minor_version_upgrade", s.maintenance().minorVersionUpgrade())
        .text("notification_topic_arn", s.maintenance().topic());
    s.maintenance().logs().forEach(this::log);
    hcl.map("tags", s.tags());
    lifecycle(even);
    hcl.close();
  }

  /** Whether the provider can say it: it knows one number of replicas for all shards. */
  private boolean shape(List<Shard> shards, boolean sharded) {
    if (!sharded) {
      List<Node> nodes = shards.stream().flatMap(s -> s.nodes().stream()).toList();
      hcl.plain("num_cache_clusters", nodes.size());
      if (nodes.stream().noneMatch(n -> n.zone().isEmpty())) {
        hcl.texts("preferred_cache_cluster_azs", nodes.stream().map(Node::zone).toList());
      }
      return true;
    }
    hcl.plain("num_node_groups", shards.size())
        .plain("replicas_per_node_group", shards.getFirst().nodes().size() - 1);
    return shards.stream().map(s -> s.nodes().size()).distinct().count() == 1;
  }

  private void log(LogDelivery log) {
    hcl.open("log_delivery_configuration")
        .text("destination", log.destination())
        .text("destination_type", log.destinationType())
        .text("log_format", log.format())
        .text("log_type", log.type())
        .close();
  }

  private void lifecycle(boolean even) {
    hcl.open("lifecycle").plain("prevent_destroy", true);
    if (!even) {
      hcl.comment("The shards have different numbers of replicas, which this resource cannot say.")
          .plain("ignore_changes", "[num_node_groups, replicas_per_node_group]");
    } else if (group.spec().access().authToken()) {
      hcl.comment("Nobody can read the token; keep it out of the code.")
          .plain("ignore_changes", "[auth_token, auth_token_update_strategy]");
    }
    hcl.close();
  }
}
