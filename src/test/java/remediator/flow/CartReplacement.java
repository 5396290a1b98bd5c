package remediator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.elasticache.fleet.FleetView;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import remediator.group.GroupArn;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.local.CountedData;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.sfn.SfnClient;

/** The replacement of the sample group cart-single, with people who act while it waits. */
public final class CartReplacement implements AutoCloseable {
  public static final String OLD = "cart-single";
  public static final String NEW = "cart-single-enc";
  public static final String NEW_ARN = Sample.arn(NEW);
  public static final GroupArn CART = GroupArn.parse(Sample.CART);

  private static final String PATH = "/elasticache-encryption/";

  public final CountedData data = new CountedData();
  public final CloudRun run;

  /** With these parameters of the template. */
  public CartReplacement(Map<String, String> parameters) {
    run = new CloudRun(parameters, data);
  }

  /** Delivers the finding, and runs until this is so. */
  public CartReplacement runUntil(BooleanSupplier reached) {
    byte[] event = Sample.ofCart().bytes();
    run.importing(event).deliver(event);
    run.until(reached);
    return this;
  }

  /** Runs until this gate is open, and lets nobody answer it. */
  public CartReplacement openAt(String gate) {
    run.gates().ignore(gate);
    runUntil(() -> is(CaseAttribute.GATE, gate));
    waitUntilTagged();
    return this;
  }

  /** Groups are busy for some minutes after their tags were changed, and take no other change. */
  public void waitUntilTagged() {
    run.forTime(Duration.ofMinutes(10));
  }

  public boolean is(CaseAttribute fact, String value) {
    return run.ledger(Sample.CART)
        .filter(c -> c.attribute(fact).equals(Optional.of(value)))
        .isPresent();
  }

  public ElastiCacheClient people() {
    return Sample.elastiCache(run);
  }

  public FleetView view() {
    return run.view();
  }

  public RemediationCase ledger() {
    return run.ledger(Sample.CART).orElseThrow();
  }

  /** Somebody edits the ledger's row. */
  public void edit(UnaryOperator<RemediationCase> change) {
    run.ledger().change(CART, change);
  }

  public void answer(boolean yes) {
    String token = ledger().require(CaseAttribute.GATE_TOKEN);
    SfnClient client = run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION).stepFunctions();
    if (yes) {
      client.sendTaskSuccess(r -> r.taskToken(token).output("{\"decision\":\"approved\"}"));
    } else {
      client.sendTaskFailure(r -> r.taskToken(token).error("Rejected").cause("no"));
    }
  }

  public void answerAndRunToTheEnd(boolean yes) {
    answer(yes);
    run.toTheEnd();
  }

  public void delete(String id) {
    people().deleteReplicationGroup(r -> r.replicationGroupId(id));
    run.forTime(Duration.ofHours(1));
  }

  /** Empty, and encrypted or not. */
  public void create(String id, boolean encrypted) {
    people()
        .createReplicationGroup(
            r ->
                r.replicationGroupId(id)
                    .replicationGroupDescription("Made again")
                    .cacheNodeType("cache.t4g.small")
                    .engine("redis")
                    .engineVersion("7.1")
                    .numCacheClusters(1)
                    .cacheSubnetGroupName("private-subnets")
                    .atRestEncryptionEnabled(encrypted)
                    .transitEncryptionEnabled(encrypted));
    run.forTime(Duration.ofHours(1));
  }

  public void tag(String key, String value) {
    Sample.tag(run, Sample.CART, key, value);
    run.forTime(Duration.ofHours(1));
  }

  public void setSwitch(String position) {
    parameter("switch", position);
  }

  public void parameter(String name, String value) {
    run.operator(LocalCloud.ACCOUNT, LocalCloud.REGION)
        .ssm()
        .putParameter(r -> r.name(PATH + name).value(value).type("String").overwrite(true));
  }

  /** Calls the deleting function past the state machine. */
  public Map<String, Object> invoke(String step) {
    byte[] input =
        StrictJson.writeBytes(Map.of("step", step, "group", Sample.CART, "flow", ledger().flow()));
    try {
      return run.invoke("RetireFunction", input);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** The message that ends the flow. */
  public String told() {
    return run.messages().getLast().message();
  }

  public void nothingWasDeletedByTheProduct() {
    assertThat(run.changes())
        .doesNotContain("ElastiCache.DeleteReplicationGroup", "ElastiCache.DeleteSnapshot");
  }

  @Override
  public void close() {
    run.close();
  }
}
