package remediator.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import remediator.local.cloud.Fault;
import remediator.matrix.Judge.Outcome;

/** Whatever fails at whatever moment: a sample of the matrix, and that the matrix can fail. */
class FaultMatrixTest {
  private static final int SAMPLE = 300;
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

  @Test
  void noneOfSoManyCellsEndsInAWayThatMustNotBe() {
    assertThat(cells).hasSizeGreaterThan(1_500);
    assertThat(never(Matrix.some(cells, SAMPLE, SEED), Variant.PRODUCT)).isEmpty();
  }

  @Test
  void everyFaultAndEveryHarmIsInTheMatrix() {
    Set<String> columns = cells.stream().map(c -> c.mishap().column()).collect(Collectors.toSet());

    EnumSet.complementOf(EnumSet.of(Fault.NONE))
        .forEach(f -> assertThat(columns).contains(f.name()));
    EnumSet.allOf(Mishap.Kind.class).forEach(k -> assertThat(columns).contains(k.name()));
  }

  @Test
  void theMatrixFindsAStepThatRepeatsACreateBlindly() {
    List<Cell> creating =
        cells.stream()
            .filter(c -> c.flow() == Flow.REPLACE)
            .filter(
                c ->
                    c.mishap() instanceof Mishap.OfCall call
                        && call.call().equals("ElastiCache.CreateReplicationGroup"))
            .toList();

    assertThat(never(creating, Variant.PRODUCT)).isEmpty();
    assertThat(never(creating, Variant.BLIND_CREATE))
        .isNotEmpty()
        .anyMatch(line -> line.contains("TIMEOUT_AFTER") && line.contains("two new groups"));
  }
}
