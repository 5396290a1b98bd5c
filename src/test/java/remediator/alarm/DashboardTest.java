package remediator.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.workflow.core.WriteHold;

/** The dashboard shows what is there: each metric, function, machine, queue and log of it. */
class DashboardTest {
  private static final StackDeployment STACK =
      SamTemplate.read(Path.of("template.yaml"))
          .resolve(Map.of(), "111122223333", "eu-central-1", "aws");
  private static final Pattern SOURCE = Pattern.compile("SOURCE '([^']+)' .*");
  private static final Pattern WORD = Pattern.compile("[a-zA-Z_]+");

  /** Of the query language, and the name that a query gives to its count. */
  private static final Set<String> WORDS =
      Set.of(
          "filter",
          "and",
          "stats",
          "count",
          "as",
          "by",
          "sort",
          "desc",
          "limit",
          "findings",
          "flows",
          "ispresent",
          "distinct",
          "count_distinct");

  private static List<Map<?, ?>> widgets(String type) {
    DeployedResource dashboard = STACK.ofType("AWS::CloudWatch::Dashboard").getFirst();
    Map<String, Object> body =
        StrictJson.readObject(dashboard.properties().get("DashboardBody").toString());
    List<Map<?, ?>> found = new ArrayList<>();
    for (Object widget : (List<?>) body.get("widgets")) {
      Map<?, ?> map = (Map<?, ?>) widget;
      if (type.equals(map.get("type"))) {
        found.add((Map<?, ?>) map.get("properties"));
      }
    }
    return found;
  }

  private static Stream<String> names(String type) {
    return STACK.ofType(type).stream().map(DeployedResource::name);
  }

  /**
   * By namespace: the dimension, what it may be, and the metrics of it (AWS's own documentation).
   */
  private record Legal(String dimension, List<String> values, Set<String> metrics) {}

  private static Legal legal(String namespace) {
    return switch (namespace) {
      case "AWS/Lambda" ->
          new Legal(
              "FunctionName",
              STACK.functions().stream().map(TemplateFunction::name).toList(),
              Set.of("Errors", "Duration"));
      case "AWS/States" ->
          new Legal(
              "StateMachineArn",
              STACK.machines().stream().map(TemplateMachine::arn).toList(),
              Set.of(
                  "ExecutionsStarted",
                  "ExecutionsSucceeded",
                  "ExecutionsFailed",
                  "ExecutionsTimedOut",
                  "ExecutionsAborted"));
      case "AWS/SQS" ->
          new Legal(
              "QueueName",
              names("AWS::SQS::Queue").toList(),
              Set.of("ApproximateNumberOfMessagesVisible"));
      default -> throw new AssertionError("no such namespace: " + namespace);
    };
  }

  @Test
  void everyMetricIsOfSomethingInTheTemplate() {
    List<String> filtered =
        STACK.ofType("AWS::Logs::MetricFilter").stream()
            .map(
                f ->
                    ((Map<?, ?>)
                        ((List<?>) f.properties().get("MetricTransformations")).getFirst()))
            .map(to -> to.get("MetricName").toString())
            .toList();
    int seen = 0;
    for (Map<?, ?> widget : widgets("metric")) {
      assertThat(widget.get("region")).isEqualTo("eu-central-1");
      for (Object metric : (List<?>) widget.get("metrics")) {
        List<?> parts = (List<?>) metric;
        if (parts.getFirst().equals("ElastiCacheEncryption")) {
          assertThat(filtered).contains(parts.get(1).toString());
        } else {
          Legal legal = legal(parts.getFirst().toString());
          assertThat(legal.metrics()).contains(parts.get(1).toString());
          assertThat(parts.get(2)).isEqualTo(legal.dimension());
          assertThat(legal.values()).contains(parts.get(3).toString());
        }
        seen++;
      }
    }
    assertThat(seen).isEqualTo(41);
  }

  /**
   * It stands above all else, as wide as the dashboard, and its function is what the console calls.
   */
  @Test
  void theFleetIsAtTheTopByACustomWidgetOfTheTemplatesFunction() {
    TemplateFunction console =
        STACK.functions().stream()
            .filter(f -> f.logicalId().equals("ConsoleFunction"))
            .findFirst()
            .orElseThrow();

    assertThat(widgets("custom"))
        .singleElement()
        .satisfies(
            properties -> {
              assertThat(properties.get("endpoint")).isEqualTo(console.arn());
              assertThat(properties.get("updateOn").toString()).contains("refresh=true");
            });
    assertThat(STACK.ofType("AWS::Lambda::Permission"))
        .noneMatch(p -> console.name().equals(p.properties().get("FunctionName")));
  }

  @Test
  void noTwoWidgetsLieOnOneAnother() {
    Map<String, Object> body =
        StrictJson.readObject(
            STACK
                .ofType("AWS::CloudWatch::Dashboard")
                .getFirst()
                .properties()
                .get("DashboardBody")
                .toString());
    Set<String> cells = new HashSet<>();
    for (Object widget : (List<?>) body.get("widgets")) {
      Map<?, ?> w = (Map<?, ?>) widget;
      for (int x = 0; x < (int) w.get("width"); x++) {
        for (int y = 0; y < (int) w.get("height"); y++) {
          String cell = ((int) w.get("x") + x) + "," + ((int) w.get("y") + y);
          assertThat(cells.add(cell)).as("two widgets at " + cell).isTrue();
        }
      }
    }
    assertThat(cells).contains("23,0");
  }

  @Test
  void everyQueryReadsALogOfTheTemplateAndFieldsThatAreWritten() {
    byte[] event = Events.sample("ec5-redis-7.1-online-tls").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.deliver(event);
      run.toTheEnd();
      Map<String, Object> finding = run.log("finding").getFirst();
      Map<String, Object> ending = endings(run).getFirst();

      for (Map<?, ?> widget : widgets("log")) {
        String query = widget.get("query").toString();
        Matcher source = SOURCE.matcher(query);
        assertThat(source.matches()).as(query).isTrue();
        assertThat(names("AWS::Logs::LogGroup")).contains(source.group(1));
        Map<String, Object> line = source.group(1).contains("Workflow") ? ending : finding;
        Matcher word = WORD.matcher(query.substring(query.indexOf('|')).replaceAll("'[^']*'", ""));
        while (word.find()) {
          if (!WORDS.contains(word.group())) {
            assertThat(line).as(query).containsKey(word.group());
          }
        }
      }
      assertThat(finding.get("reasons")).isInstanceOf(List.class);
    }
  }

  private static List<Map<String, Object>> endings(CloudRun run) {
    return run.log().stream().filter(l -> "ended".equals(l.get("status"))).toList();
  }

  @Test
  void aFlowThatEndsTellsOnceHowLongWritesWereRefused() {
    byte[] event = Events.sample("ec4-one-node-replace").bytes();
    try (CloudRun run = new CloudRun().importing(event)) {
      run.deliver(event);
      run.toTheEnd();
      RemediationCase c = run.ledger(Sample.CART).orElseThrow();

      assertThat(run.log().stream().filter(l -> l.containsKey("pauseSeconds")))
          .singleElement()
          .satisfies(
              l ->
                  assertThat(l)
                      .containsEntry("outcome", "complete")
                      .containsEntry(
                          "pauseSeconds",
                          Math.toIntExact(WriteHold.pause(c).orElseThrow().toSeconds())));
    }
  }
}
