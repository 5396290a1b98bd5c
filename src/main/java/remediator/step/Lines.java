package remediator.step;

import java.util.Optional;
import remediator.group.GroupArn;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.iac.CodeLines;
import remediator.ledger.Fact;
import remediator.plan.Setting;

/** The lines for the owner's code, of the group that serves in the end. */
final class Lines {
  private Lines() {}

  /**
   * Notes what they will be once TLS is required, where nothing is changed after that.
   *
   * @param group as it is right before it is asked for
   */
  static void foresee(Work work, ReplicationGroup group) {
    if (!work.policyIs(Setting.AUTH, "token")) {
      String text = of(work, group.with(TransitMode.REQUIRED));
      work.later(c -> c.with(Fact.CODE_LINES_THEN, text));
    }
  }

  /** Notes them, of a flow that is complete; whether there is such a group. */
  static boolean note(Work work) {
    Optional<String> then = work.now().fact(Fact.CODE_LINES_THEN);
    Optional<String> text = then.isPresent() ? then : read(work);
    text.ifPresent(t -> work.later(c -> c.without(Fact.CODE_LINES_THEN).with(Fact.CODE_LINES, t)));
    return text.isPresent();
  }

  private static Optional<String> read(Work work) {
    GroupArn serving = work.now().newGroup().orElse(work.group());
    return work.read(serving).or(() -> work.read(work.group())).map(g -> of(work, g));
  }

  private static String of(Work work, ReplicationGroup group) {
    return CodeLines.of(group, work.group(), work.now().fact(Fact.STACK)).text();
  }
}
