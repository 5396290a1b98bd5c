package remediator.workflow.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.ledger.CaseAttribute;
import remediator.local.Stage;
import software.amazon.awssdk.services.applicationautoscaling.model.ServiceNamespace;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** All that stands around a group that is replaced, at once. */
class AroundTest extends AroundBench {
  @Test
  void whatWasMadeAroundTheGroupIsUndoneWhenTheCutOverIsRejected() {
    run(Map.of(), "cut-over");
    suspend(false, false, true);
    List<MetricAlarm> before = alarms();

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("rejected");
    assertThat(stage.stands(MADE)).isFalse();
    assertThat(alarms()).isEqualTo(before);
    assertThat(targets(MADE)).isEmpty();
    assertThat(targets(GROUP).getFirst().suspendedState()).isEqualTo(state(false, false, true));
    assertThat(
            scaling()
                .describeScalingPolicies(r -> r.serviceNamespace(ServiceNamespace.ELASTICACHE))
                .scalingPolicies())
        .allMatch(p -> p.resourceId().equals("replication-group/" + GROUP))
        .hasSize(1);
  }

  @Test
  void theMemberRoleAllowsAllOfItInAnotherAccount(@TempDir Path fleet) throws IOException {
    String other = "444455556666";
    try (Stream<Path> files = Files.list(Path.of("src/local/fleet"))) {
      for (Path file : files.toList()) {
        String text = Files.readString(file).replace(":111122223333:", ":" + other + ":");
        Files.writeString(fleet.resolve(file.getFileName()), text);
      }
    }
    String arn = "arn:aws:elasticache:us-east-1:" + other + ":replicationgroup:" + GROUP;
    stage = new Stage(fleet, arn, new NoData(), Map.of()).withSurroundings();

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME))
        .as("%s", stage.ledger().history())
        .contains("complete");
    assertThat(targets(MADE)).hasSize(1);
    assertThat(alarms()).hasSize(14);
    assertThat(kept()).hasSize(1);
    assertThat(stage.message(": replace (")).contains("6 more nodes: the Region has ");
  }

  @Test
  void whatCannotBeTheSameIsSaidBeforeAnythingIsMade() {
    run(Map.of(), "replace");

    stage.deliver(EVENT).toTheEnd();

    assertThat(stage.message(": replace ("))
        .contains("planned: encryption at rest is on, with the service's own key")
        .contains("the new group has another id (search-sharded-enc if it is free)")
        .contains("IAM policies (such as elasticache:Connect)")
        .contains("which node of a shard is the primary cannot be read in cluster mode")
        .contains("6 more nodes: the Region has 39 now and may have 300")
        .containsIgnoringWhitespaces(
            "6 free IP addresses are needed in the subnets of ",
            " (1 in us-east-1a, 2 in us-east-1b, 3 in us-east-1c): where there are too few,"
                + " ElastiCache refuses the new group.",
            "aws ec2 describe-subnets tells AvailableIpAddressCount")
        .containsIgnoringWhitespaces(
            "6 × cache.r6g.large at $0.206 an hour in us-east-1 is $29.66 a day")
        .containsIgnoringWhitespaces("reserved nodes cover one of them only");
    assertThat(targets(GROUP).getFirst().suspendedState()).isEqualTo(null);
  }
}
