package remediator.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.RedisDataPlane;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.ledger.CaseAttribute;
import remediator.local.ObservedBy;
import remediator.local.Stage;
import remediator.notification.Messages;

/** What the owner reads of the time in which no client could write. */
class WritePauseTest {
  @Test
  void theQuestionBeforeTheDeletionTellsThePauseAndWhatWasCompared() {
    try (RedisDataPlane redis = new RedisDataPlane()) {
      ObservedBy observed = ObservedBy.counting(redis);
      try (Stage stage =
          new Stage(
                  "cart-replicas",
                  observed.plane(),
                  Map.of("GateCutOver", "ask", "FreezeMinutes", "120"))
              .observed(observed, redis, observed.plane())) {
        stage.deliver("ec4-primary-and-two-replicas-replace.json").toTheEnd();

        String cutOver = stage.ledger().require(CaseAttribute.CUT_OVER_AT);
        Object keys = stage.data().get("keysCompared");
        assertThat(keys).asString().matches("[1-9]\\d*");
        assertThat(stage.message(": retire ("))
            .contains(
                "writes to cart-replicas have been refused since "
                    + Messages.ENGLISH.time(stage.ledger().require(CaseAttribute.WRITES_HELD_AT)))
            .contains(
                "no client could write for 18 minutes, until the cut-over at "
                    + Messages.ENGLISH.time(cutOver))
            .contains("CloudWatch does not count how many writes were refused")
            .contains("the new group held %,d keys then".formatted(((Number) keys).longValue()));
      }
    }
  }
}
