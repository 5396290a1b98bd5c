package remediator.local.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import remediator.json.StrictJson;
import remediator.local.GivenProperties;

/** {@code mvn -Pplan} as its owner sees it: the files, the terminal, and what is of no use. */
class PlanCommandTest {
  private static final String ORDERS =
      "arn:aws:elasticache:eu-west-1:111122223333:replicationgroup:orders";

  private static final Path ONE_GROUP =
      Path.of("src/test/resources/remediator/local/one-group/replication-groups.json");

  @TempDir private Path folder;

  /** What a run left. */
  private record Run(int status, String said, Path target) {
    List<Map<String, String>> rows() throws IOException {
      List<List<String>> lines = new ArrayList<>();
      for (String line : Files.readString(target.resolve("plan.csv")).split("\r\n", -1)) {
        if (!line.isEmpty()) {
          lines.add(cells(line));
        }
      }
      List<Map<String, String>> rows = new ArrayList<>();
      for (List<String> line : lines.subList(1, lines.size())) {
        assertThat(line).hasSameSizeAs(lines.getFirst());
        Map<String, String> row = new TreeMap<>();
        for (int i = 0; i < line.size(); i++) {
          row.put(lines.getFirst().get(i), line.get(i));
        }
        rows.add(row);
      }
      return rows;
    }

    Map<String, String> row(String group) throws IOException {
      return rows().stream().filter(r -> r.get("group").equals(group)).findFirst().orElseThrow();
    }

    String html() throws IOException {
      return Files.readString(target.resolve("plan.html"));
    }

    private static List<String> cells(String line) {
      List<String> cells = new ArrayList<>();
      Matcher cell = Pattern.compile("(?:^|,)(?:\"((?:[^\"]|\"\")*)\"|([^,\"]*))").matcher(line);
      while (cell.find()) {
        cells.add(cell.group(1) == null ? cell.group(2) : cell.group(1).replace("\"\"", "\""));
      }
      return cells;
    }
  }

