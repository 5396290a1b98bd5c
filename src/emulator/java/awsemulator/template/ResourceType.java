package awsemulator.template;

import awsemulator.template.tree.InvalidTemplate;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What Ref and GetAtt give for a type ("Template reference"). In the patterns, {n} is the
 * resource's name, {p} the partition, {r} the Region, {a} the account, {s} the URL suffix, {short}
 * an id of seven characters that another stack's resource has not.
 *
 * @param nameProperty null where the name is not chosen
 */
record ResourceType(String type, String nameProperty, String ref, Map<String, String> attributes) {
  private static final String LAMBDA = "arn:{p}:lambda:{r}:{a}:function:{n}";
  private static final String MACHINE = "arn:{p}:states:{r}:{a}:stateMachine:{n}";
  private static final String ROLE = "arn:{p}:iam::{a}:role{path}{n}";
  private static final String TOPIC = "arn:{p}:sns:{r}:{a}:{n}";
  private static final String QUEUE = "https://sqs.{r}.{s}/{a}/{n}";
  private static final String POLICY = "arn:{p}:iam::{a}:policy{path}{n}";
  private static final String SECRET = "arn:{p}:secretsmanager:{r}:{a}:secret:{n}-LoCaL1";
  private static final String ACTION = "arn:{p}:securityhub:{r}:{a}:action/custom/{n}";

  private static final Map<String, ResourceType> KNOWN = new TreeMap<>();

  static {
    add("AWS::Serverless::Function", "FunctionName", "{n}", Map.of("Arn", LAMBDA));
    add("AWS::Serverless::StateMachine", "Name", MACHINE, Map.of("Arn", MACHINE, "Name", "{n}"));
    add("AWS::IAM::Role", "RoleName", "{n}", Map.of("Arn", ROLE));
    add("AWS::IAM::ManagedPolicy", "ManagedPolicyName", POLICY, Map.of("PolicyArn", POLICY));
    add(
        "AWS::DynamoDB::Table",
        "TableName",
        "{n}",
        Map.of("Arn", "arn:{p}:dynamodb:{r}:{a}:table/{n}"));
    add("AWS::SNS::Topic", "TopicName", TOPIC, Map.of("TopicArn", TOPIC, "TopicName", "{n}"));
    add(
        "AWS::SQS::Queue",
        "QueueName",
        QUEUE,
        Map.of("Arn", "arn:{p}:sqs:{r}:{a}:{n}", "QueueName", "{n}", "QueueUrl", QUEUE));
    add(
        "AWS::Logs::LogGroup",
        "LogGroupName",
        "{n}",
        Map.of("Arn", "arn:{p}:logs:{r}:{a}:log-group:{n}:*"));
    add("AWS::Events::Rule", "Name", "{n}", Map.of("Arn", "arn:{p}:events:{r}:{a}:rule/{n}"));
    add(
        "AWS::KMS::Key",
        null,
        "{id}",
        Map.of("Arn", "arn:{p}:kms:{r}:{a}:key/{id}", "KeyId", "{id}"));
    add("AWS::SecretsManager::Secret", "Name", SECRET, Map.of("Id", SECRET));
    add("AWS::KMS::Alias", "AliasName", "{n}", Map.of());
    add(
        "AWS::Lambda::Url",
        null,
        LAMBDA,
        Map.of("FunctionUrl", "https://{id}.lambda-url.{r}.on.aws/", "FunctionArn", LAMBDA));
    add(
        "AWS::CloudWatch::Alarm",
        "AlarmName",
        "{n}",
        Map.of("Arn", "arn:{p}:cloudwatch:{r}:{a}:alarm:{n}"));
    add("AWS::SSM::Parameter", "Name", "{n}", Map.of());
    add(
        "AWS::CloudTrail::Trail",
        "TrailName",
        "{n}",
        Map.of("Arn", "arn:{p}:cloudtrail:{r}:{a}:trail/{n}"));
    add("AWS::Lambda::EventSourceMapping", null, "{id}", Map.of("Id", "{id}"));
    // "Id: The application ID", by its pattern four to seven small letters and digits.
    add("AWS::AppConfig::Application", null, "{short}", Map.of());
    add("AWS::AppConfig::ConfigurationProfile", null, "{id}", Map.of());
    add("AWS::AppConfig::HostedConfigurationVersion", null, "1", Map.of());
    add(
        "AWS::CloudFormation::StackSet",
        "StackSetName",
        "{n}:{id}",
        Map.of("StackSetId", "{n}:{id}"));
    add("AWS::SecurityHub::ActionTarget", "Id", ACTION, Map.of("ActionTargetArn", ACTION));
    for (String plain :
        List.of(
            "AWS::Lambda::Permission",
            "AWS::IAM::Policy",
            "AWS::Lambda::EventInvokeConfig",
            "AWS::SQS::QueuePolicy",
            "AWS::SNS::TopicPolicy",
            "AWS::SNS::Subscription",
            "AWS::Logs::MetricFilter",
            "AWS::CloudWatch::Dashboard")) {
      add(plain, null, "{n}", Map.of());
    }
  }

  private static void add(
      String type, String nameProperty, String ref, Map<String, String> attributes) {
    KNOWN.put(type, new ResourceType(type, nameProperty, ref, attributes));
  }

  static ResourceType of(String place, String type) {
    ResourceType known = KNOWN.get(type);
    if (known == null) {
      throw new InvalidTemplate(place, "the resource type " + type + " is not known");
    }
    return known;
  }

  /** Fills a pattern. */
  static String fill(
      String pattern, StackLocation place, String name, String path, String logicalId) {
    UUID id = UUID.nameUUIDFromBytes(logicalId.getBytes(StandardCharsets.UTF_8));
    return pattern
        .replace("{p}", place.partition())
        .replace("{r}", place.region())
        .replace("{a}", place.account())
        .replace("{s}", place.suffix())
        .replace("{path}", path)
        .replace("{id}", id.toString())
        .replace("{short}", shortId(place.stack() + logicalId))
        .replace("{n}", name);
  }

  private static String shortId(String of) {
    return "%07x".formatted(of.hashCode() & 0xfffffff);
  }
}
