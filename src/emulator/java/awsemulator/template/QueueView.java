package awsemulator.template;

import awsemulator.json.EmulatorJson;
import awsemulator.template.tree.InvalidTemplate;
import awsemulator.template.tree.YamlTree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Queues and what takes their messages, as a template declares them. */
final class QueueView {
  /** What is known of a mapping; of these, the scaling binds nothing where one thread works. */
  private static final Set<String> KNOWN =
      Set.of(
          "EventSourceArn", "FunctionName", "BatchSize", "ScalingConfig", "FunctionResponseTypes");

  private QueueView() {}

  static List<TemplateQueue> queues(
      List<DeployedResource> queues, List<DeployedResource> policies) {
    return queues.stream().map(queue -> queue(queue, policies)).toList();
  }

  private static TemplateQueue queue(DeployedResource one, List<DeployedResource> policies) {
    String place = one.place("RedrivePolicy");
    Map<String, Object> redrive = one.map("RedrivePolicy");
    return new TemplateQueue(
        one.logicalId(),
        one.name(),
        one.arn(),
        YamlTree.whole(
            one.place("VisibilityTimeout"), one.properties().get("VisibilityTimeout"), 30),
        YamlTree.textOr(place, redrive.get("deadLetterTargetArn"), null),
        YamlTree.whole(place, redrive.get("maxReceiveCount"), 0),
        policies.stream()
            .filter(p -> names(p, one.name()))
            .map(p -> EmulatorJson.write(p.properties().get("PolicyDocument")))
            .toList());
  }

  /** By its URL, which is what Ref gives. */
  private static boolean names(DeployedResource policy, String queue) {
    String place = policy.place("Queues");
    return YamlTree.list(place, policy.properties().get("Queues")).stream()
        .anyMatch(url -> YamlTree.text(place, url).endsWith("/" + queue));
  }

  static List<TemplateQueue.Mapping> mappings(List<DeployedResource> mappings) {
    return mappings.stream().map(QueueView::mapping).toList();
  }

  private static TemplateQueue.Mapping mapping(DeployedResource one) {
    one.properties().keySet().stream()
        .filter(property -> !KNOWN.contains(property))
        .forEach(
            property -> {
              throw new InvalidTemplate(one.place(property), "is not known");
            });
    return new TemplateQueue.Mapping(
        one.logicalId(),
        one.text("EventSourceArn"),
        one.text("FunctionName"),
        YamlTree.whole(one.place("BatchSize"), one.properties().get("BatchSize"), 10),
        YamlTree.list(
                one.place("FunctionResponseTypes"), one.properties().get("FunctionResponseTypes"))
            .contains("ReportBatchItemFailures"));
  }
}
