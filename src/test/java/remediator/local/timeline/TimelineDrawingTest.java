package remediator.local.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.local.timeline.TimelineDrawing.DrawnLane;
import remediator.local.timeline.TimelineDrawing.Mark;
import remediator.local.timeline.TimelineDrawing.Tick;

class TimelineDrawingTest {
  private static final Instant START = Instant.parse("2026-11-02T09:00:00Z");
  private static final double EXACT = 1e-6;

  @Test
  void barsAreWhereTheirTimesSay() {
    TimelineDrawing drawing =
        draw(
            bar(TimelineLane.REMEDIATOR, 0, 100, "all"),
            bar(TimelineLane.CLIENTS, 25, 60, "writes refused"));

    Mark pause = marks(drawing, TimelineLane.CLIENTS).getFirst();
    assertThat(pause.left()).isCloseTo(25, within(EXACT));
    assertThat(pause.wide()).isCloseTo(35, within(EXACT));
    assertThat(pause.x()).isEqualTo("25.000%");
    assertThat(pause.title()).isEqualTo("writes refused, +00:25:00 to +01:00:00 (35 min)");
  }

  @Test
  void everyLaneIsDrawnInOrderEvenWhereItIsEmpty() {
    TimelineDrawing drawing = draw(bar(TimelineLane.PEOPLE, 0, 5, "gate replace"));

    assertThat(drawing.lanes())
        .extracting(DrawnLane::title)
        .containsExactly("Finding", "Remediator", "ElastiCache", "People", "Clients");
    assertThat(drawing.lanes()).extracting(DrawnLane::y).isSorted().doesNotHaveDuplicates();
    assertThat(drawing.height()).isGreaterThan(drawing.axis());
  }

  /** Minutes of work and half a day of waiting: the minutes keep their room. */
  @Test
  void aLongTimeInWhichNothingHappensIsDrawnShortAndMarked() {
    TimelineDrawing drawing =
        draw(
            bar(TimelineLane.REMEDIATOR, 0, 30, "Create group"),
            bar(TimelineLane.FINDING, 0, 750, "FAILED"));

    assertThat(drawing.breaks()).singleElement().returns(93.0, b -> b.left());
    assertThat(marks(drawing, TimelineLane.REMEDIATOR).getFirst().wide()).isEqualTo(93);
    assertThat(marks(drawing, TimelineLane.FINDING).getFirst().wide())
        .isCloseTo(100, within(EXACT));
    assertThat(drawing.ticks())
        .last()
        .returns("+12:30", Tick::elapsed)
        .returns("21:30", Tick::clock);
  }

  @Test
  void gatesOfDaysThatNobodyAnswersLeaveHalfOfTheWidth() {
    List<TimelineBar> bars = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      bars.add(bar(TimelineLane.PEOPLE, i * 10_000, i * 10_000 + 9_000, "gate required"));
      bars.add(bar(TimelineLane.ELASTICACHE, i * 10_000 + 9_000, i * 10_000 + 9_010, "modifying"));
    }

    TimelineDrawing drawing = draw(bars.toArray(TimelineBar[]::new));

