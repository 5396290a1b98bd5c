package remediator.workflow.replace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import remediator.group.TransitEncryptionMode;
import remediator.plan.difference.AttributeDifference;

/** A thousand generated groups: each is replaced, and the new group is the same, only encrypted. */
@TestInstance(Lifecycle.PER_CLASS)
class SameCacheTest {
  private static final long SEED = 20261122;
  private static final int GROUPS = 1000;

  @TempDir private static Path folder;
  private ManyClones clones;
  private List<ManyClones.Outcome> outcomes;

  @BeforeAll
  void replaceAll() throws IOException {
    List<GeneratedGroup> groups = GeneratedFleet.of(SEED, GROUPS);
    clones = new ManyClones(GeneratedFleet.load(folder, groups));
    outcomes = clones.replace(groups);
  }

  @Test
  void nothingDiffersButWhatThePlanForetold() {
    assertThat(outcomes)
        .hasSize(GROUPS)
        .allSatisfy(o -> assertThat(o.comparison().different()).as("%s", o.generated()).isEmpty())
        .flatExtracting(o -> o.comparison().planned())
        .extracting(AttributeDifference::attribute)
        .allMatch(
            a ->
                a.equals("id")
                    || a.startsWith("endpoints.")
                    || a.startsWith("encryption.")
                    || a.equals("engine.version.patch")
                    || a.equals("backup.window"));
  }

  @Test
  void everyNewGroupIsEncryptedAsThePolicySays() {
    assertThat(outcomes)
        .allSatisfy(
            o -> {
              var choices = o.generated().choices();
              assertThat(o.made().spec().encryption().atRest()).isTrue();
              assertThat(o.made().transit())
                  .isEqualTo(
                      choices.containsKey("controls")
                          ? o.source().transit()
                          : TransitEncryptionMode.REQUIRED);
              assertThat(o.made().spec().encryption().kmsKey())
                  .isEqualTo(
                      Optional.ofNullable(choices.get("kms-key"))
                          .orElse(o.source().spec().encryption().kmsKey()));
            });
  }

  @Test
  void theOldGroupsAreAsTheyWere() {
    assertThat(outcomes).allSatisfy(o -> assertThat(o.again()).isEqualTo(o.source()));
  }

  @Test
  void whatIsCarriedChangesWithItsSourceAndTheRestIsNotSent() {
    IO.println(clones.requests.table(List.of(CloneMember.values())));
    assertSoftly(
        softly -> {
          for (CloneMember member : CloneMember.values()) {
            int values = clones.requests.values(member);
            switch (member.rule()) {
              case CARRIED -> softly.assertThat(values(member)).as("%s", member).isGreaterThan(1);
              case SET_BY_US -> softly.assertThat(values).as("%s", member).isPositive();
              case NOT_APPLICABLE -> softly.assertThat(values).as("%s", member).isZero();
            }
          }
        });
  }

  /** Set and left out count as two. */
  private int values(CloneMember member) {
    return clones.requests.values(member) + (clones.requests.unset(member) > 0 ? 1 : 0);
  }

  @Test
  void settlingSendsWhatItsTableSaysAndNothingElse() {
    assertThat(SettleMember.values())
        .allSatisfy(
            m ->
                assertThat(clones.changes.set(m) > 0)
                    .as("%s", m)
                    .isEqualTo(m.rule() == SettleMember.Rule.SENT));
  }
}
