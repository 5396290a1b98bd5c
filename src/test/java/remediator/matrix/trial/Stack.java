package remediator.matrix.trial;

import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import java.util.Optional;
import remediator.ledger.Ledger;
import remediator.ledger.RemediationCase;

/**
 * A deployment of the product in the cloud of a cell, with its own ledger.
 *
 * @param second whether it is the one that somebody has deployed beside the first
 */
record Stack(StackDeployment deployment, Ledger ledger, boolean second) {
  /** Name of the function of this logical id. */
  String function(String logicalId) {
    return deployment.functions().stream()
        .filter(f -> f.logicalId().equals(logicalId))
        .map(TemplateFunction::name)
        .findFirst()
        .orElseThrow();
  }

  boolean has(TemplateFunction function) {
    return deployment.functions().stream().anyMatch(f -> f.arn().equals(function.arn()));
  }

  boolean publishesTo(String topicArn) {
    return deployment.topics().stream().anyMatch(t -> topicArn.equals(t.arn()));
  }

  /** Name of the ledger's table. */
  String table() {
    return deployment.tables().getFirst().name();
  }

  /** Where endpoints are published, such as {@code /elasticache-encryption}. */
  String endpointPath() {
    return deployment.functions().getFirst().environment().get("ENDPOINT_PATH");
  }

  Optional<RemediationCase> row(Flow flow) {
    return ledger.find(flow.group());
  }

  /** Steps of the second deployment are none of the first's. */
  String label(String step) {
    return second ? "second: " + step : step;
  }
}
