package remediator.local.run;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import remediator.aws.Aws;
import remediator.aws.Place;
import remediator.group.GroupArn;
import remediator.local.cloud.AwsService;
import remediator.local.cloud.CallLog;
import remediator.local.cloud.Credentials;
import remediator.local.cloud.DirectHttp;
import remediator.local.cloud.FaultPlan;
import remediator.local.data.DataPlane;
import remediator.local.elasticache.ElastiCacheService;
import remediator.local.elasticache.Fleet;
import remediator.local.iam.PolicyAuthorizer;
import remediator.local.services.ApplicationAutoScaling;
import remediator.local.services.CloudWatch;
import remediator.local.services.EventBus;
import remediator.local.services.SecretsManager;
import remediator.local.services.SecurityHub;
import remediator.local.services.ServiceQuotas;
import remediator.local.services.Sns;
import remediator.local.services.Ssm;
import remediator.local.services.Sts;
import remediator.local.states.LambdaHost;
import remediator.local.states.LogLine;
import remediator.local.states.StateMachines;
import remediator.local.states.asl.Definition;
import remediator.local.template.Deployment;
import remediator.local.template.Resource;
import remediator.local.template.SamTemplate;
import remediator.local.template.TemplateFunction;
import remediator.local.template.TemplateMachine;
import remediator.local.time.VirtualClock;

/**
 * The same cloud as {@link LocalCloud}, made and thrown away in milliseconds: no socket, and the
 * clients, the handlers and the database are the maker's, who goes on to the next one with them.
 */
public final class CellCloud {
  /** The groups' tags say what kind of flow it is. */
  private static final String LOOSENED = "auth,new-id,required-after-quiet-minutes";

  /** The product as it is deployed in most of them. */
  public static final Deployment PRODUCT =
      deployment(Map.of("MemberRoleName", LocalCloud.MEMBER_ROLE, "TagsMayLoosen", LOOSENED));

  /** Another stack of the same account and Region, which knows nothing of the first. */
  public static final Deployment SECOND =
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
  public static final Deployment PROBED =
      deployment(
          Map.of(
              "MemberRoleName",
              LocalCloud.MEMBER_ROLE,
              "TagsMayLoosen",
              LOOSENED,
              "ProbeSubnets",
              "subnet-0a",
              "ProbeSecurityGroups",
              "sg-0a"));

  public final VirtualClock clock = new VirtualClock(Instant.parse("2026-11-02T09:00:00Z"));
  public final CallLog calls = new CallLog(clock);
  public final ElastiCacheService elastiCache;
  public final SecurityHub securityHub = new SecurityHub(clock);
  public final Sns sns = new Sns();
  public final LambdaHost lambda;
  public final StateMachines machines;

  private final List<Deployment> deployments;

  private static Deployment deployment(Map<String, String> parameters) {
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
      List<Deployment> deployments,
      Function<TemplateMachine, Definition> definitions,
      Fleet fleet,
      DataPlane data,
      FaultPlan faults,
      DirectHttp http,
      DirectHttp.Watch watch,
      Credentials keys,
      AwsService table,
      BiFunction<TemplateFunction, Class<?>, RequestStreamHandler> handlers,
      Consumer<LogLine> log) {
    this.deployments = List.copyOf(deployments);
    elastiCache = new ElastiCacheService(clock, data);
    elastiCache.add(fleet);
    PolicyAuthorizer authorizer = new PolicyAuthorizer();
    for (Deployment deployment : deployments) {
      deployment.roles().forEach(authorizer::add);
      new MemberAccounts(authorizer, deployment, LocalCloud.HOME).addAll(fleet);
    }
    lambda =
        new LambdaHost(
            clock,
            deployments.stream().flatMap(d -> d.functions().stream()).toList(),
            handlers,
            log,
            authorizer);
    machines = new StateMachines(clock, lambda, authorizer);
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
            new Sts(
                clock,
                keys,
                (caller, role) -> authorizer.mayAssume(caller.principal(), role, Map.of())),
            new Ssm(clock),
            new SecretsManager(clock),
            new CloudWatch(clock, new GroupMetrics(elastiCache, data, clock)),
            new ApplicationAutoScaling(clock),
            new ServiceQuotas(Map.of("elasticache/L-DFE45DF3", 300.0)));
    http.pointTo(clock, authorizer, calls, faults, keys, services, watch);
  }

  /** Makes the templates' SSM parameters and secrets, as CloudFormation would. */
  public void store(Aws owner) {
    deployments.forEach(deployment -> store(deployment, owner));
  }

  private static void store(Deployment deployment, Aws owner) {
    for (Resource secret : deployment.ofType("AWS::SecretsManager::Secret")) {
      owner
          .secrets(new Place("aws", LocalCloud.ACCOUNT, LocalCloud.REGION))
          .createSecret(r -> r.name(secret.name()).secretString("generated".repeat(8)));
    }
    for (Resource parameter : deployment.ofType("AWS::SSM::Parameter")) {
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
  public void surround(Aws owner, GroupArn group) {
    new Surroundings(elastiCache, owner, group).make();
  }

  /** Puts the findings of an event into Security Hub. */
  public void importFindings(String event) {
    Fixtures.findings(event).forEach(securityHub::importFinding);
  }
}
