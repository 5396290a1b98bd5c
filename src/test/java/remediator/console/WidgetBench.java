package remediator.console;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.states.interpreter.LambdaFunctions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.json.StrictJson;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The console with the dashboard's custom widget, for somebody who may invoke its function. */
public final class WidgetBench implements AutoCloseable {
  /** A button with the action behind it: label, attributes, parameters. */
  private static final Pattern BUTTON =
      Pattern.compile(
          "<a class=\"btn[^\"]*\">([^<]*)</a>\\s*<cwdb-action ([^>]*)>([^<]*)</cwdb-action>");

  private static final int BATCH = 100;

  public final CloudRun run;
  private final String theme;
  private final String locale;
  private String html = "";

  /** A fleet without rows, in the deployment's own template. */
  public WidgetBench(Map<String, String> parameters, String theme, String locale) {
    this.run = new CloudRun(parameters);
    this.theme = theme;
    this.locale = locale;
    for (String gate :
        List.of(
            "upgrade", "preferred", "required", "auth", "off", "replace", "cut-over", "retire")) {
      run.gates().ignore(gate);
    }
  }

  /** In English, light. */
  public WidgetBench() {
    this(Map.of(), "light", "en");
  }

  /** A row as the ledger writes it. */
  static Map<String, AttributeValue> row(
      String account, String id, String state, Map<String, String> facts) {
    Map<String, AttributeValue> row = new HashMap<>();
    row.put(
        "group", text("arn:aws:elasticache:eu-central-1:" + account + ":replicationgroup:" + id));
    row.put("attempt", AttributeValue.fromN("1"));
    row.put("flow", text(id + "-10ca1000-1-12345678"));
    row.put("decision", text("ONLINE_TLS"));
    row.put("state", text(state));
    row.put("controls", AttributeValue.fromL(List.of(text("ElastiCache.5"))));
    row.put("policy", AttributeValue.fromM(Map.of()));
    Map<String, AttributeValue> all = new HashMap<>();
    facts.forEach((k, v) -> all.put(k, text(v)));
    row.put("facts", AttributeValue.fromM(all));
    row.put("findings", AttributeValue.fromL(List.of()));
    row.put("history", AttributeValue.fromL(List.of()));
    row.put("version", AttributeValue.fromN("1"));
    return row;
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  /** Puts rows into the table, as no flow would. */
  void put(int number, IntFunction<Map<String, AttributeValue>> row) {
    DynamoDbClient table = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).dynamoDb();
    List<TransactWriteItem> batch = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Put put = Put.builder().tableName(run.table()).item(row.apply(i)).build();
      batch.add(TransactWriteItem.builder().put(put).build());
      if (batch.size() == BATCH || i == number - 1) {
        List<TransactWriteItem> all = List.copyOf(batch);
        table.transactWriteItems(r -> r.transactItems(all));
        batch.clear();
      }
    }
  }

  /** What the widget shows at first. */
  public String open() {
    return call(Map.of("page", 1), Map.of());
  }

  /**
   * A button with the action behind it.
   *
   * @param attributes of the action
   * @param parameters that the function is called with
   */
  record Button(String attributes, Map<String, Object> parameters) {}

  /** The first button of that label. */
  Button button(String label) {
    Matcher button = BUTTON.matcher(html);
    while (button.find()) {
      if (decoded(button.group(1)).equals(label)) {
        return new Button(
            decoded(button.group(2)), StrictJson.readObject(decoded(button.group(3))));
      }
    }
    throw new AssertionError("no button " + label + " in " + html);
  }

  /** Presses the first button of that label, with these values in the form fields. */
  public String press(String label, Map<String, String> fields) {
    return call(button(label).parameters(), fields);
  }

  /** What the first button of that label passes on. */
  public Map<String, Object> parameters(String label) {
    return button(label).parameters();
  }

  /** The attributes of the action behind the first button of that label. */
  String action(String label) {
    return button(label).attributes();
  }

  /** Calls the function as the console does. */
  public String call(Map<String, Object> parameters, Map<String, String> fields) {
    Map<String, Object> event = new HashMap<>(parameters);
    event.put(
        "widgetContext",
        Map.of(
            "theme",
            theme,
            "locale",
            locale,
            "accountId",
            LocalCloud.ACCOUNT,
            "forms",
            Map.of("all", fields)));
    html = invoke(StrictJson.write(event));
    return html;
  }

  /** Sends an event as it is. */
  public String invoke(String event) {
    String function =
        run.deployment().functions().stream()
            .filter(f -> f.logicalId().equals("ConsoleFunction"))
            .findFirst()
            .orElseThrow()
            .name();
    try {
      return StrictJson.readValue(run.lambda().invoke(function, event)).toString();
    } catch (LambdaFunctions.FunctionFailed e) {
      throw new AssertionError("the function failed", e);
    }
  }

  static String decoded(String html) {
    return html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** The text of the table's rows, one a line. */
  static List<String> rows(String html) {
    Matcher body = Pattern.compile("(?s)<tbody>(.*?)</tbody>").matcher(html);
    if (!body.find()) {
      return List.of();
    }
    return Pattern.compile("(?s)<tr>(.*?)</tr>")
        .matcher(body.group(1))
        .results()
        .map(
            r ->
                decoded(
                    r.group(1)
                        .replaceAll("(?s)<cwdb-action.*?</cwdb-action>", "")
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip()))
        .toList();
  }

  /** What the console would take away, or forbids. */
  static void assertFit(String html) {
    assertThat(html)
        .doesNotContainIgnoringCase(
            "<script", "<iframe", "<form", "<button", "javascript:", " onclick", " method=");
  }

  @Override
  public void close() {
    run.close();
  }
}
