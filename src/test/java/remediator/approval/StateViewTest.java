package remediator.approval;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.notification.Messages;

/** Where a flow stands, as the page and the console tell it. */
class StateViewTest {
  @Test
  void whileTheOldGroupIsKeptTheNextIsTheQuestion() {
    try (PageBench bench =
        new PageBench(Map.of("KeepOldDays", "1", "Data", "accept-loss")).atReplace()) {
      bench.approve(bench.link());
      bench.run.until(() -> bench.link().contains("?t=") && bench.asking().size() == 2);
      bench.approve(bench.link());
      bench.run.forTime(Duration.ofHours(2));

      List<StateView.Row> rows =
          new StateView(bench.ledger(PageBench.BILLING), Messages.ENGLISH, Instant.EPOCH).rows();

      assertThat(rows)
          .contains(new StateView.Row("Next", "question: delete the old group"))
          .anySatisfy(row -> assertThat(row.value()).contains("keeping the old group for a while"));
    }
  }
}
