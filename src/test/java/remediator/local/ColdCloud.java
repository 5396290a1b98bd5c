package remediator.local;

import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.FaultPlan;
import awsemulator.data.NoData;
import awsemulator.elasticache.fleet.Fleet;
import awsemulator.template.TemplateFunction;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.aws.AwsClients;
import remediator.local.cloud.EventFixtures;
import remediator.local.cloud.LocalCloud;

/** A fresh local cloud for one invocation of the function that takes findings, from outside. */
public final class ColdCloud implements AutoCloseable {
  private final LocalCloud cloud =
      new LocalCloud(
          Fleet.load(Path.of("src/local/fleet")),
          new NoData(),
          Map.of(),
          FaultPlan.NEVER,
          line -> {});
  private final TemplateFunction function =
      cloud.deployment.functions().stream()
          .filter(f -> f.logicalId().equals("FindingFunction"))
          .findFirst()
          .orElseThrow();

  /** Puts the findings of the event into Security Hub. */
  public ColdCloud(String event) {
    new EventFixtures(cloud, null, null).importFindings(event);
  }

  /** What the function finds in its environment, with AWS's own variable for another endpoint. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(function.environment());
    environment.put("AWS_REGION", LocalCloud.REGION);
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_ENDPOINT_URL", cloud.uri().toString());
    environment.put("AWS_ACCESS_KEY_ID", cloud.keys.keyFor(function.roleArn(), LocalCloud.ACCOUNT));
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    return environment;
  }

  /** The clients of somebody who may do everything. */
  public AwsClients operator() {
    return new AwsClients(
        cloud.as(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT), LocalCloud.HOME, Optional.empty());
  }

  /** The calls that the function made, by name. */
  public Map<String, Integer> calls() {
    Map<String, Integer> counts = new TreeMap<>();
    cloud.calls.entries().stream()
        .filter(e -> e.caller().principal().equals(function.roleArn()))
        .map(CallLog.Entry::name)
        .forEach(name -> counts.merge(name, 1, Integer::sum));
    return counts;
  }

  @Override
  public void close() {
    cloud.close();
  }
}
