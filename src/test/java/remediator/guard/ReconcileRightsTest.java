package remediator.guard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.LambdaFunctions;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

/** The hourly comparison looks into other accounts, and what keeps it from looking is kept. */
class ReconcileRightsTest {
  private static final byte[] HOURLY = "{}".getBytes(UTF_8);

  @Test
  void groupsOfAnotherAccountAreComparedThere() throws LambdaFunctions.FunctionFailed {
    byte[] event = Events.sample("ec5-other-account-online-tls").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.deliver(event);
      run.toTheEnd();
      long before = entered(run);

      assertThat(run.invoke("ReconcileFunction", HOURLY)).containsEntry("disagreements", List.of());

      assertThat(entered(run)).isGreaterThan(before);
    }
  }

  private static long entered(CloudRun run) {
    return run.calls().stream().filter("STS.AssumeRole"::equals).count();
  }

  @Test
  void aComparisonThatCannotReadTheLedgerFails() {
    try (CloudRun run = new CloudRun()) {
      run.faults().always("DynamoDB.Scan", InjectedFault.ACCESS_DENIED);

      run.schedule("ReconcileHourly");
      run.toTheEnd();

      assertThat(run.executions().getFirst().status()).isEqualTo(ExecutionStatus.FAILED);
    }
  }
}
