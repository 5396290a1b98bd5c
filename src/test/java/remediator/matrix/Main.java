package remediator.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.local.GivenProperties;
import remediator.local.ProgramEnd;
import remediator.matrix.trial.Judge;
import remediator.matrix.trial.Variant;

/** Runs the whole matrix; by its options, a part of it. */
@Command
public final class Main implements Callable<Integer> {
  /** Of cells. */
  @Option(names = "-Donly", defaultValue = "")
  private Pattern only;

  /** How many of them, chosen by chance. */
  @Option(names = "-Dsample")
  private Optional<Integer> sample;

  @Option(names = "-Dseed", defaultValue = "1")
  private long seed;

  private Main() {}

  public static void main(String[] args) {
    int status = 2;
    try {
      status = GivenProperties.run(new Main(), System.out, args);
    } catch (RuntimeException e) {
      System.out.println("the matrix broke off: " + e);
    } finally {
      // The database leaves threads behind.
      ProgramEnd.exit(status);
    }
  }

  @Override
  public Integer call() {
    if (sample.filter(n -> n < 1).isPresent()) {
      throw new IllegalArgumentException("-Dsample is a number of cells, from 1.");
    }
    long begin = System.nanoTime();
    List<Matrix.Result> results = new ArrayList<>();
    long impossible;
    try (Matrix matrix = new Matrix()) {
      List<Cell> all = matrix.cells();
      List<Cell> cells = all.stream().filter(c -> only.matcher(c.toString()).find()).toList();
      if (sample.isPresent()) {
        cells = Matrix.some(cells, sample.get(), seed);
      }
      System.out.println(
          cells.size() + " cells of " + all.size() + ", made in " + seconds(begin) + " s");
      impossible = matrix.impossible();
      results.addAll(matrix.run(cells, Variant.PRODUCT, Main::tell));
    }
    Report report = new Report(results, impossible, seconds(begin));
    report.print(System.out);
    report.write();
    return report.never() == 0 ? 0 : 1;
  }

  /** What must not be is told at once: the rest takes minutes. */
  private static void tell(Matrix.Result result) {
    if (result.ending().outcome() == Judge.Outcome.NEVER) {
      System.out.println(
          "NEVER  " + result.cell() + ": " + String.join("; ", result.ending().why()));
    }
  }

  private static long seconds(long begin) {
    return (System.nanoTime() - begin) / 1_000_000_000;
  }
}
