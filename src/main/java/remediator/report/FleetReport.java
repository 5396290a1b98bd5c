package remediator.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.json.StrictJson;
import remediator.ledger.CaseSummary;
import remediator.ledger.FleetScan.Fleet;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * All cases of the ledger, what waits for people first, as {@code fleet.csv} and {@code fleet.json}
 * in a bucket.
 */
public final class FleetReport {
  private static final Comparator<CaseSummary> ORDER =
      Comparator.comparing((CaseSummary c) -> c.gateUntil().orElse(Instant.MAX))
          .thenComparing(CaseSummary::state)
          .thenComparing(c -> c.group().toString());

  private final Fleet fleet;
  private final Instant at;
  private final List<ReportRow> rows;

  /**
   * @param at when the fleet was read
   */
  public FleetReport(Fleet fleet, Instant at) {
    this.fleet = fleet;
    this.at = at.truncatedTo(ChronoUnit.SECONDS);
    this.rows = fleet.cases().stream().sorted(ORDER).map(ReportRow::of).toList();
  }

  /**
   * Writes both.
   *
   * @param prefix of their keys, which ends in a slash
   * @return the objects' addresses, and what they tell in numbers
   */
  public Map<String, Object> write(S3Client client, String bucket, String prefix) {
    String folder = prefix + at.toString().replace(":", "-") + "/";
    put(client, bucket, folder + "fleet.csv", "text/csv; charset=utf-8", csv());
    put(client, bucket, folder + "fleet.json", "application/json", json());
    Map<String, Object> result = new TreeMap<>(numbers());
    result.put(
        "written",
        List.of(
            "s3://%s/%sfleet.csv".formatted(bucket, folder),
            "s3://%s/%sfleet.json".formatted(bucket, folder)));
    return result;
  }

  private static void put(S3Client client, String bucket, String key, String type, String text) {
    client.putObject(
        r -> r.bucket(bucket).key(key).contentType(type),
        RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
  }

  private Map<String, Object> numbers() {
    Map<String, Object> numbers = new LinkedHashMap<>();
    numbers.put("at", at.toString());
    numbers.put("groups", rows.size());
    numbers.put(
        "waiting",
        rows.stream().filter(r -> !r.values().get(ReportRow.Column.WAITS_FOR).isEmpty()).count());
    numbers.put("unreadableRows", fleet.unreadable());
    numbers.put("complete", fleet.complete());
    return numbers;
  }

  String csv() {
    return SpreadsheetText.line(ReportRow.Column.titles())
        + rows.stream().map(row -> SpreadsheetText.line(row.cells())).collect(Collectors.joining());
  }

  String json() {
    Map<String, Object> report = new LinkedHashMap<>(numbers());
    report.put("schema", "1");
    report.put("cases", rows.stream().map(ReportRow::byTitle).toList());
    return StrictJson.write(report);
  }
}
