package remediator.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.cloud.InjectedFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FleetScan.Fleet;
import remediator.ledger.Ledger;
import remediator.local.cloud.LocalCloud;
import remediator.remediation.flow.StateMachineArns;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The list of all groups in the dashboard's custom widget. */
class FleetWidgetTest {
  private static final String MACHINE =
      "arn:aws:states:us-east-1:111122223333:stateMachine:online-tls";
  private static final int MANY = 10_000;
  private static final int ACCOUNTS = 300;
  private static final int GATES = 40;
  private static final Map<String, String> RUNS =
      Map.of("STEP", "EnableTlsPreferred", "STEP_SINCE", "2026-11-02T08:00:00Z");

  private WidgetBench bench = new WidgetBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static Map<String, AttributeValue> running(String account, String id) {
    return WidgetBench.row(account, id, "RUNNING", RUNS);
  }

  private static Map<String, AttributeValue> asking(int account) {
    return WidgetBench.row(
        account(account),
        "asks-" + account,
        "RUNNING",
        Map.of(
            "STEP",
            "OpenGate",
            "STEP_SINCE",
            "2026-11-02T08:00:00Z",
            "GATE",
            "required",
            "GATE_TOKEN",
            "a-task-token",
            "GATE_UNTIL",
            "2026-11-%02dT09:00:00Z".formatted(10 + account % 20)));
  }

  private static String account(int number) {
    return "%012d".formatted(100_000_000_000L + number);
  }

  @Test
  void aFlowThatWaitsAtAGateIsAtTheTopWithAllThatIsKnown() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    bench.run.importing(event).send(event);
    bench.run.forTime(Duration.ofHours(1));
    bench.put(2, i -> WidgetBench.row("444455556666", "older-" + i, "CLOSED", Map.of()));

    String html = bench.open();

