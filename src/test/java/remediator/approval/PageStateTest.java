package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A link whose question has been answered shows where the flow stands. */
class PageStateTest {
  @Test
  void whileTheOldGroupIsKeptTheNextIsTheQuestion() {
    try (PageBench bench =
        new PageBench(Map.of("KeepOldDays", "1", "Data", "accept-loss")).atReplace()) {
      String link = bench.link();
      bench.approve(link);
      bench.run.until(() -> bench.link().contains("?t=") && bench.asking().size() == 2);
      bench.approve(bench.link());
      bench.run.forTime(Duration.ofHours(2));

      assertThat(bench.open(link).body())
          .contains("keeping the old group for a while")
          .contains("question: delete the old group");
    }
  }
}
