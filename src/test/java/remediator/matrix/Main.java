package remediator.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import remediator.matrix.trial.Judge;
import remediator.matrix.trial.Variant;

/** Runs the whole matrix. Properties for looking into it: {@code only}, a pattern of cells. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    int status = 2;
    try {
      status = run();
    } catch (RuntimeException e) {
      System.out.println("the matrix broke off: " + e);
    } finally {
      // The database leaves threads behind.
      System.exit(status);
    }
  }

  private static int run() {
    long begin = System.nanoTime();
    Pattern only = Pattern.compile(System.getProperty("only", ""));
    List<Matrix.Result> results = new ArrayList<>();
    long impossible;
    try (Matrix matrix = new Matrix()) {
      List<Cell> all = matrix.cells();
      List<Cell> cells = all.stream().filter(c -> only.matcher(c.toString()).find()).toList();
      if (Integer.getInteger("sample") != null) {
        cells = Matrix.some(cells, Integer.getInteger("sample"), Long.getLong("seed", 1));
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
