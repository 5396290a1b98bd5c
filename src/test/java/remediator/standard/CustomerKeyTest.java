package remediator.standard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.console.WidgetBench;
import remediator.finding.Events;
import remediator.flow.CartReplacement;
import remediator.flow.Sample;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;

/**
 * A stack whose ledger, topics, queues and secret are encrypted by a customer managed key: every
 * role can do its work, and no other right on the key is needed for it.
 */
class CustomerKeyTest {
  static final Map<String, String> KEY =
      Map.of(
          "EncryptionKeyArn",
          "arn:aws:kms:us-east-1:"
              + LocalCloud.ACCOUNT
              + ":key/0a1b2c3d-0000-4000-8000-000000000000");

  private static byte[] json(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void aGroupIsReplacedAndTheOldOneDeleted() {
    try (CartReplacement cart = new CartReplacement(KEY)) {
      cart.runUntil(() -> false);

      assertThat(cart.run.ledger(Sample.CART).orElseThrow().state())
          .isEqualTo(RemediationCase.State.DONE);
      assertThat(cart.run.view().group(Sample.CART)).isEmpty();
      assertThat(cart.run.messages()).isNotEmpty();
      assertThat(cart.run.refused()).isEmpty();
    }
  }

  @Test
  void tlsIsTakenBackByCommandAndTheFleetIsShown() throws FunctionFailed {
    try (WidgetBench bench = new WidgetBench(KEY, "light", "en")) {
      String group = Sample.arn("tokens-compliant");
      bench.run.invoke(
          "TlsRollbackFunction",
          json("{\"tls-rollback\":\"preferred\",\"group\":\"" + group + "\"}"));
      bench.run.toTheEnd();

      assertThat(bench.run.ledger(group).orElseThrow().state())
          .isEqualTo(RemediationCase.State.STOPPED);
      assertThat(bench.open()).contains("tokens-compliant");
      assertThat(bench.run.refused()).isEmpty();
    }
  }

  /** The page opens a link by the secret, and reads the ledger. */
  @Test
  void aLinkOpensItsQuestion() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    try (CloudRun run = new CloudRun(KEY)) {
      run.gates().ignore("required");
      run.importing(event).send(event);
      run.until(() -> run.messages().stream().anyMatch(m -> m.message().contains("?t=")));
      String asking =
          run.messages().stream()
              .map(m -> m.message())
              .filter(m -> m.contains("?t="))
              .findFirst()
              .orElseThrow();
      String link = asking.replaceFirst("(?s).*(https://\\S+\\?t=\\S+).*", "$1");

      assertThat(run.page().get(link, "en").body()).contains("orders-cache");
      assertThat(run.refused()).isEmpty();
    }
  }

  @Test
  void aFlowThatDiedIsEndedAndTold() throws FunctionFailed {
    try (CartReplacement cart = new CartReplacement(KEY)) {
      cart.openAt("cut-over");
      ExecutionView flow =
          cart.run.executions().stream().filter(e -> e.stopped() == null).findFirst().orElseThrow();
      cart.run
          .operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
          .stepFunctions()
          .stopExecution(r -> r.executionArn(flow.arn()));
      cart.run.invoke("ReconcileFunction", json("{}"));

      assertThat(cart.run.messages())
          .anyMatch(m -> m.subject().contains("cart-single: disagreement"));
      assertThat(cart.run.refused()).isEmpty();
    }
  }

  /** Lambda sends what could not be dealt with to the queue, by the function's role. */
  @Test
  void whatCannotBeDealtWithIsKept() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    try (CloudRun run = new CloudRun(KEY)) {
      run.faults().always("ElastiCache.DescribeReplicationGroups", InjectedFault.SERVER_ERROR);
      run.importing(event).send(event);
      run.toTheEnd();

      assertThat(run.deadLetters()).isNotEmpty();
      assertThat(run.refused()).isEmpty();
    }
  }
}
