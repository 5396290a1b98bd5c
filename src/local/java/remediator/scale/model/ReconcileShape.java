package remediator.scale.model;

import awsemulator.template.StackDeployment;
import awsemulator.template.TemplateFunction;
import java.time.Duration;
import remediator.lambda.ReconcileHandler;
import remediator.reconcile.Reconciler;

/**
 * How the reconciler works through accounts and Regions.
 *
 * @param lanes places that are looked at at the same time
 * @param atATime places that are begun before it is looked whether time is left
 * @param timeout of an invocation
 * @param toEnd time that must be left for more places
 */
public record ReconcileShape(int lanes, int atATime, Duration timeout, Duration toEnd) {
  /** As the template and the product have it. */
  public static ReconcileShape deployed(StackDeployment deployment) {
    TemplateFunction function =
        deployment.functions().stream()
            .filter(f -> f.logicalId().equals("ReconcileFunction"))
            .findFirst()
            .orElseThrow();
    return new ReconcileShape(
        Reconciler.AT_ONCE,
        ReconcileHandler.PLACES_AT_A_TIME,
        Duration.ofSeconds(function.timeoutSeconds()),
        Duration.ofMillis(ReconcileHandler.MILLIS_TO_END));
  }

  /** One place after the other. */
  public ReconcileShape sequential() {
    return new ReconcileShape(1, 1, timeout, toEnd);
  }
}
