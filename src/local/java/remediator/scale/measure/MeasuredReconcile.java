package remediator.scale.measure;

import awsemulator.cloud.CallLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import remediator.local.cloud.LocalCloud;

/**
 * The calls of a reconciliation, as the product itself made them in the local cloud while flows ran
 * that nothing is wrong with.
 *
 * @param ofLedger of its first part, but for pages
 * @param list of what is read before some places are looked at
 * @param one of a place with one group
 * @param more of each other group of a place
 */
public record MeasuredReconcile(
    List<ServiceCall> ofLedger,
    List<ServiceCall> list,
    List<ServiceCall> one,
    List<ServiceCall> more) {
  /** Rows of six KB in a page of a scan, which holds 1 MB. */
  private static final int ROWS_A_PAGE = 170;

  /** As the product asks for them. */
  private static final int EXECUTIONS_A_PAGE = 1_000;

  /** The two accounts, and the product's own. */
  private static final int PLACES = 3;

  private static final ServiceCall SCAN = new ServiceCall("DynamoDB", "Scan", false);
  private static final ServiceCall EXECUTIONS = new ServiceCall("SFN", "ListExecutions", false);

  /** Measures it on an account with one group and one with two. */
  public static MeasuredReconcile measure(Path folder) throws Exception {
    GeneratedEstate estate =
        new GeneratedEstate(
            List.of(
                new GeneratedEstate.Group(GroupKind.TLS_OFF, "300000000001", "cache-0"),
                new GeneratedEstate.Group(GroupKind.TLS_OFF, "300000000002", "cache-1"),
                new GeneratedEstate.Group(GroupKind.TLS_OFF, "300000000002", "cache-2")));
    try (MeasuredIntake run =
        new MeasuredIntake(estate, folder, Map.of("MaxFlows", "1000"), Duration.ofMillis(30))) {
      run.deliverBatches(1);
      List<List<CallLog.Entry>> parts = run.reconcile();
      List<CallLog.Entry> places = parts.stream().skip(1).flatMap(List::stream).toList();
      List<ServiceCall> home =
          calls(places, LocalCloud.ACCOUNT).stream()
              .filter(c -> !c.service().equals("ElastiCache"))
              .toList();
      // One row of the list, then the same for each of the three places.
      int each = (home.size() - 1) / PLACES;
      if (each * PLACES + 1 != home.size()) {
        throw new IllegalStateException("not the same for each place: " + home);
      }
      List<ServiceCall> one = new ArrayList<>(calls(places, "300000000001"));
      List<ServiceCall> more = difference(calls(places, "300000000002"), one);
      one.addAll(home.subList(1, 1 + each));
      return new MeasuredReconcile(
          parts.getFirst().stream().map(MeasuredIntake::call).toList(),
          home.subList(0, 1),
          one,
          more);
    }
  }

  private static List<ServiceCall> calls(List<CallLog.Entry> entries, String account) {
    return entries.stream()
        .filter(e -> e.caller().account().equals(account))
        .map(MeasuredIntake::call)
        .toList();
  }

  static List<ServiceCall> difference(List<ServiceCall> many, List<ServiceCall> few) {
    List<ServiceCall> left = new ArrayList<>(many);
    few.forEach(left::remove);
    return left;
  }

  /** The first part's calls, with so many rows and running flows. */
  public List<ServiceCall> ledger(int rows, int running) {
    List<ServiceCall> all = new ArrayList<>(ofLedger);
    all.addAll(Collections.nCopies(rows / ROWS_A_PAGE, SCAN));
    all.addAll(Collections.nCopies(running / EXECUTIONS_A_PAGE, EXECUTIONS));
    return all;
  }

  /** The calls of a place with so many groups. */
  public List<ServiceCall> place(int groups) {
    List<ServiceCall> all = new ArrayList<>(one);
    IntStream.range(1, groups).forEach(_ -> all.addAll(more));
    return all;
  }
}
