package remediator.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import remediator.group.GroupArn;
import remediator.json.Json;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.Opening;
import remediator.local.run.CloudRun;
import remediator.local.states.Functions;
import remediator.plan.OurTags;
import remediator.plan.Setting;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The function that may delete, called past the state machine. */
class RetireGuardTest {
  private static final GroupArn CART = GroupArn.parse(Sample.CART);

  private final CloudRun run = new CloudRun();

  @AfterEach
  void close() {
    run.close();
  }

  /** All that must be there before a group is deleted, but for the tag. */
  private Case replaced(String by) {
    run.ledger()
        .open(new Opening(CART, "REPLACE", Set.of("ElastiCache.4"), Map.of(), Map.of(), List.of()));
    return run.ledger()
        .change(
            CART,
            c ->
                c.with(Fact.NEW_GROUP, by)
                    .with(Fact.VERIFIED_AT, run.clock().instant().toString())
                    .with(Fact.CUT_OVER_AT, run.clock().instant().toString()));
  }

  private String refusal(String flow) throws Functions.FunctionFailed {
    Map<String, Object> input = Map.of("step", "Retire", "group", Sample.CART, "flow", flow);
    Map<String, Object> answer = run.invoke("RetireFunction", Json.write(input).getBytes(UTF_8));
    assertThat(answer).containsEntry("status", "failed");
    assertThat(run.view().group(Sample.CART)).isPresent();
    assertThat(run.changes()).doesNotContain("ElastiCache.DeleteReplicationGroup");
    return answer.get("reason").toString();
  }

  @Test
  void withEverythingThereItDeletes() throws Exception {
    Case c = replaced("tokens-compliant");
    Sample.elastiCache(run)
        .addTagsToResource(
            r ->
                r.resourceName(Sample.CART)
                    .tags(Tag.builder().key(OurTags.REPLACED_BY).value("x").build()));
    run.forTime(Duration.ofMinutes(5));
    Map<String, Object> input = Map.of("step", "Retire", "group", Sample.CART, "flow", c.flow());

    assertThat(run.invoke("RetireFunction", Json.write(input).getBytes(UTF_8)))
        .containsEntry("status", "pending");
    assertThat(run.changes()).contains("ElastiCache.DeleteReplicationGroup");
  }

  @Test
  void withoutTheTagItRefuses() throws Exception {
    assertThat(refusal(replaced("tokens-compliant").flow())).contains("does not carry the tag");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fact.class,
      names = {"VERIFIED_AT", "CUT_OVER_AT", "NEW_GROUP"})
  void withoutTheLedgersWordItRefuses(Fact missing) throws Exception {
    Case c = replaced("tokens-compliant");
    run.ledger().change(CART, now -> now.without(missing));

    assertThat(refusal(c.flow())).contains("cart-single is not deleted: the ledger");
  }

  @Test
  void withASuccessorThatIsGoneItRefuses() throws Exception {
    assertThat(refusal(replaced("no-such-group").flow())).contains("no longer exists");
  }

  @Test
  void withASuccessorThatIsNotEncryptedItRefuses() throws Exception {
    assertThat(refusal(replaced("cart-replicas").flow())).contains("is not as it was verified");
  }

  @Test
  void theFinalSnapshotOfAGroupWhoseSuccessorIsGoneIsNotDeletedEither() throws Exception {
    Case c = replaced("no-such-group");
    Sample.elastiCache(run)
        .deleteReplicationGroup(
            r -> r.replicationGroupId("cart-single").finalSnapshotIdentifier("the-last"));
    run.forTime(Duration.ofHours(2));
    run.ledger()
        .change(
            CART,
            now ->
                now.with(Fact.FINAL_SNAPSHOT, "the-last")
                    .choosing(Map.of(Setting.FINAL_SNAPSHOT.key(), "delete")));
    Map<String, Object> input = Map.of("step", "Retire", "group", Sample.CART, "flow", c.flow());

    assertThat(run.invoke("RetireFunction", Json.write(input).getBytes(UTF_8)))
        .containsEntry("status", "failed")
        .extractingByKey("reason")
        .asString()
        .contains("the final snapshot the-last is not deleted", "no longer exists");
    assertThat(run.changes()).doesNotContain("ElastiCache.DeleteSnapshot");
  }

  @Test
  void forAnotherFlowThanTheOneThatHoldsTheLockItRefuses() throws Exception {
    replaced("tokens-compliant");

    assertThat(refusal("cart-single-4d0c3c9d-9")).contains("nothing was done");
  }

  @Test
  void withTheLockGivenBackItRefuses() throws Exception {
    Case c = replaced("tokens-compliant");
    run.ledger().change(CART, now -> now.in(Case.State.DONE));

    assertThat(refusal(c.flow())).contains("nothing was done");
  }

  @Test
  void theWorkingFunctionHasNoStepThatDeletes() {
    Case c = replaced("tokens-compliant");
    byte[] input =
        Json.write(Map.of("step", "Retire", "group", Sample.CART, "flow", c.flow()))
            .getBytes(UTF_8);

    assertThatThrownBy(() -> run.invoke("WorkflowFunction", input))
        .hasMessageContaining("no step \"Retire\"");
  }
}
