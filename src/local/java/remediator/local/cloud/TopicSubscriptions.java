package remediator.local.cloud;

import awsemulator.json.EmulatorJson;
import awsemulator.services.SnsService;
import awsemulator.template.DeployedResource;
import awsemulator.template.StackDeployment;
import java.util.Map;

/** Makes the template's subscriptions, as CloudFormation would: none is confirmed. */
final class TopicSubscriptions {
  private TopicSubscriptions() {}

  static void create(StackDeployment deployment, SnsService sns) {
    for (DeployedResource one : deployment.ofType("AWS::SNS::Subscription")) {
      Map<String, Object> properties = one.properties();
      sns.subscribe(
          String.valueOf(properties.get("TopicArn")),
          String.valueOf(properties.get("Protocol")),
          String.valueOf(properties.get("Endpoint")),
          properties.containsKey("FilterPolicy")
              ? EmulatorJson.write(properties.get("FilterPolicy"))
              : "");
    }
  }
}
