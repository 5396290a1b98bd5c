package awsemulator.states;

import awsemulator.cloud.AwsFault;
import awsemulator.states.asl.JsonText;
import awsemulator.states.interpreter.ExecutionView;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import awsemulator.time.VirtualClock;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.sfn.model.SendTaskFailureRequest;
import software.amazon.awssdk.services.sfn.model.SendTaskSuccessRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;

/**
 * Takes the product's state machines through scenarios, in which the answer of each task is given,
 * and writes down each walk, for judges to compare: scenarios and walks are a line of JSON each, in
 * the files that the environment names as SCENARIOS and WALKS.
 */
public final class ScenarioWalk {
  private static final Path FOLDER = Path.of("src/main/asl");
  private static final String SUFFIX = ".asl.yaml";
  private static final String ACCOUNT = ":us-east-1:111122223333:";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(\\w+)\\}");

  private final VirtualClock clock = new VirtualClock(Rig.START);
  private final StateMachines machines =
      new StateMachines(clock, this::answer, (caller, need) -> {});

  /** Of the scenario that runs. */
  private Map<?, ?> answers = Map.of();

  private final Map<String, Integer> asked = new HashMap<>();
  private final List<Object> states = new ArrayList<>();
  private final List<Object> tasks = new ArrayList<>();
  private String state = "";

  private ScenarioWalk() throws IOException {
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).toList()) {
        String name = file.getFileName().toString().replace(SUFFIX, "");
        machines.deploy(arn(name), "arn:aws:iam::111122223333:role/Flow", file, given(file));
      }
    }
    machines.onState(
        entered -> {
          state = entered.state();
          states.add(state);
        });
  }

  public static void main(String[] arguments) throws IOException {
    ScenarioWalk walk = new ScenarioWalk();
    Path walks = Path.of(System.getenv("WALKS"));
    try (BufferedWriter out = Files.newBufferedWriter(walks)) {
      for (String line : Files.readAllLines(Path.of(System.getenv("SCENARIOS")))) {
        out.write(JsonText.write(walk.take((Map<?, ?>) JsonText.read(line))));
        out.newLine();
      }
    }
  }

  private static String arn(String machine) {
    return "arn:aws:states" + ACCOUNT + "stateMachine:" + machine;
  }

  private static Map<String, String> given(Path file) throws IOException {
    Map<String, String> values = new HashMap<>();
    Matcher placeholder = PLACEHOLDER.matcher(Files.readString(file));
    while (placeholder.find()) {
      String name = placeholder.group(1);
      values.put(
          name, name.equals("Partition") ? "aws" : "arn:aws:lambda" + ACCOUNT + "function:" + name);
    }
    return values;
  }

  private Map<String, Object> take(Map<?, ?> scenario) {
    answers = (Map<?, ?>) scenario.get("answers");
    asked.clear();
    states.clear();
    tasks.clear();
    Rig.call(
        machines,
        clock,
        StartExecutionRequest.builder()
            .stateMachineArn(arn((String) scenario.get("machine")))
            .name((String) scenario.get("id"))
            .input(JsonText.write(scenario.get("input")))
            .build());
    boolean more = true;
    while (more) {
      more = clock.runNext();
    }
    ExecutionView execution = machines.executions().getLast();
    Map<String, Object> walk = new LinkedHashMap<>();
    walk.put("id", scenario.get("id"));
    walk.put("states", List.copyOf(states));
    walk.put("tasks", List.copyOf(tasks));
    walk.put("status", execution.status().toString());
    walk.put("output", execution.output() == null ? null : JsonText.read(execution.output()));
    walk.put("error", execution.error());
    walk.put("cause", execution.cause());
    return walk;
  }

  /** The function: the next answer of the state, or the last one again. */
  private String answer(String function, String payload) throws FunctionFailed {
    Map<String, Object> told = new LinkedHashMap<>();
    ((Map<?, ?>) JsonText.read(payload)).forEach((name, value) -> told.put((String) name, value));
    Object token = told.computeIfPresent("token", (_, _) -> "*") == null ? null : token(payload);
    tasks.add(List.of(state, function.substring(function.lastIndexOf(':') + 1), told));
    List<?> ofState = (List<?>) answers.get(state);
    int index = Math.min(asked.merge(state, 1, Integer::sum), ofState.size()) - 1;
    Map<?, ?> answer = (Map<?, ?>) ofState.get(index);
    String cause = (String) answer.get("cause");
    return switch ((String) answer.get("how")) {
      case "answered" -> answered(token, JsonText.write(answer.get("payload")));
      case "thrown" ->
          throw new FunctionFailed((String) answer.get("error"), (String) answer.get("message"));
      case "refused" ->
          throw AwsFault.badRequest(
              ((String) answer.get("error")).substring("Lambda.".length()), cause);
      case "told" -> told(token, (String) answer.get("error"), cause);
      case "silent" -> "null";
      default -> throw new IllegalArgumentException(answer.toString());
    };
  }

  private static Object token(String payload) {
    return ((Map<?, ?>) JsonText.read(payload)).get("token");
  }

  private String answered(Object token, String output) {
    if (token == null) {
      return output;
    }
    Rig.call(
        machines,
        clock,
        SendTaskSuccessRequest.builder().taskToken((String) token).output(output).build());
    return "null";
  }

  private String told(Object token, String error, String cause) {
    Rig.call(
        machines,
        clock,
        SendTaskFailureRequest.builder()
            .taskToken((String) token)
            .error(error)
            .cause(cause)
            .build());
    return "null";
  }
}
