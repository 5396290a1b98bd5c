package awsemulator.states.interpreter;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallAuthorizer;
import awsemulator.cloud.CallerIdentity;
import awsemulator.cloud.RequiredRight;
import awsemulator.json.MalformedJsonException;
import awsemulator.states.asl.JsonText;
import awsemulator.states.asl.StatesError;
import java.util.Locale;
import java.util.Map;

/**
 * AWS's SDK integrations, {@code aws-sdk:ec2:describeSecurityGroups}: calls that Step Functions
 * makes by itself, with the rights of the machine's role and in the machine's own Region ("AWS SDK
 * service integrations": there is no way across Regions).
 */
public final class SdkIntegration {
  /** A service that is called so. Members are written as in the SDK for Java, {@code GroupIds}. */
  public interface Service {
    /**
     * Answers a call that the caller may make.
     *
     * @param action such as {@code describeSecurityGroups}
     */
    Map<String, Object> call(CallerIdentity caller, String action, Map<?, ?> arguments);
  }

  private final Map<String, Service> services;
  private final CallAuthorizer authorizer;

  /**
   * @param services by their names, {@code ec2}
   */
  public SdkIntegration(Map<String, Service> services, CallAuthorizer authorizer) {
    this.services = Map.copyOf(services);
    this.authorizer = authorizer;
  }

  Map<String, Object> call(DeployedMachine machine, String api, String arguments)
      throws StatesError {
    String[] parts = api.split(":", 2);
    String service = parts[0];
    CallerIdentity caller = machine.caller();
    try {
      String action = parts[1].substring(0, 1).toUpperCase(Locale.ROOT) + parts[1].substring(1);
      authorizer.check(caller, new RequiredRight(service + ":" + action, "*"));
      if (!services.containsKey(service)) {
        throw AwsFault.badRequest("InvalidAction", "there is no " + service + " here");
      }
      Map<String, Object> answer =
          services.get(service).call(caller, parts[1], (Map<?, ?>) JsonText.read(arguments));
      if (JsonText.overQuota(JsonText.write(answer))) {
        // "When the output of a connector exceeds payload size quota", whatever Output makes of it.
        throw StateDepartures.tooLarge(api, "output");
      }
      return answer;
    } catch (AwsFault e) {
      String name = service.substring(0, 1).toUpperCase(Locale.ROOT) + service.substring(1);
      throw new StatesError(name + "." + name + "Exception", e.getMessage());
    } catch (MalformedJsonException e) {
      throw new StatesError("States.Runtime", api + ": " + e.getMessage());
    }
  }
}
