package remediator.workflow.freeze;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.RedisDataPlane;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.ledger.CaseAttribute;
import remediator.local.ObservedBy;
import remediator.local.Stage;

/** The report judges a hold by the servers, not by what the product says. */
class ObservedHoldTest {
  @ParameterizedTest
  @CsvSource({
    "freeze, beside, false, COMPLIANT",
    "freeze, same, false, COMPLIANT",
    "accept-loss, beside, false, COMPLIANT",
    "freeze, beside, true, FAILED"
  })
  void aReplacementWhoseDataWasTakenWhileTheServersTookWritesIsNotAsPlanned(
      String data, String id, boolean withoutEffect, String outcome) {
    try (RedisDataPlane redis = new RedisDataPlane()) {
      ObservedBy observed = ObservedBy.counting(redis);
      try (Stage stage =
          new Stage(
                  "cart-single",
                  observed.plane(),
                  Map.of("GateCutOver", "ask", "FreezeMinutes", "120", "Data", data, "NewId", id))
              .observed(observed, redis, observed.plane())) {
        stage.controls().parameters().ignoreValues(stage.group().toString(), withoutEffect);

        stage.deliver("ec4-one-node-replace.json").toTheEnd();

        // Nobody writes and no probe is there, so the product itself cannot know.
        assertThat(stage.ledger().attribute(CaseAttribute.OUTCOME)).contains("complete");
        assertThat(stage.outcome()).isEqualTo(outcome);
      }
    }
  }
}
