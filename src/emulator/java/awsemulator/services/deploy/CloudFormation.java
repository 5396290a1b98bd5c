package awsemulator.services.deploy;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.services.CallerArns;
import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.tree.InvalidTemplate;
import awsemulator.time.VirtualClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.cloudformation.model.CreateStackRequest;
import software.amazon.awssdk.services.cloudformation.model.CreateStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackRequest;
import software.amazon.awssdk.services.cloudformation.model.DeleteStackResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackResourcesResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeStacksResponse;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResource;

/** CloudFormation: stacks of templates that lie in S3 are made and deleted as a whole. */
public final class CloudFormation extends AwsService {
  /** Makes and removes what a stack is of. */
  public interface StackMaker {
    /**
     * @throws RuntimeException with a reason, where a resource cannot be made
     */
    void make(CallerIdentity caller, StackDeployment stack);

    /** Removes all but what the template retains. */
    void remove(CallerIdentity caller, StackDeployment stack);
  }

  /** "When you pass the logical ID of this resource to Ref, Ref returns the ARN". */
  private static final Set<String> NAMED_BY_ARN =
      Set.of("AWS::Serverless::StateMachine", "AWS::SNS::Topic");

  private static final Duration TAKES = Duration.ofMinutes(4);
  private static final Pattern ADDRESS = Pattern.compile("https://([a-z0-9-]+)\\.s3\\.[^/]+/(.+)");

  private record StackState(StackDeployment content, Stack shown) {}

  private final VirtualClock clock;
  private final ObjectStore objects;
  private final StackMaker maker;
  private final Map<String, StackState> stacks = new TreeMap<>();

  public CloudFormation(VirtualClock clock, ObjectStore objects, StackMaker maker) {
    super("cloudformation", Protocol.QUERY);
    this.clock = clock;
    this.objects = objects;
    this.maker = maker;
    on(CreateStackRequest.class, (c, q) -> need(c, "CreateStack", q.stackName()), this::create);
    on(DeleteStackRequest.class, (c, q) -> need(c, "DeleteStack", q.stackName()), this::delete);
    on(
        DescribeStacksRequest.class,
        (c, q) -> need(c, "DescribeStacks", q.stackName()),
        (c, q) -> DescribeStacksResponse.builder().stacks(stack(q.stackName()).shown()).build());
    on(
        DescribeStackResourcesRequest.class,
        (c, q) -> need(c, "DescribeStackResources", q.stackName()),
        this::resources);
  }

  /** The names of the stacks that are there. */
  public List<String> names() {
    return List.copyOf(stacks.keySet());
  }

  private static List<RequiredRight> need(CallerIdentity caller, String action, String stack) {
    return List.of(
        new RequiredRight(
            "cloudformation:" + action,
            CallerArns.of(caller, "cloudformation", "stack/" + stack + "/*")));
  }

  private CreateStackResponse create(CallerIdentity caller, CreateStackRequest q) {
    heeds(q, "StackName", "TemplateURL", "Parameters", "Capabilities", "Tags", "OnFailure");
    if (stacks.containsKey(q.stackName())) {
      throw AwsFault.badRequest(
          "AlreadyExistsException", "Stack [" + q.stackName() + "] already exists");
    }
    StackDeployment content = read(caller, q);
    String id = CallerArns.of(caller, "cloudformation", "stack/" + q.stackName() + "/" + uuid(q));
    show(q.stackName(), content, id, "CREATE_IN_PROGRESS", null);
    clock.schedule(
        TAKES,
        () -> {
          try {
            maker.make(caller, content);
            show(q.stackName(), content, id, "CREATE_COMPLETE", null);
          } catch (RuntimeException e) {
            show(q.stackName(), content, id, "ROLLBACK_COMPLETE", e.getMessage());
          }
        });
    return CreateStackResponse.builder().stackId(id).build();
  }

  private static UUID uuid(CreateStackRequest q) {
    return UUID.nameUUIDFromBytes(q.stackName().getBytes(StandardCharsets.UTF_8));
  }

  private void show(String name, StackDeployment content, String id, String status, String reason) {
    boolean done = status.equals("CREATE_COMPLETE");
    List<Output> outputs =
        content.outputs().entrySet().stream()
            .map(o -> Output.builder().outputKey(o.getKey()).outputValue(o.getValue()).build())
            .toList();
    stacks.put(
        name,
        new StackState(
            content,
            Stack.builder()
                .stackName(name)
                .stackId(id)
                .creationTime(clock.instant())
                .stackStatus(status)
                .stackStatusReason(reason)
                .outputs(done ? outputs : List.of())
                .build()));
  }

