package remediator.live.sandbox;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.iam.IamRole;
import awsemulator.services.deploy.CloudFormation;
import awsemulator.states.interpreter.LambdaFunctions.FunctionFailed;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateTable;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.aws.ClientConfig;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Makes what a stack of the product is of: its functions run by the classes of this machine, with
 * the rights of its own roles.
 */
final class SandboxStacks implements CloudFormation.StackMaker {
  private final SandboxCloud cloud;
  private final Map<String, IamRole> roles = new HashMap<>();
  private final Map<String, LambdaHost> functions = new HashMap<>();

  SandboxStacks(SandboxCloud cloud) {
    this.cloud = cloud;
  }

  /** Null where there is no such role. */
  IamRole role(String arn) {
    return roles.get(arn);
  }

  void add(IamRole role) {
    cloud.authorizer.add(role);
    roles.put(role.arn(), role);
  }

  String invoke(String name, String payload) throws FunctionFailed {
    LambdaHost host = functions.get(name);
    if (host == null) {
      throw new AwsFault("ResourceNotFoundException", 404, "Function not found: " + name);
    }
    return host.invoke(name, payload);
  }

  @Override
  public void make(CallerIdentity caller, StackDeployment stack) {
    stack.roles().forEach(this::add);
    LambdaHost host =
        new LambdaHost(cloud.clock, stack.functions(), this::handler, line -> {}, cloud.authorizer);
    for (TemplateFunction function : stack.functions()) {
      functions.put(function.name(), host);
      functions.put(function.arn(), host);
    }
    stack
        .machines()
        .forEach(
            m -> cloud.machines.deploy(m.arn(), m.roleArn(), m.definition(), m.substitutions()));
    tables(stack);
    parameters(stack, true);
    secrets(stack, true);
  }

  @Override
  public void remove(CallerIdentity caller, StackDeployment stack) {
    stack.roles().forEach(r -> roles.remove(r.arn()));
    stack.functions().forEach(f -> functions.keySet().removeAll(List.of(f.name(), f.arn())));
    stack.machines().forEach(m -> cloud.machines.remove(m.arn()));
    parameters(stack, false);
    secrets(stack, false);
  }

  private RequestStreamHandler handler(TemplateFunction function, Class<?> type) {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_REGION", SandboxCloud.REGION);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    try {
      return (RequestStreamHandler)
          type.getConstructor(Map.class, ClientConfig.class, InstantSource.class)
              .newInstance(
                  environment,
                  new ClientConfig(Optional.of(cloud.uri()), cloud.credentials(function.roleArn())),
                  cloud.clock);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("no handler " + function.handler(), e);
    }
  }

  private void tables(StackDeployment stack) {
    DynamoDbClient client = cloud.operator.dynamoDb();
    for (TemplateTable table : stack.tables()) {
      client.createTable(
          r ->
              r.tableName(table.name())
                  .keySchema(table.keySchema())
                  .attributeDefinitions(table.attributes())
                  .globalSecondaryIndexes(table.indexes().isEmpty() ? null : table.indexes())
                  .deletionProtectionEnabled(table.deletionProtected())
                  .billingMode(BillingMode.PAY_PER_REQUEST));
    }
  }

  private void parameters(StackDeployment stack, boolean make) {
    SsmClient client = cloud.operator.ssm();
    for (DeployedResource one : stack.ofType("AWS::SSM::Parameter")) {
      String name = String.valueOf(one.properties().get("Name"));
      if (make) {
        client.putParameter(
            r ->
                r.name(name)
                    .type(String.valueOf(one.properties().get("Type")))
                    .value(String.valueOf(one.properties().get("Value"))));
      } else {
        client.deleteParameter(r -> r.name(name));
      }
    }
  }

  private void secrets(StackDeployment stack, boolean make) {
    SecretsManagerClient client = cloud.operator.secrets();
    for (DeployedResource one : stack.ofType("AWS::SecretsManager::Secret")) {
      if (make) {
        client.createSecret(r -> r.name(one.name()).secretString(one.name()));
      } else {
        client.deleteSecret(r -> r.secretId(one.name()).forceDeleteWithoutRecovery(true));
      }
    }
  }
}
