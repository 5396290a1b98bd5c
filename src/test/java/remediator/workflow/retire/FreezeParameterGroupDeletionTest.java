package remediator.workflow.retire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.flow.CartReplacement;
import remediator.ledger.CaseAttribute;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;

/** The parameter group by which writes were held goes with the hold, where it is the flow's. */
class FreezeParameterGroupDeletionTest {
  private final CartReplacement flow = new CartReplacement(Map.of());

  @AfterEach
  void close() {
    flow.close();
  }

  private List<String> freezing() {
    return flow.people().describeCacheParameterGroups().cacheParameterGroups().stream()
        .map(CacheParameterGroup::cacheParameterGroupName)
        .filter(name -> name.startsWith("elasticache-encryption-freeze-"))
        .toList();
  }

  private List<String> used() {
    return flow
        .people()
        .describeCacheClusters(r -> r.cacheClusterId(CartReplacement.OLD + "-001"))
        .cacheClusters()
        .stream()
        .map(CacheCluster::cacheParameterGroup)
        .map(g -> g.cacheParameterGroupName() + " " + g.parameterApplyStatus())
        .toList();
  }

  @Test
  void aRollBackGivesTheOwnersParameterGroupBackAndDeletesItsOwn() {
    List<String> before = used();
    flow.openAt("cut-over");
    assertThat(freezing()).hasSize(1);
    assertThat(used()).containsExactly(freezing().getFirst() + " in-sync");

    flow.answerAndRunToTheEnd(false);

    assertThat(used()).isEqualTo(before);
    assertThat(freezing()).isEmpty();
    assertThat(flow.ledger().attribute(CaseAttribute.WRITES_RELEASED_AT)).isPresent();
  }

  @Test
  void aReplacementThatIsCompleteDeletesItWithTheOldGroup() {
    flow.openAt("retire");
    assertThat(freezing()).hasSize(1);

    flow.answerAndRunToTheEnd(true);

    assertThat(freezing()).isEmpty();
  }

  @Test
  void oneThatDoesNotCarryTheFlowsTagStaysAndIsTold() {
    flow.openAt("cut-over");
    String name = freezing().getFirst();
    flow.people()
        .removeTagsFromResource(
            r ->
                r.resourceName(CartReplacement.CART.resource("parametergroup", name))
                    .tagKeys(ResourceTags.FLOW));

    flow.answerAndRunToTheEnd(false);

    assertThat(freezing()).containsExactly(name);
  }

  @Test
  void oneThatSomebodysCacheUsesStays() {
    flow.openAt("cut-over");
    String name = freezing().getFirst();
    flow.people()
        .createReplicationGroup(
            r ->
                r.replicationGroupId("another")
                    .replicationGroupDescription("Somebody's")
                    .cacheNodeType("cache.t4g.small")
                    .engine("redis")
                    .engineVersion("7.1")
                    .cacheParameterGroupName(name)
                    .numCacheClusters(1));
    flow.waitUntilTagged();

    flow.answerAndRunToTheEnd(false);

    assertThat(freezing()).containsExactly(name);
    assertThat(flow.ledger().history().getLast().text()).contains("parameter group " + name);
  }
}
