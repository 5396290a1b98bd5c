package remediator.live.ask;

import java.util.ArrayList;
import java.util.List;
import remediator.live.core.EvidenceState;
import remediator.live.core.Expectation;
import remediator.live.core.LiveStage;

/** The expectations of one stage, in the order in which they are asked. */
final class ExpectationList {
  private final LiveStage stage;
  private final List<Expectation> all = new ArrayList<>();

  ExpectationList(LiveStage stage) {
    this.stage = stage;
  }

  /** Takes what {@link Expectation} is of, but for the stage. */
  void add(
      String id,
      String asked,
      String judged,
      String source,
      EvidenceState state,
      Expectation.Question question) {
    all.add(new Expectation(id, stage, asked, judged, source, state, question));
  }

  List<Expectation> all() {
    return List.copyOf(all);
  }
}
