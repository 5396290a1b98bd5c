package remediator.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import awsemulator.services.SnsService;
import awsemulator.states.interpreter.LambdaFunctions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Operators get the ledger as a file, and are told of what waits and costs. */
class FleetReportTest {
  private static final String BUCKET = "fleet-reports";

  private CloudRun run;

  @AfterEach
  void close() {
    run.close();
  }

  private void deploy(Map<String, String> parameters) {
    run = new CloudRun(parameters);
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).s3().createBucket(b -> b.bucket(BUCKET));
  }

  private void deliver(Events events) {
    byte[] event = events.bytes();
    run.importing(event).deliver(event);
  }

  private Map<String, Object> command(String json) throws LambdaFunctions.FunctionFailed {
    return run.invoke("ReconcileFunction", json.getBytes(UTF_8));
  }

  private String written(Map<String, Object> answer, String suffix) {
    String address =
        ((List<?>) answer.get("written"))
            .stream()
                .map(String::valueOf)
                .filter(a -> a.endsWith(suffix))
                .findFirst()
                .orElseThrow();
    return run.objects(BUCKET).get(address.substring(("s3://" + BUCKET + "/").length()));
  }

  /** As a schedule invokes it: nobody waits for the answer. */
  @Test
  void aReportThatCannotBeWrittenIsADeadLetterThatSaysWhy() {
    deploy(Map.of());
    run.send("ReconcileFunction", "{\"command\":\"report\"}".getBytes(UTF_8));
    run.forTime(Duration.ofHours(1));

    assertThat(run.deadLetters())
        .singleElement()
        .asString()
        .contains("there is nowhere to write a report")
        .contains("command=report");
  }

  @Test
  void theReportHasEveryCaseAndWhatItWaitsFor() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of("ReportBucket", BUCKET, "MaxFlows", "2"));
    run.gates().ignore("replace");
    run.gates().ignore("upgrade");
    deliver(Sample.ofCart());
    deliver(Sample.ofProfiles());
    deliver(Sample.ofOrders());
    run.until(() -> run.gates().asked().size() == 2);
    Map<String, Object> answer = command("{\"command\":\"report\"}");

    assertThat(answer)
        .containsEntry("groups", 3)
        .containsEntry("waiting", 3)
        .containsEntry("complete", true)
        .containsEntry("unreadableRows", 0);
    List<String> lines = written(answer, "fleet.csv").lines().toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).startsWith("group,account,account_name,region,controls,");
    assertThat(lines.get(3)).startsWith(Sample.ORDERS + ",").contains("a slot for its flow");
    Map<String, Object> json = StrictJson.readObject(written(answer, "fleet.json"));
    assertThat(json).containsEntry("schema", "1").containsEntry("groups", 3);
    assertThat((List<?>) json.get("cases"))
        .extracting(c -> String.valueOf(((Map<?, ?>) c).get("waits_for")))
        .containsExactly("an answer", "an answer", "a slot for its flow");
    assertThat((List<?>) json.get("cases"))
        .allSatisfy(
            c ->
                assertThat(((Map<?, ?>) c).keySet().stream().map(String::valueOf))
                    .containsExactlyInAnyOrder(lines.getFirst().split(",", -1)));
  }

  @Test
  void rowsThatCannotBeReadAreCounted() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of("ReportBucket", BUCKET));
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .dynamoDb()
        .putItem(
            r -> r.tableName(run.table()).item(Map.of("group", AttributeValue.fromS(Sample.CART))));

    assertThat(command("{\"command\":\"report\"}"))
        .containsEntry("groups", 0)
        .containsEntry("unreadableRows", 1);
  }

  @Test
  void withoutABucketTheCommandSaysWhichParameterNamesOne() {
    deploy(Map.of());

    assertThatThrownBy(() -> command("{\"command\":\"report\"}"))
        .hasMessageContaining("ReportBucket");
    assertThat(run.calls()).doesNotContain("S3.PutObject");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"command\":\"raport\"}",
        "{\"command\":\"\"}",
        "{\"command\":null}",
        "{\"command\":[\"report\"]}",
        "{\"command\":\"report\",\"bucket\":\"mine\"}",
        "{\"comand\":\"report\"}",
        "{\"command\":\"REPORT\"}"
      })
  void aCommandThatIsNoneIsAnErrorWithThoseThatThereAre(String json) {
    deploy(Map.of("ReportBucket", BUCKET));

    assertThatThrownBy(() -> command(json))
        .hasMessageContaining("the command is not understood")
        .hasMessageContaining("{\"command\":\"reconcile\"}")
        .hasMessageContaining("{\"command\":\"report\"}")
        .hasMessageContaining("{\"command\":\"digest\"}")
        .hasMessageContaining("{\"command\":\"sweep\"}");
    assertThat(run.calls()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "=1+1, '=1+1",
        "+1, '+1",
        "-1, '-1",
        "@SUM(A1), '@SUM(A1)",
        "|cmd, '|cmd",
        "shop, shop",
        "2026-11-02T09:00:00Z, 2026-11-02T09:00:00Z"
      })
  void noCellBeginsAFormula(String value, String cell) {
    deploy(Map.of());

    assertThat(SpreadsheetText.line(List.of(value, "x"))).isEqualTo(cell + ",x\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a\"b", "a\nb", "\t=1", "\r\n=1", " =1"})
  void whatWouldBreakALineIsQuotedAndWhatSpacesHideIsNoFormula(String value) {
    deploy(Map.of());
    String line = SpreadsheetText.line(List.of(value));
    String safe = value.endsWith("=1") ? "'" + value : value;

    assertThat(line.strip().replaceAll("^\"|\"$", "").replace("\"\"", "\""))
        .isEqualTo(safe.strip());
    assertThat(line.startsWith("\"")).isEqualTo(!value.equals(" =1"));
  }

  private List<SnsService.Message> digests() {
    return run.messages().stream()
        .filter(m -> m.subject() != null && m.subject().contains("open gate"))
        .toList();
  }

  @Test
  void theDigestTellsOfOpenGatesAndOfSecondGroupsWithTheirCost()
      throws LambdaFunctions.FunctionFailed {
    deploy(Map.of("Data", "accept-loss"));
    run.gates().ignore("retire");
    deliver(Sample.ofCart());
    run.until(() -> run.gates().asked().contains("retire"));
    run.forTime(Duration.ofDays(3));
    Map<String, Object> answer = command("{\"command\":\"digest\"}");

    assertThat(answer).containsEntry("sent", true);
    assertThat(digests())
        .singleElement()
        .satisfies(
            m ->
                assertThat(m.message())
                    .contains("1 open gate, 1 second group")
                    .contains(
                        Sample.CART + ": gate RETIRE, until Monday 16 November 2026, 09:44 UTC")
                    .containsPattern(
                        "cart-single-enc beside cart-single, for 3 days, 1 node of"
                            + " cache\\.[a-z0-9.]+: about \\$[0-9]+\\.[0-9]{2} so far, and"
                            + " \\$[0-9.]+ a day"));
  }

  @Test
  void whereNothingIsOpenNobodyIsWrittenTo() throws LambdaFunctions.FunctionFailed {
    deploy(Map.of());
    deliver(Sample.ofCart());
    run.toTheEnd();

    assertThat(command("{\"command\":\"digest\"}")).containsEntry("sent", false);
    assertThat(digests()).isEmpty();
  }
}
