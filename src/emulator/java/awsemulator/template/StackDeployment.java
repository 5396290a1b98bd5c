package awsemulator.template;

import awsemulator.iam.IamRole;
import awsemulator.json.EmulatorJson;
import awsemulator.template.tree.YamlTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one deployment of a template makes. */
public final class StackDeployment {
  private final Path folder;
  private final Map<String, DeployedResource> resources;
  private final Map<String, String> outputs;

  StackDeployment(
      Path folder, Map<String, DeployedResource> resources, Map<String, String> outputs) {
    this.folder = folder;
    this.resources = resources;
    this.outputs = outputs;
  }

  /** All resources by logical id, those that SAM adds too. */
  public Map<String, DeployedResource> resources() {
    return resources;
  }

  /** The values of the Outputs section. */
  public Map<String, String> outputs() {
    return outputs;
  }

  /** The resources of one type. */
  public List<DeployedResource> ofType(String type) {
    return resources.values().stream().filter(one -> one.type().equals(type)).toList();
  }

  public List<TemplateFunction> functions() {
    return ofType("AWS::Serverless::Function").stream().map(this::function).toList();
  }

  public List<TemplateMachine> machines() {
    return ofType("AWS::Serverless::StateMachine").stream().map(this::machine).toList();
  }

  public List<IamRole> roles() {
    List<DeployedResource> policies = new ArrayList<>(ofType("AWS::IAM::Policy"));
    policies.addAll(ofType("AWS::IAM::ManagedPolicy"));
    return ofType("AWS::IAM::Role").stream().map(role -> RoleView.of(role, policies)).toList();
  }

  public List<TemplateRule> rules() {
    return ofType("AWS::Events::Rule").stream().map(StackDeployment::rule).toList();
  }

  public List<TemplateTable> tables() {
    return ofType("AWS::DynamoDB::Table").stream().map(TemplateTable::of).toList();
  }

  public List<DeployedResource> topics() {
    return ofType("AWS::SNS::Topic");
  }

  public List<TemplateQueue> queues() {
    return QueueView.queues(ofType("AWS::SQS::Queue"), ofType("AWS::SQS::QueuePolicy"));
  }

  public List<TemplateQueue.Mapping> mappings() {
    return QueueView.mappings(ofType("AWS::Lambda::EventSourceMapping"));
  }

  private TemplateFunction function(DeployedResource one) {
    Map<String, Object> async = one.map("EventInvokeConfig");
    String alias =
        YamlTree.textOr(
            one.place("AutoPublishAlias"), one.properties().get("AutoPublishAlias"), null);
    String place = one.place("EventInvokeConfig");
    return new TemplateFunction(
        one.logicalId(),
        one.name(),
        one.arn(),
        alias == null ? null : one.arn() + ":" + alias,
        one.text("Handler"),
        texts(one.place("Environment"), one.map("Environment").get("Variables")),
        roleArn(one),
        YamlTree.whole(one.place("Timeout"), one.properties().get("Timeout"), 3),
        YamlTree.whole(one.place("MemorySize"), one.properties().get("MemorySize"), 128),
        YamlTree.whole(place, async.get("MaximumRetryAttempts"), 2),
        YamlTree.whole(place, async.get("MaximumEventAgeInSeconds"), 21_600),
        onFailure(place, async));
  }

  private static String onFailure(String place, Map<String, Object> async) {
    Object destinations = async.get("DestinationConfig");
    Object onFailure = YamlTree.map(place, destinations).get("OnFailure");
    return YamlTree.textOr(place, YamlTree.map(place, onFailure).get("Destination"), null);
  }

  private TemplateMachine machine(DeployedResource one) {
    return new TemplateMachine(
        one.logicalId(),
        one.name(),
        one.arn(),
        folder.resolve(one.text("DefinitionUri")).normalize(),
        texts(
            one.place("DefinitionSubstitutions"), one.properties().get("DefinitionSubstitutions")),
        roleArn(one));
  }

  /** The role it names, or the one that SAM makes for it. */
  private String roleArn(DeployedResource one) {
    return one.properties().containsKey("Role")
        ? one.text("Role")
        : resources.get(one.logicalId() + "Role").arn();
  }

  private static TemplateRule rule(DeployedResource one) {
    Object pattern = one.properties().get("EventPattern");
    Object schedule = one.properties().get("ScheduleExpression");
    List<String> targets =
        YamlTree.list(one.place("Targets"), one.properties().get("Targets")).stream()
            .map(target -> YamlTree.map(one.place("Targets"), target))
            .map(target -> YamlTree.text(one.place("Targets"), target.get("Arn")))
            .toList();
    return new TemplateRule(
        one.logicalId(),
        one.name(),
        pattern == null ? null : EmulatorJson.write(pattern),
        schedule == null ? null : schedule.toString(),
        targets,
        !"DISABLED".equals(one.properties().get("State")));
  }

  private static Map<String, String> texts(String place, Object written) {
    Map<String, String> texts = new LinkedHashMap<>();
    YamlTree.map(place, written)
        .forEach((name, value) -> texts.put(name, YamlTree.text(place + "." + name, value)));
    return texts;
  }
}
