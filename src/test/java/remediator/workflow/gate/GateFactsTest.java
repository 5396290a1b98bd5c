package remediator.workflow.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import remediator.flow.Sample;
import remediator.local.CloudRun;
import software.amazon.awssdk.services.elasticache.model.Tag;

class GateFactsTest {
  /** The code may have changed since: a gate can be asked weeks after the plan. */
  @Test
  void whatWasCautionedAboutIsSaidToBeOfThePlan() {
    try (CloudRun run = new CloudRun()) {
      Sample.elastiCache(run)
          .addTagsToResource(
              r ->
                  r.resourceName(Sample.CART)
                      .tags(Tag.builder().key("terraform").value("true").build()));
      run.forTime(Sample.WHILE_TAGGED);
      byte[] event = Sample.ofCart().bytes();
      run.importing(event).deliver(event);
      run.toTheEnd();

      assertThat(run.messages())
          .filteredOn(m -> m.subject().contains(": replace ("))
          .singleElement()
          .satisfies(
              m ->
                  assertThat(m.message().replaceAll("\\s+", " "))
                      .contains("when the plan was made: it seems to be described in Terraform"));
    }
  }
}