  private Run run(Map<String, String> given) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    Path target = folder.resolve("target");
    int status = GivenProperties.run(new PlanCommand(out, target), out, "given " + given);
    String said = bytes.toString(StandardCharsets.UTF_8);
    return new Run(status, status == 0 ? said : said.replaceAll("\\s*\n", " "), target);
  }

  private Run runOwn() {
    return run(Map.of("fleet", folder.toString()));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static String orders() throws IOException {
    return Files.readString(ONE_GROUP);
  }

  private static String nodes() {
    return """
    {"CacheClusters": [{"CacheClusterId": "orders-001", "Engine": "redis",
      "EngineVersion": "7.1.0", "CacheClusterStatus": "available", "NumCacheNodes": 1,
      "ARN": "arn:aws:elasticache:eu-west-1:111122223333:cluster:orders-001",
      "CacheParameterGroup": {"CacheParameterGroupName": "default.redis7"},
      "CacheSubnetGroupName": "private"}]}
    """;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          flete  | x                   | -Dflete=x: there is no such property; the nearest is -Dfleet.
          gates  | approve             | -Dgates=approve: there is no such property
          policy | dat:freeze          | -Dpolicy=dat:freeze: there is no setting "dat"; the nearest is data.
          policy | data:frieze         | -Dpolicy=data:frieze: the choice data is "frieze"; legal is copy, freeze, accept-loss, cache-only.
          policy | data                | -Dpolicy=data: "data" is no setting with its value, such as
          policy | mode:act,mode:act   | -Dpolicy=mode:act,mode:act: it sets mode twice
          policy | opt-out:true        | -Dpolicy=opt-out:true: opt-out has no parameter: set the tag elasticache-encryption:opt-out
          policy | tags-may-loosen:all | -Dpolicy=tags-may-loosen:all: the parameter TagsMayLoosen lists "all"; legal are
          fleet  | /none               | -Dfleet=/none: there is no such folder; make it, or correct the path.
          """)
  void saysWhatIsOfNoUse(String name, String value, String said) {
    Run run = run(Map.of(name, value));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.said()).startsWith(said);
  }

  @Test
  void leavesNoEarlierPlanWhereThereIsNone() {
    assertThat(run(Map.of()).status()).isZero();

    Run empty = runOwn();

    assertThat(empty.status()).isEqualTo(2);
    assertThat(empty.said())
        .contains("there is no replication-groups.json in it; write it by aws elasticache");
    assertThat(empty.target()).isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"CacheClusters": []}            | has a member "CacheClusters"; it should have ReplicationGroups only: write it by aws elasticache describe-replication-groups
          {"ReplicationGroups": [          | is not one whole JSON object: write it by aws elasticache describe-replication-groups
          {"ReplicationGroups": []} {}     | is not one whole JSON object: write it by aws elasticache describe-replication-groups
          {"ReplicationGroups": {}}        | has no list ReplicationGroups: write it by aws elasticache describe-replication-groups
          {"ReplicationGroups": [1]}       | ReplicationGroups[0] is not an object: write it by aws elasticache describe-replication-groups
          []                               | is not one whole JSON object: write it by aws elasticache describe-replication-groups
          """)
  void saysHowToMakeAFileThatIsNone(String text, String said) throws IOException {
    write("replication-groups.json", text);

    Run run = runOwn();

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.said()).contains("replication-groups.json").contains(said);
  }

  @Test
  void givesFiguresOfTheGatesForEachWay() throws IOException {
    Run run = run(Map.of());

    assertThat(run.row("orders-cache"))
        .containsEntry("decision", "ONLINE_TLS")
        .containsEntry("findings", "ElastiCache.5")
        .containsEntry("work_minutes_at_least", "18")
        .containsEntry("gate_days_at_most", "42")
        .containsEntry("freeze_pause_minutes_at_least", "")
        .containsEntry("second_group_usd_at_least", "");
    assertThat(run.row("profiles-62")).containsEntry("work_minutes_at_least", "30");
    assertThat(run.row("cart-single"))
        .containsEntry("decision", "REPLACE")
        .containsEntry("freeze_pause_minutes_at_least", "22")
        .containsEntry("freeze_pause_minutes_allowed", "120")
        .containsEntry("accept_loss_pause_minutes", "0")
        .containsEntry("accept_loss_lost_minutes_at_least", "14")
        .containsEntry("cache_only_pause_minutes", "0")
        .containsEntry("second_group_usd_at_least", "4.94");
    assertThat(run.row("cart-single").get("cannot_be_the_same"))
        .contains("the new group has another id (cart-single-enc if it is free)");
    assertThat(run.row("mail-cfn").get("reasons"))
        .contains("the CloudFormation stack mail-service");
    assertThat(run.row("mail-cfn").get("remedies")).contains("change the stack's template");
    assertThat(run.row("feeds-half-done").get("mind")).contains("no finding of it comes by itself");
    assertThat(run.said())
        .contains("17 groups:", "REPLACE               5", "refused until the owner has done");
  }

  @Test
  void followsThePolicyThatIsGiven() throws IOException {
    Run run =
        run(Map.of("policy", "older-engines:replace,mode:plan-only,keep-old-days:9,new-id:same"));

    assertThat(run.row("profiles-62"))
        .containsEntry("decision", "REPLACE")
        .containsEntry("mode", "plan-only")
        // Nine days instead of one, and the group is made twice.
        .containsEntry("work_minutes_at_least", "48");
    assertThat(run.row("cart-single")).containsEntry("second_group_usd_at_least", "44.50");
    assertThat(run.row("cart-single").get("cannot_be_the_same")).contains("there is no cache");
    assertThat(run.html()).contains("older-engines:replace,mode:plan-only");
  }

  @Test
  void aGroupOfOneIdInTwoAccountsIsTwoGroups() throws IOException {
    String one = orders();
    String other = one.replace("111122223333", "444455556666").replace("eu-west-1", "us-east-1");
    write("a/replication-groups.json", one);
    write("b/replication-groups.json", other);

    List<Map<String, String>> rows = runOwn().rows();

    assertThat(rows)
        .extracting(r -> r.get("group") + " " + r.get("account") + " " + r.get("region"))
        .containsExactly("orders 111122223333 eu-west-1", "orders 444455556666 us-east-1");
  }

  @Test
  void saysWhatTheFolderDoesNotTell() throws IOException {
    write("replication-groups.json", orders());

    Run run = runOwn();

    assertThat(run.row("orders").get("not_known_from_this_folder"))
        .contains("its engine version", "redis 7.1.0 is assumed", "its tags, which tags.json tells")
        .contains("which clients connect without TLS");
    assertThat(run.said()).contains("Not known from this folder");

    write("cache-clusters.json", nodes());
    write("tags.json", "{\"" + ORDERS + "\": []}");

    assertThat(runOwn().row("orders"))
        .containsEntry(
            "not_known_from_this_folder", "which clients connect without TLS (the probe tells)");
  }

  /** A part of an answer, a newer CLI and caches of other kinds are no mistakes. */
  @Test
  void warnsOfWhatIsOfLessUse() throws IOException {
    write(
        "replication-groups.json",
        orders()
            .replaceFirst("\\{", "{\"NextToken\": \"more\", ")
            .replaceFirst("\"ReplicationGroupId\"", "\"Quantum\": {\"A\": [1]}, $0"));
    write(
        "cache-clusters.json",
        nodes()
            .replaceFirst(
                "\\[",
                "[{\"CacheClusterId\": \"pages\", \"Engine\": \"memcached\", \"EngineVersion\":"
                    + " \"1.6.22\", \"ARN\":"
                    + " \"arn:aws:elasticache:eu-west-1:111122223333:cluster:pages\"},"));
    write("tags.json", "{\"" + ORDERS + "-of-the-rest\": []}");

    Run run = runOwn();

    assertThat(run.status()).isZero();
    assertThat(run.said().replaceAll("\\s+", " "))
        .contains(
            "replication-groups.json is a part only (it has a NextToken or Marker)",
            "left out, since this version does not know them: Quantum",
            "1 clusters are in no replication group (1 of them Memcached)",
            ":orders-of-the-rest\" is no group or cluster that was read");
    assertThat(run.rows()).hasSize(1);
    assertThat(run.html()).contains("is a part only");
  }

  @Test
  void aGroupThatIsBeingMadeIsRefusedForNow() throws IOException {
    write(
        "replication-groups.json",
        "{\"ReplicationGroups\": [{\"ReplicationGroupId\": \"orders\", \"Status\": \"creating\","
            + " \"ARN\": \""
            + ORDERS
            + "\"}]}");

    assertThat(runOwn().row("orders"))
        .containsEntry("decision", "REFUSED")
        .containsEntry("status", "creating");
  }

  /** What others have named ends up in a spreadsheet and a browser of the owner's. */
  @Test
  void runsNoFormulaOfWhatOthersHaveWritten() throws IOException {
    String formula = "=cmd|' /C calc'!A0";
    write("replication-groups.json", orders().replace("\"available\"", "\"" + formula + "\""));

    assertThat(runOwn().row("orders")).containsEntry("status", "'" + formula);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          =1+1   | '=1+1
          @x     | '@x
          -1     | '-1
          plain  | plain
          a, "b" | "a, ""b\"""
          """)
  void writesCellsThatASpreadsheetTakesForText(String text, String cell) {
    assertThat(PlanCsv.cell(text)).isEqualTo(cell);
    assertThat(PlanCsv.cell("two\r\nlines")).isEqualTo("two??lines");
  }

  @Test
  void showsMarkupOfOthersAsText() throws IOException {
    String markup = "</script><img src=x onerror=alert(1)>\n\"next";
    write("replication-groups.json", orders());
    write("cache-clusters.json", nodes());
    write(
        "tags.json",
        StrictJson.write(
            Map.of(
                ORDERS, List.of(Map.of("Key", "elasticache-encryption:data", "Value", markup)))));

    Run run = runOwn();

    assertThat(run.row("orders").get("reasons"))
        .contains(
            "the tag elasticache-encryption:data is \"</script><img src=x onerror=alert(1)>?");
    assertThat(run.html()).contains("\\u003c/script>\\u003cimg src=x").doesNotContain("<img");
  }

  @Test
  void anIdThatNoGroupCanHaveIsLeftOutWithAWord() throws IOException {
    write(
        "replication-groups.json",
        orders().replace("\"orders\"", "\"=1+1\"").replace("group:orders\"", "group:=1+1\""));

    Run run = runOwn();

    assertThat(run.said().replaceAll("\\s+", " "))
        .contains("=1+1\" is left out, since no finding can name it");
    assertThat(run.rows()).isEmpty();
  }

  /** It is opened from the file, on any screen, by day and by night. */
  @Test
  void thePageNeedsNothingFromElsewhere() throws IOException {
    String html = run(Map.of()).html();

    assertThat(html)
        .contains("default-src 'none'", "width=device-width", "prefers-color-scheme:dark", "<svg")
        .doesNotContainPattern("(src|href)=[\"']")
        .doesNotContainPattern("url\\(|@import|https?://");
    String data = html.substring(html.indexOf("id=\"data\">") + 10);
    Map<String, Object> rows = StrictJson.readObject(data.substring(0, data.indexOf("</script>")));
    assertThat((List<?>) rows.get("rows")).hasSize(17);
  }
}
