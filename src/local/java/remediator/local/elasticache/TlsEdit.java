package remediator.local.elasticache;

import java.time.Duration;
import remediator.local.data.DataPlane.Accepts;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/**
 * Another in-transit encryption setting.
 *
 * @param mode preferred or required; null to switch it off
 */
record TlsEdit(String mode) implements Edit {
  @Override
  public String text() {
    return "transit encryption " + (mode == null ? "off" : mode);
  }

  @Override
  public Duration takes(Timing timing) {
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
  public void apply(Estate estate, Inventory inventory, GroupState group) {
    boolean on = mode != null;
    boolean renamed = group.tls() != on;
    String hash = Endpoints.hash(group, inventory.hash());
    group.change(b -> b.transitEncryptionEnabled(on).transitEncryptionMode(mode));
    group.changeNodes(b -> b.transitEncryptionEnabled(on).transitEncryptionMode(mode));
    if (renamed) {
      Endpoints.assign(group, hash, Ports.of(group));
      estate.journal().changed(group.arn(), "endpoints " + Endpoints.list(group));
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
  static Accepts accepts(String mode) {
    if (mode == null) {
      return Accepts.PLAINTEXT;
    }
    return mode.equals("preferred") ? Accepts.PLAINTEXT_AND_TLS : Accepts.TLS;
  }
}
