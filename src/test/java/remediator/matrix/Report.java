package remediator.matrix;

import awsemulator.cloud.InjectedFault;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import remediator.json.StrictJson;
import remediator.matrix.mishap.Act;
import remediator.matrix.mishap.Mishap;
import remediator.matrix.trial.Judge.Outcome;

/** The matrix as two tables for people, and as a list for programs. */
final class Report {
  private static final Path FILE = Path.of("target/fault-matrix.json");

  private final List<Matrix.Result> results;
  private final long impossible;
  private final long seconds;

  /**
   * @param impossible acts that make no cell, since they cannot be done at that moment
   */
  Report(List<Matrix.Result> results, long impossible, long seconds) {
    this.results = List.copyOf(results);
    this.impossible = impossible;
    this.seconds = seconds;
  }

  long never() {
    return count(results, Outcome.NEVER);
  }

  private static long count(List<Matrix.Result> some, Outcome outcome) {
    return some.stream().filter(r -> r.ending().outcome() == outcome).count();
  }

  void print(PrintStream out) {
    out.println("completed / rolled back / told, what stands and what to do / NEVER");
    table(
        out,
        "call",
        Mishap.OfCall.class,
        Stream.of(InjectedFault.values()).skip(1).map(InjectedFault::name).toList());
    table(
        out,
        "step",
        Mishap.OfStep.class,
        Stream.of(Mishap.Kind.values()).map(Mishap.Kind::name).toList());
    acts(out);
    results.stream()
        .filter(r -> r.ending().outcome() == Outcome.NEVER)
        .forEach(
            r -> out.println("NEVER  " + r.cell() + ": " + String.join("; ", r.ending().why())));
    out.printf("%d acts are impossible at their moment%n", impossible);
    out.printf(
        "%d cells in %d s: %d completed, %d rolled back, %d told, %d never%n",
        results.size(),
        seconds,
        count(results, Outcome.COMPLETED),
        count(results, Outcome.ROLLED_BACK),
        count(results, Outcome.TOLD),
        never());
  }

  /** What people do, in all flows and at all moments. */
  private void acts(PrintStream out) {
    out.printf("%n%-48s%16s%n", "somebody", "cells");
    for (Act.Kind kind : Act.Kind.values()) {
      List<Matrix.Result> some =
          results.stream()
              .filter(r -> r.cell().mishap() instanceof Mishap.OfPeople p && p.act().kind() == kind)
              .toList();
      out.printf("%-48s%16s%n", kind.name().toLowerCase(Locale.ROOT).replace('_', ' '), sums(some));
    }
  }

  private void table(
      PrintStream out, String what, Class<? extends Mishap> kind, List<String> columns) {
    Map<String, Map<String, List<Matrix.Result>>> rows = new TreeMap<>();
    results.stream()
        .filter(r -> kind.isInstance(r.cell().mishap()))
        .forEach(
            r ->
                rows.computeIfAbsent(r.cell().mishap().row(), _ -> new TreeMap<>())
                    .computeIfAbsent(r.cell().mishap().column(), _ -> new ArrayList<>())
                    .add(r));
    out.printf("%n%-48s", what);
    columns.forEach(c -> out.printf("%16s", c.toLowerCase(Locale.ROOT).replace('_', ' ')));
    out.println();
    rows.forEach(
        (row, cells) -> {
          out.printf("%-48s", row);
          columns.forEach(c -> out.printf("%16s", sums(cells.getOrDefault(c, List.of()))));
          out.println();
        });
  }

  private static String sums(List<Matrix.Result> some) {
    if (some.isEmpty()) {
      return "-";
    }
    String sums =
        count(some, Outcome.COMPLETED)
            + "/"
            + count(some, Outcome.ROLLED_BACK)
            + "/"
            + count(some, Outcome.TOLD);
    long never = count(some, Outcome.NEVER);
    return never == 0 ? sums : sums + "/" + never + "!";
  }

  void write() {
    List<Map<String, Object>> cells = new ArrayList<>();
    for (Matrix.Result result : results) {
      Map<String, Object> cell = new LinkedHashMap<>();
      Mishap mishap = result.cell().mishap();
      cell.put(mishap instanceof Mishap.OfCall ? "call" : "step", mishap.row());
      cell.put("fault", mishap.column());
      if (mishap instanceof Mishap.OfPeople p) {
        cell.put("act", p.act().toString());
        cell.put("when", p.moment().toString());
      }
      cell.put("flow", result.cell().flow().name());
      cell.put("outcome", result.ending().outcome().name());
      cell.put("what", result.cell().toString());
      if (!result.ending().why().isEmpty()) {
        cell.put("why", result.ending().why());
      }
      cells.add(cell);
    }
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          StrictJson.write(
              Map.of(
                  "cells",
                  cells,
                  "impossible",
                  impossible,
                  "people",
                  results.stream()
                      .filter(r -> r.cell().mishap() instanceof Mishap.OfPeople)
                      .count(),
                  "never",
                  never(),
                  "flows",
                  new TreeSet<>(cells.stream().map(c -> c.get("flow")).toList()))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
