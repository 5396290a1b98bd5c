package remediator.workflow.copy;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.data.NoData;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.Stage;

/** Where keys cannot be copied, as far as that is known before anything is made. */
class CopyRefusalsTest {
  private static final String ONE_NODE = "ec4-one-node-replace.json";

  private static Stage stage(String group, String event, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(Map.of("Data", "copy"));
    all.putAll(parameters);
    Stage stage = new Stage(group, new NoData(), all);
    stage.deliver(event).toTheEnd();
    return stage;
  }

  @ParameterizedTest
  @CsvSource({
    "cart-single, ec4-one-node-replace.json, '', beside, no probe is deployed",
    "cart-single, ec4-one-node-replace.json, subnet-1, same, new-id is same",
    "ledger-auth, auth-on-no-secret-refused.json, subnet-1, beside, has no credentials"
  })
  void aGroupIsRefusedBeforeAnybodyIsAsked(
      String group, String event, String subnets, String id, String why) {
    try (Stage stage =
        stage(
            group,
            event,
            Map.of("DataPlaneSubnets", subnets, "DataPlaneSecurityGroups", subnets, "NewId", id))) {
      assertThat(stage.verdict()).containsEntry("decision", "REFUSED");
      assertThat(stage.verdict().get("reasons").toString())
          .contains("its keys cannot be copied: ")
          .contains(why);
      assertThat(stage.states()).isEmpty();
    }
  }

  @Test
  void withTheFunctionInTheVpcTheSameGroupIsAskedAbout() {
    try (Stage stage =
        stage(
            "cart-single",
            ONE_NODE,
            Map.of("DataPlaneSubnets", "subnet-1", "DataPlaneSecurityGroups", "sg-1"))) {
      assertThat(stage.verdict()).containsEntry("decision", "REPLACE");
      assertThat(stage.message(": replace ("))
          .contains("the new group is made empty, and a rehearsal measures")
          .contains("nothing is refused before its approval");
    }
  }

  /** The plan was for a snapshot, and knew nothing against it. */
  @Test
  void whoChoosesACopyAtTheGateWithoutTheFunctionIsToldBeforeAnythingIsMade() {
    try (CloudRun run = new CloudRun(Map.of())) {
      run.gates().answer("replace", "{\"decision\":\"approved\",\"choices\":{\"data\":\"copy\"}}");
      byte[] event = Sample.ofCart().bytes();
      run.importing(event).deliver(event);
      run.toTheEnd();

      RemediationCase ended = run.ledger(Sample.CART).orElseThrow();
      assertThat(ended.attribute(CaseAttribute.OUTCOME)).contains("failed");
      assertThat(ended.require(CaseAttribute.ENDING_REASON))
          .contains("the keys of cart-single cannot be copied: no probe is deployed")
          .contains("or set the policy data to freeze");
      assertThat(run.changes())
          .doesNotContain(
              "ElastiCache.CreateReplicationGroup",
              "ElastiCache.CreateSnapshot",
              "ElastiCache.ModifyReplicationGroup");
    }
  }
}
