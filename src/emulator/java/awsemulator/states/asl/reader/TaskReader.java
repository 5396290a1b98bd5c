package awsemulator.states.asl.reader;

import awsemulator.states.asl.JsonTemplate;
import awsemulator.states.asl.MachineState;
import awsemulator.states.asl.TypedTemplate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a Task state; of AWS's many resources the local cloud knows lambda:invoke, and what reads
 * of EC2 by the SDK integration.
 */
final class TaskReader {
  private static final String RESOURCE =
      "arn:aws(?:-[a-z]+)*:states:::lambda:invoke(\\.waitForTaskToken)?";
  private static final Pattern SDK =
      Pattern.compile(
          "arn:aws(?:-[a-z]+)*:states:::aws-sdk:(ec2:describeSecurityGroups|ec2:describeRouteTables)");

  private static final Set<String> ARGUMENTS = Set.of("FunctionName", "Payload");

  private final ExitReader exits;
  private final ErrorReader errors;

  TaskReader(ExitReader exits) {
    this.exits = exits;
    this.errors = new ErrorReader(exits);
  }

  MachineState.Task read(String name, DefinitionFields fields) {
    String resource = fields.text("Resource");
    Matcher sdk = SDK.matcher(resource);
    if (!resource.matches(RESOURCE) && !sdk.matches()) {
      throw fields.problem("Resource", resource + " is not known to the local cloud");
    }
    boolean waits = resource.endsWith(".waitForTaskToken");
    TypedTemplate heartbeat = exits.typed(fields, "HeartbeatSeconds");
    if (heartbeat != null && !waits) {
      throw fields.problem("HeartbeatSeconds", "means something only with .waitForTaskToken");
    }
    return new MachineState.Task(
        name,
        sdk.matches() ? sdk.group(1) : "",
        waits,
        sdk.matches() ? exits.template(fields, "Arguments") : arguments(fields, waits),
        exits.typed(fields, "TimeoutSeconds"),
        heartbeat,
        List.copyOf(errors.retriers(fields)),
        List.copyOf(errors.catchers(fields)),
        exits.exit(fields, "result"));
  }

  private JsonTemplate arguments(DefinitionFields fields, boolean waits) {
    JsonTemplate arguments = exits.template(fields, "Arguments");
    if (arguments == null || !(arguments.written() instanceof Map<?, ?> map)) {
      throw fields.problem("Arguments", "must be an object with FunctionName and Payload");
    }
    for (Object key : map.keySet()) {
      if (!ARGUMENTS.contains(key)) {
        throw fields.problem("Arguments", key + " is not known to the local cloud");
      }
    }
    if (!map.containsKey("FunctionName")) {
      throw fields.problem("Arguments", "FunctionName is missing");
    }
    if (waits && !passesToken(arguments)) {
      throw fields.problem("Arguments", "nobody gets $states.context.Task.Token");
    }
    return arguments;
  }

  private static boolean passesToken(JsonTemplate arguments) {
    AtomicBoolean found = new AtomicBoolean();
    arguments.expressions(e -> found.compareAndSet(false, e.text().contains("context.Task")));
    return found.get();
  }
}
