package remediator.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.live.core.Verdict;
import remediator.live.sandbox.SandboxCloud;

/** Where the cloud behaves otherwise, the expectation that is about it says so, and no other. */
class WrongCloudTest {
  @TempDir Path journals;

  @Test
  void eachWrongBehaviourIsFoundByItsExpectationAlone() {
    try (SandboxCloud cloud = new SandboxCloud(new WrongBehaviours());
        KitRun kit = new KitRun(cloud, journals)) {
      boolean well = kit.all();

      List<String> found =
          kit.run.verdicts().entrySet().stream()
              .filter(e -> e.getValue().kind() != Verdict.Kind.HOLDS)
              .map(e -> e.getKey().id())
              .toList();
      assertThat(found).containsExactlyInAnyOrderElementsOf(WrongBehaviours.FOUND_BY);
      assertThat(well).isFalse();
      assertThat(cloud.standing()).isEmpty();
    }
  }
}
