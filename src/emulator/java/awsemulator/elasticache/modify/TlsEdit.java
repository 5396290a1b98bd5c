package awsemulator.elasticache.modify;

import awsemulator.data.DataPlane.Accepts;
import awsemulator.elasticache.endpoints.EndpointAssigner;
import awsemulator.elasticache.endpoints.PortRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/**
 * Another in-transit encryption setting.
 *
 * @param mode preferred or required; null to switch it off
 */
public record TlsEdit(String mode) implements GroupEdit {
  @Override
  public String text() {
    return "transit encryption " + (mode == null ? "off" : mode);
  }

  @Override
  public Duration takes(OperationTiming timing) {
    return timing.tls();
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void announce(
      ReplicationGroupPendingModifiedValues.Builder group, PendingModifiedValues.Builder node) {
    group.transitEncryptionEnabled(mode != null).transitEncryptionMode(mode);
    node.transitEncryptionEnabled(mode != null).transitEncryptionMode(mode);
  }

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    boolean on = mode != null;
    boolean renamed = group.tls() != on;
    String hash = EndpointAssigner.hash(group, inventory.hash());
    group.change(b -> b.transitEncryptionEnabled(on).transitEncryptionMode(mode));
    group.changeNodes(b -> b.transitEncryptionEnabled(on).transitEncryptionMode(mode));
    if (renamed) {
      EndpointAssigner.assign(group, hash, PortRules.of(group));
      estate.journal().changed(group.arn(), "endpoints " + EndpointAssigner.list(group));
    }
    if (estate.data().running(group.arn())) {
      estate.data().accept(group.arn(), accepts(mode));
    }
    estate
        .journal()
        .event(
            group.place(),
            "replication-group",
            group.id(),
            "Transit encryption has been " + (on ? "set to " + mode : "disabled") + ".");
  }

  /** What the port of a group in this mode accepts. */
  public static Accepts accepts(String mode) {
    if (mode == null) {
      return Accepts.PLAINTEXT;
    }
    return mode.equals("preferred") ? Accepts.PLAINTEXT_AND_TLS : Accepts.TLS;
  }
}
