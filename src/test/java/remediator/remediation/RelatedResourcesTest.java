package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/** What a new group needs is looked at before anybody is asked, with the rights of the template. */
class RelatedResourcesTest {
  private static final byte[] EVENT = Events.sample("ec4-one-node-replace").bytes();
  private static final String KEY = "arn:aws:kms:us-east-1:111122223333:key/1234";

  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  private String refusal() {
    run.importing(EVENT).send(EVENT);
    run.toTheEnd();
    assertThat(run.executions()).isEmpty();
    assertThat(run.changes()).containsOnly("SecurityHub.BatchUpdateFindings");
    return Sample.notes(run).getFirst();
  }

  @ParameterizedTest
  @CsvSource({
    "Disabled, 'its state is Disabled: enable it'",
    "PendingDeletion, 'its state is PendingDeletion: cancel its deletion'"
  })
  void aKeyThatCannotBeUsedIsFoundBeforeAnybodyIsAsked(String state, String told) {
    Sample.tag(run, Sample.CART, "kms-key", KEY);
    run.keys()
        .tell(
            KEY,
            KeyMetadata.builder()
                .keyState(state)
                .keySpec("SYMMETRIC_DEFAULT")
                .keyUsage("ENCRYPT_DECRYPT")
                .build());
    assertThat(refusal()).contains(KEY, told);
  }

  @Test
  void aKeyThatIsGoneIsToo() {
    Sample.tag(run, Sample.CART, "kms-key", KEY);
    run.keys().tell(KEY, KeyMetadata.builder().build());
    assertThat(refusal()).contains("the key " + KEY + " is not there");
  }

  @Test
  void theKeyBehindAnAliasIsWhatIsPlanned() {
    Sample.tag(run, Sample.CART, "kms-key", KEY.replace("key/1234", "alias/cache"));
    run.importing(EVENT).send(EVENT);
    run.toTheEnd();
    assertThat(run.ledger(Sample.CART).orElseThrow().policy().get("kms-key"))
        .matches("arn:aws:kms:us-east-1:111122223333:key/[0-9a-f-]{36}");
  }
}
