package remediator.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.group.CacheGroup;
import remediator.group.EngineVersion;
import remediator.group.GroupSpec;
import remediator.group.TransitEncryptionMode;
import remediator.iac.IacOwnership.Tool;
import remediator.local.CloudRun;
import remediator.plan.Groups;
import remediator.plan.Planner;
import remediator.plan.Policy;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** What the owner's code needs before a replacement is approved. */
class CodeBeforeChangeTest {
  private static String patch(Tool tool, String made) {
    CacheGroup group = Groups.group().atRest(false).transit(TransitEncryptionMode.NONE).build();
    return new CodeBeforeChange(
            group, Planner.targetSpec(group, Policy.of(Map.of(), Map.of())), made)
        .patch(tool);
  }

  @Test
  void terraformIsKeptFromDeletingFirstAndTakesTheNewGroupInLater() {
    assertThat(patch(Tool.TERRAFORM, "orders-cache-enc"))
        .containsSubsequence(
            "before you approve",
            "\"orders_cache\" {",
            "+    prevent_destroy = true",
            "once the new group serves",
            "+  from = aws_elasticache_replication_group.orders_cache\n",
            "+    destroy = false",
            "+  to = aws_elasticache_replication_group.orders_cache_enc\n",
            "-  replication_group_id = \"orders-cache\"\n",
            "+  replication_group_id = \"orders-cache-enc\"\n",
            "+  at_rest_encryption_enabled = true\n",
            "+  transit_encryption_enabled = true")
        .doesNotContain("CloudFormation");
  }

  @Test
  void whereTheIdComesBackNothingIsRenamed() {
    assertThat(patch(Tool.UNKNOWN, "orders-cache"))
        .contains("at_rest_encryption_enabled = true", "AtRestEncryptionEnabled: true")
        .doesNotContain("removed {", "ReplicationGroupId");
  }

  @Test
  void cloudFormationRetainsTheGroupFirst() {
    assertThat(patch(Tool.TEMPLATE_TOOL, "orders-cache-enc"))
        .containsSubsequence(
            "before you approve",
            " OrdersCache:",
            "+  DeletionPolicy: Retain",
            "+  UpdateReplacePolicy: Retain",
            "once the new group serves",
            "+    ReplicationGroupId: orders-cache-enc",
            "+    AtRestEncryptionEnabled: true")
        .doesNotContain("Terraform");
  }

  @Test
  void crossplaneIsPausedFirst() {
    assertThat(patch(Tool.CROSSPLANE, "orders-cache-enc"))
        .containsSubsequence(
            "+    crossplane.io/paused: \"true\"",
            "+  deletionPolicy: Orphan",
            "+    crossplane.io/external-name: orders-cache-enc",
            "+    atRestEncryptionEnabled: true");
  }

  @ParameterizedTest
  @CsvSource({
    "TERRAFORM, '+  engine = ', '+  engine_version = ', '+  parameter_group_name = '",
    "TEMPLATE_TOOL, '+    Engine: ', '+    EngineVersion: ', '+    CacheParameterGroupName: '",
    "CROSSPLANE, '+    engine: ', '+    engineVersion: ', '+    parameterGroupName: '"
  })
  void anEngineThatIsAnotherAfterwardsIsInItToo(
      Tool tool, String engine, String version, String parameters) {
    CacheGroup group = Groups.group().atRest(false).build();
    GroupSpec target =
        group
            .spec()
            .withEngine(new GroupSpec.Engine(EngineVersion.parse("valkey", "8.1"), "own8", ""));

    assertThat(
            new CodeBeforeChange(group, target, "orders-cache-enc").patch(tool).replace("\"", ""))
        .containsSubsequence(engine + "valkey\n", version + "8.1\n", parameters + "own8");
    assertThat(patch(tool, "orders-cache-enc")).doesNotContain("ngine");
  }

  @ParameterizedTest
  @EnumSource(Tool.class)
  void everyToolIsToldSomethingBeforeTheAnswer(Tool tool) {
    assertThat(patch(tool, "orders-cache-enc")).contains("before you approve", "orders-cache-enc");
  }

  @Test
  void theQuestionHasThePatchOfTheToolThatOwnsTheGroup() {
    try (CloudRun run = new CloudRun(Map.of("DecisionPage", "no"))) {
      Sample.elastiCache(run)
          .addTagsToResource(
              r ->
                  r.resourceName(Sample.CART)
                      .tags(Tag.builder().key("ManagedBy").value("Terraform").build()));
      run.forTime(Sample.WHILE_TAGGED);
      Events event = Sample.ofCart();
      run.importing(event.bytes()).deliver(event.bytes());
      run.toTheEnd();

      assertThat(
              run.messages().stream()
                  .filter(m -> m.subject().contains(": replace ("))
                  .findFirst()
                  .orElseThrow()
                  .message())
          .contains("What to change in clients and code".toUpperCase(Locale.ROOT))
          .contains("Terraform, before you approve")
          .contains("+    prevent_destroy = true")
          .doesNotContain("CloudFormation, before you approve");
    }
  }
}
