package remediator.workflow.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.group.GroupArn;
import remediator.ledger.RemediationCase;
import remediator.plan.Plan.Decision;

class ResourceNamesTest {
  private static final String LEGAL = "[a-z](-?[a-z0-9])*";

  private static RemediationCase caseOf(String id) {
    GroupArn group = new GroupArn("aws", "us-east-1", "111122223333", id);
    return new RemediationCase(
        group,
        12,
        id + "-0123abcd-12-4567cdef",
        Decision.REPLACE,
        RemediationCase.State.RUNNING,
        Set.of(),
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "orders-cache",
        "orders-cache-enc",
        "orders-cache-enc2",
        "abcdefghij-abcdefghij-abcdefghij-abcdefg",
        "abcdefghij-abcdefghij-a-b-c-d-e-f-g-h-ij"
      })
  void namesAreLegalDistinctAndNeverTheOldOne(String id) {
    RemediationCase c = caseOf(id);
    assertThat(ResourceNames.newGroup(c.group())).doesNotContain(id).doesNotHaveDuplicates();
    assertThat(ResourceNames.newGroup(c.group()))
        .allSatisfy(n -> assertThat(n).matches(LEGAL).hasSizeLessThan(41));
    for (List<String> names : List.of(ResourceNames.snapshot(c), ResourceNames.finalSnapshot(c))) {
      assertThat(names)
          .doesNotHaveDuplicates()
          .allSatisfy(
              n -> assertThat(n).matches(LEGAL).hasSizeLessThan(41).contains("0123abcd-4567cdef"));
    }
  }

  @Test
  void aKeptSnapshotIsNamedAfterTheAutomaticOne() {
    assertThat(ResourceNames.kept("automatic.orders-002-2026-11-01-03-30"))
        .startsWith("orders-002-2026-11-01-03-30-kept", "orders-002-2026-11-01-03-30-kept2")
        .doesNotHaveDuplicates();
  }

  @Test
  void longNamesOfKeptSnapshotsAreLegalAndTellTheDay() {
    String name = "automatic.a-group-with-a-name-as-long-as-it-may-be-";

    assertThat(ResourceNames.kept(name + "2026-11-01-03-30"))
        .allSatisfy(n -> assertThat(n).matches(LEGAL).hasSizeLessThanOrEqualTo(40))
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(
            ResourceNames.kept(name.replace("may", "can") + "2026-11-01-03-30"));
    assertThat(ResourceNames.kept(name + "2026-11-01-03-30").getFirst())
        .endsWith("-2026-11-01-03-30-kept");
  }
}
