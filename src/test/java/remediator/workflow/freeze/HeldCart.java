package remediator.workflow.freeze;

import awsemulator.states.interpreter.LambdaFunctions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.aws.AccountRegion;
import remediator.finding.Events;
import remediator.flow.Sample;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroup;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;

/**
 * The replacement of cart-replicas under the template's defaults: after one yes writes are held,
 * and nobody is asked before the cut-over.
 */
final class HeldCart implements AutoCloseable {
  static final String OLD = "cart-replicas";
  static final String ARN = Sample.arn(OLD);
  static final String NEW_ARN = Sample.arn(OLD + "-enc");
  static final String OWNERS = "owners-parameters";
  static final String HOLDING = "min-replicas-to-write";

  final CloudRun run;

  HeldCart(Map<String, String> parameters) {
    this.run = new CloudRun(parameters);
  }

  /** With the template's defaults. */
  HeldCart() {
    this(Map.of("GateCutOver", "ask", "FreezeMinutes", "120"));
  }

  ElastiCacheClient people() {
    return run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .elastiCache(new AccountRegion("aws", LocalCloud.ACCOUNT, LocalCloud.REGION));
  }

  /** The group has a parameter group of its owner's, with these values besides the defaults. */
  HeldCart owning(Map<String, String> values) {
    people()
        .createCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(OWNERS)
                    .cacheParameterGroupFamily("redis7")
                    .description("by its owner"));
    values.forEach((name, value) -> set(OWNERS, name, value));
    give(OWNERS);
    return this;
  }

  void set(String parameterGroup, String name, String value) {
    people()
        .modifyCacheParameterGroup(
            r ->
                r.cacheParameterGroupName(parameterGroup)
                    .parameterNameValues(
                        ParameterNameValue.builder()
                            .parameterName(name)
                            .parameterValue(value)
                            .build()));
  }

  /** Somebody gives the group this parameter group. */
  void give(String parameterGroup) {
    people()
        .modifyReplicationGroup(
            r ->
                r.replicationGroupId(OLD)
                    .cacheParameterGroupName(parameterGroup)
                    .applyImmediately(true));
    run.forTime(Duration.ofMinutes(5));
  }

  /** Delivers the finding, and goes on until writes are held. */
  HeldCart untilHeld() {
    return until(CaseAttribute.WRITES_HELD_AT);
  }

  /** Delivers the finding, and goes on until the ledger tells this. */
  HeldCart until(CaseAttribute reached) {
    deliver();
    run.until(() -> run.ledger(ARN).filter(c -> c.attribute(reached).isPresent()).isPresent());
    return this;
  }

  private void deliver() {
    byte[] event = Events.sample("ec4-primary-and-two-replicas-replace").bytes();
    run.importing(event).deliver(event);
  }

  HeldCart toTheEnd() {
    deliver();
    run.toTheEnd();
    return this;
  }

  /** What the workflow function answers to this command. */
  Map<String, Object> thaw(String group) throws LambdaFunctions.FunctionFailed {
    return run.invoke("WorkflowFunction", StrictJson.writeBytes(Map.of("thaw", group)));
  }

  RemediationCase ledger() {
    return run.ledger(ARN).orElseThrow();
  }

  boolean has(CaseAttribute attribute) {
    return ledger().attribute(attribute).isPresent();
  }

  /** Why the flow has ended. */
  String reason() {
    return ledger().attribute(CaseAttribute.ENDING_REASON).orElse("");
  }

  /** The message that ends the flow. */
  String told() {
    return run.messages().getLast().message();
  }

  /** The parameter groups of a group's nodes, each with its status. */
  Set<String> used(String arn) {
    return run.view().nodes(arn).stream()
        .map(CacheCluster::cacheParameterGroup)
        .map(g -> g.cacheParameterGroupName() + " " + g.parameterApplyStatus())
        .collect(Collectors.toSet());
  }

  /** Whether the group's parameter group refuses writes. */
  boolean refuses(String arn) {
    return "100".equals(run.view().parameters(arn).get(HOLDING));
  }

  /** The parameter groups of flows. */
  List<String> freezing() {
    return people().describeCacheParameterGroups().cacheParameterGroups().stream()
        .map(CacheParameterGroup::cacheParameterGroupName)
        .filter(name -> name.startsWith("elasticache-encryption-freeze-"))
        .toList();
  }

  @Override
  public void close() {
    run.close();
  }
}
