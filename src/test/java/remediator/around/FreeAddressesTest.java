package remediator.around;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.local.cloud.Fault;
import remediator.local.data.NoData;
import remediator.local.run.CloudRun;
import remediator.local.run.Stage;

/** The first gate says whether the subnets have room for the group a second time. */
class FreeAddressesTest {
  private static final String EVENT = "ec4-three-uneven-shards-replace.json";

  @Test
  void zonesWithoutRoomAreNamedBeforeTheGroupIsMade() {
    try (Stage stage = new Stage("search-sharded", new NoData(), Map.of())) {
      // 16, 16 and 7 nodes stand there.
      stage.subnets().room(16);

      stage.rejectingAt("replace").deliver(EVENT).toTheEnd();

      assertThat(stage.message("decide on replace"))
          .contains(
              "which have 0 in us-east-1a, 0 in us-east-1b, 9 in us-east-1c: too few in us-east-1a"
                  + " and in us-east-1b, so the new group will be refused; free some there, or add"
                  + " a subnet to the subnet group first");
    }
  }

  @Test
  void whoMayNotCountThemSaysSoAndAsksNevertheless() throws IOException {
    try (CloudRun run = new CloudRun()) {
      run.gates().reject("replace", "not today");
      run.faults().always("EC2.DescribeSubnets", Fault.ACCESS_DENIED);
      byte[] event = Files.readAllBytes(Path.of("events", EVENT));

      run.importing(event).deliver(event);
      run.toTheEnd();

      assertThat(run.messages().toString())
          .contains("they could not be counted (EC2 answered UnauthorizedOperation")
          .contains("aws ec2 describe-subnets tells AvailableIpAddressCount");
    }
  }
}
