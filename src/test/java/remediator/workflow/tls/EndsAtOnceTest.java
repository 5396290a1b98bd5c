package remediator.workflow.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.local.CloudRun;

/** The step that sees the last thing done ends the flow in the same call. */
class EndsAtOnceTest {
  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private Map<String, Object> again(String flow) throws Exception {
    Map<String, Object> input =
        Map.of("step", "EnableTlsRequired", "group", Tls.ORDERS, "flow", flow);
    return run.invoke("WorkflowFunction", Tls.text(StrictJson.write(input)));
  }

  @Test
  void aCallWhoseAnswerWasLostIsAnsweredTheSameAndDoesNothing() throws Exception {
    Tls.deliver(run, Tls.ofOrders());
    String flow = Tls.kept(run, Tls.ORDERS).flow();
    int changes = run.changes().size();

    assertThat(again(flow))
        .containsOnly(Map.entry("status", "ended"), Map.entry("outcome", "complete"));
    assertThat(run.changes()).hasSize(changes);
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.OUTCOME)).hasValue("complete");
  }

  @Test
  void aFlowThatEndedShortOfItIsNotCalledEnded() throws Exception {
    run.gates().reject("required", "not now");
    Tls.deliver(run, Tls.ofOrders());

    assertThat(again(Tls.kept(run, Tls.ORDERS).flow())).containsEntry("status", "failed");
  }

  @Test
  void theLinesForTheOwnersCodeShowOnlyOnceTheyAreTrue() {
    byte[] event = Tls.ofOrders();
    run.importing(event).send(event);
    run.until(
        () ->
            run.ledger(Tls.ORDERS)
                .flatMap(c -> c.attribute(CaseAttribute.IAC_SNIPPETS_AT_REQUIRED))
                .isPresent());
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.IAC_SNIPPETS)).isEmpty();

    run.toTheEnd();
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.IAC_SNIPPETS)).isPresent();
    assertThat(Tls.kept(run, Tls.ORDERS).attribute(CaseAttribute.IAC_SNIPPETS_AT_REQUIRED))
        .isEmpty();
  }
}