    List<String> rows = WidgetBench.rows(html);
    assertThat(rows).hasSize(3);
    assertThat(rows.getFirst())
        .startsWith(
            "111122223333 shop-prod us-east-1 orders-cache ElastiCache.5 TLS in place waits for an"
                + " answer ")
        .contains("refuse plaintext until Monday 16 November 2026")
        .endsWith("group execution finding");
    assertThat(html)
        .contains("1 waiting for an answer")
        .contains("2 closed by Security Hub")
        .contains(
            "https://us-east-1.console.aws.amazon.com/elasticache/home?region=us-east-1#/redis/orders-cache")
        .contains(
            "https://us-east-1.console.aws.amazon.com/states/home?region=us-east-1#/v2/executions/details/arn%3Aaws%3Astates%3Aus-east-1%3A111122223333%3Aexecution%3A")
        .contains(
            "https://us-east-1.console.aws.amazon.com/securityhub/home?region=us-east-1#/findings?search=Id%3D%255Coperator%255C%253AEQUALS%255C%253Aarn");
    WidgetBench.assertFit(html);
  }

  /** Two groups at once are what a replacement costs, and people forget them. */
  @Test
  void aReplacementTellsWhatItsSecondGroupCostsUntilTheOldOneIsGone() {
    byte[] event = Events.sample("ec4-one-node-replace").bytes();
    bench.run.importing(event).send(event);
    bench.run.forTime(Duration.ofHours(1));
    assertThat(bench.open()).contains(">$4.94 a day, once it stands</td>");

    bench.press("Open", Map.of());
    bench.press("Approve with these choices", Map.of("name", "Ann"));
    bench.run.until(
        () ->
            bench
                .run
                .ledger(Sample.CART)
                .orElseThrow()
                .attribute(CaseAttribute.NEW_CREATED)
                .isPresent());
    bench.run.forTime(Duration.ofHours(12));
    assertThat(bench.open()).containsPattern(">[$]4[.]94 a day, [$]2[.][0-9]{2} so far</td>");
  }

  @Test
  void describesItselfInMarkdown() {
    assertThat(bench.invoke("{\"describe\":true}")).startsWith("## ").contains("```json");
  }

  @Test
  void threeHundredAccountsWithFortyOpenGatesFirstAreShownFiftyAPage() {
    bench.put(ACCOUNTS, i -> i < GATES ? asking(i) : running(account(i), "group-" + i));

    String html = bench.open();

    assertThat(html).contains("40 waiting for an answer").contains("page 1 of 6");
    assertThat(WidgetBench.rows(html)).hasSize(50);
    assertThat(WidgetBench.rows(html).subList(0, GATES)).allMatch(r -> r.contains("until "));
    assertThat(WidgetBench.rows(html).subList(GATES, 50)).noneMatch(r -> r.contains("until"));
    assertThat(WidgetBench.rows(html).getFirst())
        .contains("until Tuesday 10 November 2026, 09:00 UTC");
    assertThat(html).doesNotContain("a-task-token").doesNotContain(">Previous<");

    String last = html;
    for (int i = 2; i <= 6; i++) {
      last = bench.press("Next", Map.of());
    }
    assertThat(last).contains("page 6 of 6").doesNotContain(">Next<");
    assertThat(bench.press("Previous", Map.of())).contains("page 5 of 6");
  }

  @Test
  void filtersByStateAccountAndText() {
    bench.put(60, i -> i < 5 ? asking(i) : running(account(i), "group-" + i));
    bench.put(1, _ -> WidgetBench.row("999988887777", "orders", "DONE", Map.of()));
    bench.open();

    assertThat(WidgetBench.rows(bench.press("Show", Map.of("state", "GATE")))).hasSize(5);
    assertThat(WidgetBench.rows(bench.press("Show", Map.of("state", "DONE")))).hasSize(1);
    assertThat(WidgetBench.rows(bench.press("Show", Map.of("account", "99998888")))).hasSize(1);
    String found = bench.press("Show", Map.of("text", "ORDERS"));
    assertThat(WidgetBench.rows(found)).singleElement().asString().contains("orders");
    assertThat(found).contains("value=\"ORDERS\"").contains("1 of 61 groups");
    assertThat(bench.press("Show", Map.of("text", "nowhere"))).contains("No group is like this.");
    assertThat(bench.press("Show", Map.of("text", ""))).contains("61 of 61 groups");
  }

  /** The filter stands in the fields, which go with every call, and in the buttons as well. */
  @Test
  void theNextPageIsOfTheSameFilter() {
    bench.put(130, i -> running(account(i % 2), "group-" + i));
    bench.open();
    Map<String, String> fields = Map.of("account", account(1), "state", "", "text", "");
    assertThat(bench.press("Show", fields)).contains("65 of 130 groups, page 1 of 2");

    assertThat(bench.press("Next", fields)).contains("65 of 130 groups, page 2 of 2");
    assertThat(bench.press("Previous", Map.of())).contains("65 of 130 groups, page 1 of 2");
  }

  @Test
  void aLedgerOfTenThousandRowsIsAnsweredInTimeAndSize() {
    String history = "Something happened that is worth a line of some length. ".repeat(20);
    bench.put(
        MANY,
        i -> {
          Map<String, AttributeValue> row = running(account(i % ACCOUNTS), "group-" + i);
          row.put(
              "history",
              AttributeValue.fromL(
                  List.of(
                      AttributeValue.fromM(
                          Map.of(
                              "at", WidgetBench.text("2026-11-02T08:00:00Z"),
                              "text", WidgetBench.text(history))))));
          return row;
        });
    bench.open();

    long start = System.nanoTime();
    String html = bench.press("Next", Map.of());
    Duration taken = Duration.ofNanos(System.nanoTime() - start);

    assertThat(html).contains("10,000 of 10,000 groups, page 2 of 200");
    assertThat(taken).isLessThan(Duration.ofSeconds(15));
    assertThat(html.getBytes(UTF_8)).hasSizeLessThan(200_000);
    assertThat(bench.run.calls()).filteredOn("DynamoDB.Scan"::equalsIgnoreCase).isNotEmpty();
  }

  @Test
  void rowsThatCannotBeReadAreCountedAndTheRestIsShown() {
    bench.put(3, i -> running(account(i), "group-" + i));
    bench.put(
        1,
        _ -> {
          Map<String, AttributeValue> row = running(account(9), "broken");
          row.put("state", WidgetBench.text("<b>odd</b>"));
          return row;
        });

    String html = bench.open();

    assertThat(WidgetBench.rows(html))
        .hasSize(3)
        .allMatch(row -> row.contains("running: letting in clients with TLS beside those without"));
    assertThat(html)
        .contains("Left out, since they cannot be read: 1 row of the ledger.")
        .doesNotContain("<b>odd");
  }

  @Test
  void markupIsShownAsText() {
    String evil = "\"><script>alert(1)</script><img src=x onerror=alert(1)>";
    bench.put(
        60,
        i -> {
          Map<String, AttributeValue> row =
              WidgetBench.row(
                  account(i),
                  "group-" + i,
                  "RUNNING",
                  Map.of("STEP", evil, "STEP_SINCE", "2026-11-02T08:00:00Z", "ACCOUNT_NAME", evil));
          row.put("flow", WidgetBench.text("a\"onmouseover=alert(1) <b>"));
          return row;
        });
    bench.open();

    String html = bench.press("Show", Map.of("text", evil, "account", "", "state", evil));
    WidgetBench.assertFit(html);
    html = bench.press("Show", Map.of("text", "SCRIPT>", "account", "", "state", ""));

    assertThat(html)
        .contains("&lt;script&gt;alert(1)")
        .doesNotContain("<img", "\"onmouseover", "<b>");
    WidgetBench.assertFit(html);
    assertThat(html).contains("60 of 60 groups");
  }

  /** A row whose writes are held, and more facts. */
  private void held(String id, String state, String newId, Map<String, String> more) {
    Map<String, String> facts =
        new TreeMap<>(
            Map.of(
                "STEP", "CreateGroup",
                "STEP_SINCE", "2026-11-02T08:00:00Z",
                "WRITES_HELD_AT", "2026-11-02T07:30:00Z"));
    facts.putAll(more);
    bench.put(
        1,
        _ -> {
          Map<String, AttributeValue> row = WidgetBench.row(account(1), id, state, facts);
          row.put("policy", AttributeValue.fromM(Map.of("new-id", WidgetBench.text(newId))));
          return row;
        });
  }

  private static Map<String, String> at(String fact, int hour) {
    return Map.of(fact, "2026-11-02T%02d:00:00Z".formatted(hour));
  }

  /** Also where no flow is left that would let them in: that is what needs a person most. */
  @Test
  void heldWritesAreShownUntilClientsCanWriteAgain() {
    held("a-flow-holds-them", "RUNNING", "beside", Map.of());
    held("b-no-flow-ends-it", "STOPPED", "beside", Map.of());
    held("c-let-in", "RUNNING", "beside", at("WRITES_RELEASED_AT", 8));
    held("d-after-cut-over", "RUNNING", "beside", at("CUT_OVER_AT", 8));
    held("e-same-id", "RUNNING", "same", at("CUT_OVER_AT", 7));
    held("f-same-id-deleted", "RUNNING", "same", at("DELETION_REQUESTED_AT", 8));

    Map<Boolean, List<String>> rows =
        WidgetBench.rows(bench.open()).stream()
            .collect(
                Collectors.partitioningBy(
                    r -> r.contains("writes refused since Monday 2 November 2026, 07:30 UTC"),
                    Collectors.mapping(r -> r.split(" ", -1)[2], Collectors.toList())));

    assertThat(rows.get(true))
        .containsExactlyInAnyOrder("a-flow-holds-them", "b-no-flow-ends-it", "e-same-id");
    assertThat(rows.get(false))
        .containsExactlyInAnyOrder("c-let-in", "d-after-cut-over", "f-same-id-deleted");
  }

  /** The first page of a scan is read in any case; it ends at 1 MB of whole rows. */
  @Test
  void aLedgerThatIsNotReadToItsEndIsSaidToBeSo() {
    bench.put(
        6,
        i -> {
          Map<String, AttributeValue> row = running(account(i), "group-" + i);
          row.put("history", AttributeValue.fromL(List.of(WidgetBench.text("x".repeat(390_000)))));
          return row;
        });
    Ledger ledger = bench.run.ledger();

    assertThat(ledger.fleet().read(() -> true))
        .satisfies(f -> assertThat(f.complete()).isTrue())
        .satisfies(f -> assertThat(f.cases()).hasSize(6));
    Fleet cut = ledger.fleet().read(() -> false);
    assertThat(cut.complete()).isFalse();
    assertThat(cut.cases()).hasSizeBetween(1, 5);
    FleetWidget widget =
        new FleetWidget(
            ledger,
            new StateMachineArns(MACHINE, MACHINE, MACHINE),
            new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION),
            Optional.empty(),
            bench.run.clock());
    assertThat(
            widget.answer(Map.of(), new FleetWidget.Invocation("arn", "console", "1", () -> false)))
        .contains(
            "The ledger was not read to its end. These are "
                + cut.cases().size()
                + " of its groups")
        .contains(cut.cases().size() + " of " + cut.cases().size() + " groups");
    assertThat(bench.open()).doesNotContain("not read to its end");
  }

  @Test
  void aLedgerThatCannotBeReadIsSaidWithoutDetails() {
    bench.run.faults().always("DynamoDB.Scan", InjectedFault.THROTTLED);

    assertThat(bench.open()).contains("The fleet could not be read just now.");
    assertThat(bench.run.log("not answered")).hasSize(1);
  }

  @Test
  void japaneseAndDark() {
    bench.close();
    bench = new WidgetBench(Map.of(), "dark", "ja");
    bench.put(1, i -> asking(i));

    assertThat(bench.open()).contains("class=\"ecr dark\" lang=\"ja\"").contains("回答待ち 1 件");
  }

  /** The console shows an answer to one call; a group may be gone by the next. */
  @Test
  void groupsThatVanishLeaveNoEmptyPage() {
    bench.put(60, i -> running(account(i), "group-" + i));
    bench.open();
    IntStream.range(0, 20)
        .forEach(
            i ->
                bench.run.forget(
                    "arn:aws:elasticache:eu-central-1:"
                        + account(i)
                        + ":replicationgroup:group-"
                        + i));

    assertThat(bench.press("Next", Map.of())).contains("40 of 40 groups, page 1 of 1");
  }
}
