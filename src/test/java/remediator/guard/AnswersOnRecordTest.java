package remediator.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.local.run.CloudRun;
import remediator.local.run.LocalCloud;
import remediator.local.states.Functions;

/** The function that deletes takes nobody's word for an answer but the ledger's. */
class AnswersOnRecordTest {
  private static final String CART =
      "arn:aws:elasticache:us-east-1:" + LocalCloud.ACCOUNT + ":replicationgroup:cart-single";

  @Test
  void anAnswerThatTheDeletingFunctionIsHandedIsNeitherTakenNorWrittenDown()
      throws Functions.FunctionFailed {
    byte[] event = Events.sample("ec4-one-node-replace").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.gates().ignore("retire");
      run.deliver(event);
      run.until(() -> gate(run).equals("retire"));
      Case before = run.ledger(CART).orElseThrow();

      Map<String, Object> answer =
          run.invoke(
              "RetireFunction",
              Json.write(
                      Map.of(
                          "step",
                          "Retire",
                          "group",
                          CART,
                          "flow",
                          before.execution(),
                          "gate",
                          Map.of("name", "retire", "decision", "approved")))
                  .getBytes(StandardCharsets.UTF_8));

      assertThat(answer).containsEntry("status", "failed");
      assertThat(String.valueOf(answer.get("reason"))).contains("no approval at gate retire");
      Case after = run.ledger(CART).orElseThrow();
      assertThat(after.fact(Fact.GATE)).hasValue("retire");
      assertThat(after.fact(Fact.GATE_ANSWERS)).isEqualTo(before.fact(Fact.GATE_ANSWERS));
      assertThat(run.view().group(CART)).isPresent();
    }
  }

  private static String gate(CloudRun run) {
    return run.ledger(CART).flatMap(c -> c.fact(Fact.GATE)).orElse("");
  }
}
