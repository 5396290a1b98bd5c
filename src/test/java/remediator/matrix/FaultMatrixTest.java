package remediator.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import remediator.matrix.mishap.Act;
import remediator.matrix.mishap.Mishap;
import remediator.matrix.mishap.Moment;
import remediator.matrix.trial.Flow;
import remediator.matrix.trial.Judge.Outcome;
import remediator.matrix.trial.Variant;

/**
 * Whatever fails at whatever moment, and whatever people do meanwhile: a sample of the matrix, and
 * that the matrix can fail.
 */
class FaultMatrixTest {
  private static final int SAMPLE = 150;
  private static final long SEED = 20_261_102;

  private static Matrix matrix;
  private static List<Cell> cells;

  @BeforeAll
  static void make() {
    matrix = new Matrix();
    cells = matrix.cells();
  }

  @AfterAll
  static void end() {
    matrix.close();
  }

  private static List<String> never(List<Cell> some, Variant variant) {
    return matrix.run(some, variant, _ -> {}).stream()
        .filter(r -> r.ending().outcome() == Outcome.NEVER)
        .map(r -> r.cell() + ": " + r.ending().why())
        .toList();
  }

  private static List<Cell> cells(Predicate<Cell> wanted) {
    return cells.stream().filter(wanted).toList();
  }

  private static boolean isAct(Cell cell) {
    return cell.mishap() instanceof Mishap.OfPeople;
  }

  @Test
  void theMatrixHasEnoughCellsOfBothKinds() {
    assertThat(cells).hasSizeGreaterThan(12_000);
    assertThat(cells(FaultMatrixTest::isAct)).hasSizeGreaterThan(4_000);
    assertThat(matrix.impossible()).isPositive();
  }

  @Test
  void noneOfSoManyFaultsEndsInAWayThatMustNotBe() {
    List<Cell> faults = cells(c -> !isAct(c));

    assertThat(never(Matrix.some(faults, SAMPLE, SEED), Variant.PRODUCT)).isEmpty();
  }

  @Test
  void noneOfSoManyActsEndsInAWayThatMustNotBe() {
    List<Cell> acts = cells(FaultMatrixTest::isAct);

    assertThat(never(Matrix.some(acts, SAMPLE, SEED), Variant.PRODUCT)).isEmpty();
  }

  @Test
  void everyFaultEveryHarmAndEveryActIsInTheMatrix() {
    Set<String> columns = cells.stream().map(c -> c.mishap().column()).collect(Collectors.toSet());

    EnumSet.complementOf(EnumSet.of(InjectedFault.NONE))
        .forEach(f -> assertThat(columns).contains(f.name()));
    EnumSet.allOf(Mishap.Kind.class).forEach(k -> assertThat(columns).contains(k.name()));
    EnumSet.allOf(Act.Kind.class).forEach(k -> assertThat(columns).contains(k.name()));
  }

  @Test
  void theMatrixFindsAStepThatRepeatsACreateBlindly() {
    List<Cell> creating =
        cells(
            c ->
                c.flow() == Flow.REPLACE
                    && c.mishap() instanceof Mishap.OfCall call
                    && call.call().equals("ElastiCache.CreateReplicationGroup"));

    assertThat(never(creating, Variant.PRODUCT)).isEmpty();
    assertThat(never(creating, Variant.BLIND_CREATE))
        .isNotEmpty()
        .anyMatch(line -> line.contains("TIMEOUT_AFTER") && line.contains("two new groups"));
  }

  /** What people do while the last question before a deletion is open. */
  @Test
  void theMatrixFindsAGuardThatSaysYesToEverything() {
    List<Cell> atTheGate =
        cells(
            c -> isAtGate(c, Flow.REPLACE, "retire") || isAtGate(c, Flow.ROLLED_BACK, "cut-over"));

    assertThat(never(atTheGate, Variant.PRODUCT)).isEmpty();
    assertThat(never(atTheGate, Variant.UNGUARDED))
        .anyMatch(line -> line.contains("OPTS_OUT") && line.contains("opt-out=true stands"))
        .anyMatch(line -> line.contains("HOLDS") && line.contains("the switch says hold"))
        .anyMatch(line -> line.contains("INVOKES_DELETER") && line.contains("no answer allows it"))
        .anyMatch(line -> line.contains("REMAKES_NEW") && line.contains("no group serves its data"))
        .anyMatch(
            line -> line.contains("DELETES_OLD") && line.contains("no copy of its data is left"));
  }

  /** What fails or is stopped while writes are held. */
  @Test
  void theMatrixFindsAStepThatForgetsToLetWritesInAgain() {
    List<Cell> held =
        cells(
            c ->
                c.flow() == Flow.REPLACE
                    && c.mishap() instanceof Mishap.OfCall call
                    && call.call().equals("ElastiCache.CreateSnapshot"));

    assertThat(never(held, Variant.PRODUCT)).isEmpty();
    assertThat(never(held, Variant.FORGETS_TO_THAW))
        .anyMatch(line -> line.contains("refuses writes, and nobody was told"));
  }

  private static boolean isAtGate(Cell cell, Flow flow, String gate) {
    return cell.flow() == flow
        && cell.mishap() instanceof Mishap.OfPeople p
        && p.moment().equals(new Moment(Moment.When.GATE, gate, 1, 0));
  }
}
