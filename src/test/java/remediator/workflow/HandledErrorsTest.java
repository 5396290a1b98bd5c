package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;

/**
 * What src/docs/elasticache-errors.md calls handled: the error comes once, at the first call of the
 * operation. The flow goes on, ends in order where its group or parameter group is gone, or is not
 * begun where the plan meets it.
 */
class HandledErrorsTest {
  @ParameterizedTest
  @CsvSource({
    "DeleteReplicationGroup, WRONG_STATE, complete",
    "DeleteReplicationGroup, NOT_FOUND, complete",
    "CreateSnapshot, WRONG_STATE, complete",
    "CreateSnapshot, NOT_FOUND, failed",
    "CopySnapshot, WRONG_STATE, complete",
    "CopySnapshot, NOT_FOUND, complete",
    "DeleteSnapshot, WRONG_STATE, failed",
    "DeleteSnapshot, NOT_FOUND, complete",
    "AddTagsToResource, WRONG_STATE, complete",
    "AddTagsToResource, NOT_FOUND, failed",
    "ModifyReplicationGroup, WRONG_STATE, complete",
    "ModifyReplicationGroup, NOT_FOUND, failed",
    "DescribeSnapshots, NOT_FOUND, complete",
    "DescribeCacheClusters, NOT_FOUND, complete",
    "ListTagsForResource, NOT_FOUND, complete",
    "ListTagsForResource, WRONG_STATE, no flow",
    "CreateCacheParameterGroup, WRONG_STATE, complete",
    "ModifyCacheParameterGroup, WRONG_STATE, complete",
    "ModifyCacheParameterGroup, NOT_FOUND, failed",
    "DeleteCacheParameterGroup, WRONG_STATE, complete",
    "DeleteCacheParameterGroup, NOT_FOUND, complete",
    "DescribeCacheParameterGroups, NOT_FOUND, failed",
    "DescribeCacheSubnetGroups, NOT_FOUND, no flow",
    "DescribeReplicationGroups, NOT_FOUND, no flow"
  })
  void oneErrorIsDealtWith(String operation, InjectedFault fault, String outcome) {
    try (CloudRun run = new CloudRun(Map.of("FinalSnapshot", "delete"))) {
      backUp(run);
      run.faults().next("ElastiCache." + operation, fault, 1);
      Events event = Sample.ofCart();
      run.importing(event.bytes()).deliver(event.bytes());
      run.toTheEnd();

      assertThat(run.faults().unused()).as("faults that met no call").isEmpty();
      assertThat(
              run.ledger(Sample.CART)
                  .flatMap(c -> c.attribute(CaseAttribute.OUTCOME))
                  .orElse("no flow"))
          .as(Sample.notes(run).toString())
          .isEqualTo(outcome);
    }
  }

  /** An automatic backup, which the flow copies before the old group takes it along. */
  private static void backUp(CloudRun run) {
    Sample.elastiCache(run)
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId("cart-single")
                    .snapshotRetentionLimit(3)
                    .snapshottingClusterId("cart-single-001")
                    .applyImmediately(true));
    run.forTime(Sample.WHILE_TAGGED);
    run.controls().automaticSnapshot(Sample.CART, run.clock().instant());
  }
}
