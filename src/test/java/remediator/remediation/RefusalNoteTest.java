package remediator.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import remediator.notification.Messages;
import remediator.plan.Plan;
import remediator.plan.Plan.Blocker;

/** A note on a finding takes 512 characters, and what to do is what people look for. */
class RefusalNoteTest {
  private static Plan.Refused refused(Blocker... blockers) {
    return new Plan.Refused(List.of(blockers));
  }

  private static String english(Plan.Refused plan) {
    return RefusalNote.of(plan, Messages.ENGLISH);
  }

  @Test
  void whatFitsIsToldWhole() {
    assertThat(english(refused(new Blocker("it is busy", "wait", false))))
        .isEqualTo("Not remediated: it is busy: wait");
  }

  @Test
  void aLongReasonIsCutAndItsRemedyIsNot() {
    String remedy = "name another key, " + "by this or that, ".repeat(15) + "or none";
    String note = english(refused(new Blocker("x".repeat(900), remedy, false)));
    assertThat(note).hasSizeLessThanOrEqualTo(512).endsWith("…: " + remedy);
  }

  @Test
  void theRemediesOfSeveralAreKept() {
    String first = "do the first, " + "and see to it, ".repeat(6) + "then wait";
    String second = "do the second, " + "and see to it, ".repeat(6) + "then wait";
    String note =
        english(
            refused(
                new Blocker("a".repeat(400), first, false),
                new Blocker("b".repeat(400), second, false)));
    assertThat(note)
        .hasSizeLessThanOrEqualTo(512)
        .contains("…: " + first + "; ")
        .endsWith("…: " + second);
  }

  @Test
  void reasonsThatDoNotFitAreCounted() {
    Blocker[] many =
        IntStream.range(0, 9)
            .mapToObj(i -> new Blocker("reason " + "y".repeat(100), "remedy " + i, false))
            .toArray(Blocker[]::new);
    String note = english(refused(many));
    assertThat(note)
        .hasSizeLessThanOrEqualTo(512)
        .contains(": remedy 0; ")
        .containsPattern("; and [1-8] more, see the log$");
  }
}
