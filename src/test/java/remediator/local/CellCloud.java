package remediator.local;

import awsemulator.cloud.AccessKeys;
import awsemulator.cloud.AwsService;
import awsemulator.cloud.CallLog;
import awsemulator.cloud.DirectHttp;
import awsemulator.cloud.FaultPlan;
import awsemulator.data.DataPlane;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.iam.Organization;
import awsemulator.iam.PolicyAuthorizer;
import awsemulator.services.ApplicationAutoScaling;
import awsemulator.services.EventBus;
import awsemulator.services.SecretsManager;
import awsemulator.services.ServiceQuotas;
import awsemulator.services.SnsService;
import awsemulator.services.SsmService;
import awsemulator.services.StsService;
import awsemulator.services.VpcNetwork;
import awsemulator.services.cloudwatch.CloudWatch;
import awsemulator.services.cloudwatch.GroupMetrics;
import awsemulator.services.securityhub.SecurityHub;
import awsemulator.states.StateMachines;
import awsemulator.states.asl.MachineDefinition;
import awsemulator.states.lambda.LambdaHost;
import awsemulator.states.lambda.LogLine;
import awsemulator.template.DeployedResource;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import awsemulator.template.TemplateMachine;
import awsemulator.time.VirtualClock;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import remediator.aws.AccountRegion;
import remediator.aws.AwsClients;
import remediator.group.GroupArn;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.GroupSurroundings;
import remediator.local.cloud.LocalCloud;
import remediator.local.cloud.MemberAccounts;

/**
 * The same cloud as {@link LocalCloud}, made and thrown away in milliseconds: no socket, and the
 * clients, the handlers and the database are the maker's, who goes on to the next one with them.
 */
public final class CellCloud {
  /** The groups' tags say what kind of flow it is. */
  private static final String LOOSENED = "auth,new-id,required-after-quiet-minutes,target-engine";

  /** The product as it is deployed in most of them. */
  public static final StackDeployment PRODUCT =
      deployment(Map.of("MemberRoleName", LocalCloud.MEMBER_ROLE, "TagsMayLoosen", LOOSENED));

  /** Where people are asked before the cut-over while writes are held, and have a day for it. */
  public static final StackDeployment ASKED_AGAIN =
      deployment(
          WatchedCloud.askedAgain(
              Map.of("MemberRoleName", LocalCloud.MEMBER_ROLE, "TagsMayLoosen", LOOSENED)));

  /** Another stack of the same account and Region, which knows nothing of the first. */
  public static final StackDeployment SECOND =
      SamTemplate.read(Path.of("template.yaml"))
          .resolve(
              "second",
              Map.of(
                  "MemberRoleName",
                  LocalCloud.MEMBER_ROLE + "2",
                  "EndpointPath",
                  "/second-encryption"),
              LocalCloud.ACCOUNT,
              LocalCloud.REGION,
              "aws");

  /** With a probe in the VPC. */
  public static final StackDeployment PROBED =
      deployment(
          Map.of(
              "MemberRoleName",
              LocalCloud.MEMBER_ROLE,
              "TagsMayLoosen",
              LOOSENED,
              "DataPlaneSubnets",
              "subnet-0a",
              "DataPlaneSecurityGroups",
              "sg-0a"));

  public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-02T09:00:00Z"));
  public final CallLog calls = new CallLog(clock);
  public final ElastiCacheService elastiCache;
  public final SecurityHub securityHub = new SecurityHub(clock);
  public final SnsService sns = new SnsService();
  public final LambdaHost lambda;
  public final StateMachines machines;

  private final List<StackDeployment> deployments;

  private static StackDeployment deployment(Map<String, String> parameters) {
    return SamTemplate.read(Path.of("template.yaml"))
        .resolve(parameters, LocalCloud.ACCOUNT, LocalCloud.REGION, "aws");
  }

  /**
   * Deploys.
   *
   * @param definitions of the state machines, which the maker need not read for every cloud
   * @param http is pointed to this cloud
   */
  public CellCloud(
      List<StackDeployment> deployments,
      Function<TemplateMachine, MachineDefinition> definitions,
      Fleet fleet,
      DataPlane data,
      FaultPlan faults,
      DirectHttp http,
      DirectHttp.Watch watch,
      AccessKeys keys,
      AwsService table,
      BiFunction<TemplateFunction, Class<?>, RequestStreamHandler> handlers,
      Consumer<LogLine> log) {
    this.deployments = List.copyOf(deployments);
    elastiCache = new ElastiCacheService(clock, data);
    elastiCache.add(fleet);
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    for (StackDeployment deployment : deployments) {
      deployment.roles().forEach(authorizer::add);
      new MemberAccounts(authorizer, deployment, LocalCloud.HOME, "").addAll(fleet);
    }
    lambda =
        new LambdaHost(
            clock,
            deployments.stream().flatMap(d -> d.functions().stream()).toList(),
            handlers,
            log,
            authorizer);
    machines = new StateMachines(clock, lambda, authorizer, Map.of("ec2", new VpcNetwork()));
    deployments.stream()
        .flatMap(d -> d.machines().stream())
        .forEach(m -> machines.deploy(m.arn(), m.roleArn(), definitions.apply(m)));
    List<AwsService> services =
        List.of(
            elastiCache,
            securityHub,
            sns,
            machines,
            new EventBus(),
            table,
            new StsService(
                clock,
                keys,
                new Organization(),
                (caller, role) -> authorizer.mayAssume(caller.principal(), role, Map.of())),
            new SsmService(clock),
            new SecretsManager(clock),
            new CloudWatch(clock, new GroupMetrics(elastiCache, data, clock)),
            new ApplicationAutoScaling(clock),
            new ServiceQuotas(Map.of("elasticache/L-DFE45DF3", () -> 300.0)));
    http.pointTo(clock, authorizer, calls, faults, keys, services, watch);
  }

  /** Makes the templates' SSM parameters and secrets, as CloudFormation would. */
  public void store(AwsClients owner) {
    deployments.forEach(deployment -> store(deployment, owner));
  }

  private static void store(StackDeployment deployment, AwsClients owner) {
    for (DeployedResource secret : deployment.ofType("AWS::SecretsManager::Secret")) {
      owner
          .secrets(new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION))
          .createSecret(r -> r.name(secret.name()).secretString("generated".repeat(8)));
    }
    for (DeployedResource parameter : deployment.ofType("AWS::SSM::Parameter")) {
      owner
          .ssm()
          .putParameter(
              r ->
                  r.name(String.valueOf(parameter.properties().get("Name")))
                      .type(String.valueOf(parameter.properties().get("Type")))
                      .value(String.valueOf(parameter.properties().get("Value"))));
    }
  }

  /** Auto scaling and alarms, as a group's owner has set them up. */
  public void surround(AwsClients owner, GroupArn group) {
    new GroupSurroundings(elastiCache, owner, group).make();
  }

  /** Puts the findings of an event into Security Hub. */
  public void importFindings(String event) {
    EventFixtures.findings(event).forEach(securityHub::importFinding);
  }
}