    assertThat(drawing.breaks().stream().mapToDouble(b -> b.wide()).sum())
        .isCloseTo(50, within(EXACT));
    assertThat(marks(drawing, TimelineLane.ELASTICACHE))
        .allSatisfy(m -> assertThat(m.wide()).isCloseTo(2.5, within(EXACT)));
  }

  @Test
  void timesBelowStandApartFromEachOther() {
    for (int minutes : new int[] {1, 7, 33, 66, 119, 600}) {
      List<Tick> ticks =
          draw(
                  bar(TimelineLane.REMEDIATOR, 0, minutes, "Create group"),
                  bar(TimelineLane.FINDING, minutes, minutes + 720, "FAILED"))
              .ticks();

      assertThat(ticks).as("%d minutes", minutes).hasSizeGreaterThan(1);
      for (int i = 1; i < ticks.size(); i++) {
        assertThat(ticks.get(i).left() - ticks.get(i - 1).left()).isGreaterThanOrEqualTo(12);
      }
      List<Tick> phone = ticks.stream().filter(Tick::onPhone).toList();
      for (int i = 1; i < phone.size(); i++) {
        assertThat(phone.get(i).left() - phone.get(i - 1).left()).isGreaterThanOrEqualTo(21);
      }
    }
  }

  @Test
  void whatOverlapsStandsInRowsOfItsOwn() {
    TimelineDrawing drawing =
        draw(
            bar(TimelineLane.ELASTICACHE, 0, 50, "old modifying"),
            bar(TimelineLane.ELASTICACHE, 10, 60, "new modifying"),
            bar(TimelineLane.ELASTICACHE, 70, 100, "old deleting"));

    assertThat(marks(drawing, TimelineLane.ELASTICACHE).stream().map(Mark::y).distinct())
        .hasSize(2);
    assertThat(marks(drawing, TimelineLane.ELASTICACHE).getLast().y())
        .isEqualTo(marks(drawing, TimelineLane.ELASTICACHE).getFirst().y());
  }

  @Test
  void aLabelStandsOnItsBarBesideItOrAtTheEndBeforeIt() {
    TimelineDrawing drawing =
        draw(
            bar(TimelineLane.REMEDIATOR, 0, 60, "Create group"),
            bar(TimelineLane.REMEDIATOR, 60, 62, "Copy scaling"),
            bar(TimelineLane.REMEDIATOR, 98, 100, "Verify controls"));

    assertThat(marks(drawing, TimelineLane.REMEDIATOR))
        .satisfiesExactly(
            on -> assertThat(on.inside()).isTrue(),
            beside -> {
              assertThat(beside.inside() || beside.before()).isFalse();
              assertThat(beside.labelX()).isEqualTo("62.000%");
            },
            before -> {
              assertThat(before.before()).isTrue();
              assertThat(before.labelX()).isEqualTo("98.000%");
            });
  }

  @Test
  void momentsOfTheSameTimeAreOneMarkThatTellsAll() {
    Instant at = START.plus(Duration.ofMinutes(5));
    TimelineDrawing drawing =
        draw(
            bar(TimelineLane.REMEDIATOR, 0, 10, "Create group"),
            TimelineBar.moment(TimelineLane.CLIENTS, at, "one"),
            TimelineBar.moment(TimelineLane.CLIENTS, at, "two"),
            TimelineBar.moment(TimelineLane.CLIENTS, at, "three"));

    assertThat(marks(drawing, TimelineLane.CLIENTS))
        .singleElement()
        .returns("one, two, three, at +00:05:00", Mark::title)
        .returns("one and 2 more", Mark::label)
        .returns(true, Mark::isMoment);
    assertThat(drawing.words())
        .containsExactly(
            "Remediator: Create group, +00:00:00 to +00:10:00 (10 min)",
            "Clients: one, two, three, at +00:05:00");
  }

  @Test
  void nothingIsDrawnOfMomentsAlone() {
    assertThat(TimelineDrawing.of(List.of())).isEmpty();
    assertThat(
            TimelineDrawing.of(
                List.of(TimelineBar.moment(TimelineLane.FINDING, START, "ElastiCache.5 PASSED"))))
        .isEmpty();
  }

  private static TimelineDrawing draw(TimelineBar... bars) {
    return TimelineDrawing.of(List.of(bars)).orElseThrow();
  }

  private static List<Mark> marks(TimelineDrawing drawing, TimelineLane lane) {
    return drawing.lanes().stream()
        .filter(drawn -> drawn.title().equals(lane.title()))
        .findFirst()
        .orElseThrow()
        .marks();
  }

  private static TimelineBar bar(TimelineLane lane, int from, int to, String text) {
    return new TimelineBar(
        lane, START.plus(Duration.ofMinutes(from)), START.plus(Duration.ofMinutes(to)), text, "");
  }
}