  /** The template and what it refers to, from S3. */
  private StackDeployment read(CallerIdentity caller, CreateStackRequest q) {
    Matcher address = ADDRESS.matcher(String.valueOf(q.templateURL()));
    if (!address.matches()) {
      throw invalid("TemplateURL must be a supported URL.");
    }
    Map<String, String> all = objects.content(address.group(1));
    String text = all.get(address.group(2));
    if (text == null) {
      throw invalid("S3 error: The specified key does not exist.");
    }
    List<String> needed =
        text.contains("Transform:")
            ? List.of("CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND")
            : List.of("CAPABILITY_NAMED_IAM");
    if (!q.capabilitiesAsStrings().containsAll(needed)) {
      throw AwsFault.badRequest(
          "InsufficientCapabilitiesException", "Requires capabilities : " + needed);
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (Parameter parameter : q.parameters()) {
      parameters.put(parameter.parameterKey(), parameter.parameterValue());
    }
    try {
      return template(address.group(1), text, all)
          .resolve(
              q.stackName(), parameters, caller.account(), caller.region(), caller.partition());
    } catch (InvalidTemplate e) {
      throw invalid(e.getMessage());
    }
  }

  /** As a folder, in which what is in the bucket lies beside the template. */
  private static SamTemplate template(String bucket, String text, Map<String, String> all) {
    Matcher named = Pattern.compile("s3://" + bucket + "/([\\w.-]+)").matcher(text);
    try {
      // A deployment reads its definitions when it is made; in reverse order, files go first.
      Path folder = Files.createTempDirectory("stack");
      folder.toFile().deleteOnExit();
      while (named.find()) {
        String content = all.get(named.group(1));
        if (content == null) {
          throw invalid("S3 error: there is no " + named.group());
        }
        if (named.group(1).endsWith(".yaml")) {
          Path part = Files.writeString(folder.resolve(named.group(1)), content);
          part.toFile().deleteOnExit();
        }
      }
      Path file = folder.resolve("template.yaml");
      Files.writeString(file, text.replace("s3://" + bucket + "/", ""));
      file.toFile().deleteOnExit();
      return SamTemplate.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private DeleteStackResponse delete(CallerIdentity caller, DeleteStackRequest q) {
    StackState stack = stacks.get(q.stackName());
    // "DeleteStack succeeds for a stack that is not there", as the CLI's users know.
    if (stack != null && !stack.shown().stackStatusAsString().equals("DELETE_IN_PROGRESS")) {
      show(q.stackName(), stack.content(), stack.shown().stackId(), "DELETE_IN_PROGRESS", null);
      boolean made = stack.shown().stackStatusAsString().equals("CREATE_COMPLETE");
      clock.schedule(
          TAKES,
          () -> {
            if (made) {
              maker.remove(caller, stack.content());
            }
            stacks.remove(q.stackName());
          });
    }
    return DeleteStackResponse.builder().build();
  }

  private DescribeStackResourcesResponse resources(
      CallerIdentity caller, DescribeStackResourcesRequest q) {
    return DescribeStackResourcesResponse.builder()
        .stackResources(
            stack(q.stackName()).content().resources().values().stream()
                .map(CloudFormation::shown)
                .toList())
        .build();
  }

  private static StackResource shown(DeployedResource resource) {
    return StackResource.builder()
        .logicalResourceId(resource.logicalId())
        .physicalResourceId(
            NAMED_BY_ARN.contains(resource.type()) ? resource.arn() : resource.name())
        .resourceType(
            resource
                .type()
                .replace("AWS::Serverless::Function", "AWS::Lambda::Function")
                .replace("AWS::Serverless::StateMachine", "AWS::StepFunctions::StateMachine"))
        .resourceStatus("CREATE_COMPLETE")
        .build();
  }

  private StackState stack(String name) {
    StackState stack = stacks.get(name);
    if (stack == null) {
      throw AwsFault.badRequest("ValidationError", "Stack with id " + name + " does not exist");
    }
    return stack;
  }

  private static AwsFault invalid(String why) {
    return AwsFault.badRequest("ValidationError", why);
  }
}
