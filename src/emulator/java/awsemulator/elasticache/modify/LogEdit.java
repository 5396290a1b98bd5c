package awsemulator.elasticache.modify;

import awsemulator.elasticache.rules.LogRules;
import awsemulator.elasticache.state.CloudEstate;
import awsemulator.elasticache.state.GroupEdit;
import awsemulator.elasticache.state.OperationTiming;
import awsemulator.elasticache.state.RegionInventory;
import awsemulator.elasticache.state.StoredGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfiguration;
import software.amazon.awssdk.services.elasticache.model.LogDeliveryConfigurationRequest;
import software.amazon.awssdk.services.elasticache.model.PendingLogDeliveryConfiguration;
import software.amazon.awssdk.services.elasticache.model.PendingModifiedValues;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroupPendingModifiedValues;

/** Other log deliveries; types that are not named stay as they are. */
record LogEdit(List<LogDeliveryConfigurationRequest> requests) implements GroupEdit {
  @Override
  public String text() {
    return "log delivery";
  }

  @Override
  public Duration takes(OperationTiming timing) {
    return timing.settings();
  }

  @Override
  public boolean waits() {
    return true;
  }

  @Override
  public void announce(
      ReplicationGroupPendingModifiedValues.Builder group, PendingModifiedValues.Builder node) {
    List<PendingLogDeliveryConfiguration> pending =
        requests.stream()
            .map(
                r ->
                    PendingLogDeliveryConfiguration.builder()
                        .logType(r.logTypeAsString())
                        .destinationType(r.destinationTypeAsString())
                        .destinationDetails(r.destinationDetails())
                        .logFormat(r.logFormatAsString())
                        .build())
            .toList();
    group.logDeliveryConfigurations(pending);
    node.logDeliveryConfigurations(pending);
  }

  @Override
  public void apply(CloudEstate estate, RegionInventory inventory, StoredGroup group) {
    List<LogDeliveryConfiguration> after =
        new ArrayList<>(group.group().logDeliveryConfigurations());
    for (LogDeliveryConfigurationRequest request : requests) {
      after.removeIf(c -> c.logTypeAsString().equals(request.logTypeAsString()));
      if (!Boolean.FALSE.equals(request.enabled())) {
        after.add(LogRules.active(request));
      }
    }
    group.change(b -> b.logDeliveryConfigurations(after));
    group.changeNodes(
        b ->
            b.logDeliveryConfigurations(after)
                .replicationGroupLogDeliveryEnabled(!after.isEmpty()));
  }
}
