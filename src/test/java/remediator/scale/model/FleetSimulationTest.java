package remediator.scale.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import awsemulator.quota.PublishedQuotas;
import awsemulator.quota.QuotaMeter;
import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GroupKind;
import remediator.scale.measure.IntakeProfiles;
import remediator.scale.measure.MeasuredFlow;
import remediator.scale.measure.MeasuredFlow.FlowStep;
import remediator.scale.measure.MeasuredIntake;
import remediator.scale.measure.MeasuredProduct;
import remediator.scale.measure.ServiceCall;
import remediator.scale.model.BurstRun.BurstResult;
import remediator.scale.model.FleetRun.FleetResult;
import remediator.scale.model.SequentialRun.SequentialResult;

/** The model against the product, and against what is known to go wrong. */
class FleetSimulationTest {
  private static final StackDeployment TEMPLATE =
      SamTemplate.read(Path.of("template.yaml"))
          .resolve(Map.of(), LocalCloud.ACCOUNT, LocalCloud.REGION, "aws");

  private static final IntakeShape DEPLOYED = IntakeShape.deployed(TEMPLATE);

  private static final Duration PER_CALL = Duration.ofMillis(30);
  private static final Duration ROLE = SimulationSettings.USUAL.role();
  private static final int BURST = 20_000;

  private static final Map<String, String> NO_CAPS =
      Map.of("MaxFlows", "1000", "MaxGroupsADay", "1000");

  @TempDir private static Path folder;
  private static IntakeProfiles profiles;

  @BeforeAll
  static void measure() throws Exception {
    profiles = IntakeProfiles.measure(folder);
  }

  private static BurstResult burst(IntakeShape shape) {
    return BurstRun.of(
        new MeasuredProduct(profiles, Map.of()),
        shape,
        FlowLimits.deployed(TEMPLATE),
        SimulatedFleet.of(10_000, 40_000, new Random(1)),
        BURST,
        Duration.ofMinutes(1),
        SimulationSettings.USUAL);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void theModelMakesTheCallsOfTheProductInTheSameTime(int batch) throws Exception {
    GeneratedEstate estate = new GeneratedEstate(90);
    try (MeasuredIntake product = new MeasuredIntake(estate, folder, NO_CAPS, PER_CALL)) {
      Instant begun = product.now();
      int events = product.deliverBatches(batch) + product.deliverBatches(batch);
      // The credentials of the local cloud are older than the SDK's clock, so it keeps none.
      SequentialResult model = SequentialRun.of(profiles, estate, Duration.ZERO, PER_CALL, batch);

      assertThat(model.events()).isEqualTo(events);
      assertThat(counts(model.uses())).isEqualTo(counts(product.meter().uses()));
      assertThat(product.meter().uses())
          .allSatisfy((_, use) -> assertThat(use.throttled()).isZero());
      assertThat(model.took()).isEqualTo(Duration.between(begun, product.now()));
    }
  }

  private static Map<String, Integer> counts(Map<String, QuotaMeter.Use> uses) {
    Map<String, Integer> counts = new TreeMap<>();
    uses.forEach((name, use) -> counts.put(name, use.calls()));
    return counts;
  }

  @Test
  void callsGrowAsEventsDoAndAreFewerThanEightAnEvent() {
    double few =
        SequentialRun.of(profiles, new GeneratedEstate(50), ROLE, PER_CALL, 1).callsAnEvent();
    double many =
        SequentialRun.of(profiles, new GeneratedEstate(5_000), ROLE, PER_CALL, 1).callsAnEvent();

    assertThat(few).isLessThan(8);
    assertThat(many).isCloseTo(few, within(0.3));
  }

  @Test
  void aBoundedQueueTakesABurstInWithoutALossAndWithoutAThrottle() {
    BurstResult burst = burst(DEPLOYED);

    assertThat(burst.findings()).isEqualTo(BURST);
    assertThat(burst.lost()).isZero();
    assertThat(burst.deadLetters()).isZero();
    assertThat(burst.notesLost()).isZero();
    assertThat(burst.throttled()).isZero();
    assertThat(burst.callsAnEvent()).isLessThan(8);
    assertThat(burst.concurrency()).isEqualTo(DEPLOYED.queue().orElseThrow().concurrency());
  }

  @Test
  void theSameSeedGivesTheSameFigures() {
    assertThat(burst(DEPLOYED)).isEqualTo(burst(DEPLOYED));
  }

  @Test
  void withoutTheQueueThousandsOfFindingsEndAsDeadLettersAndTheAccountIsFull() {
    BurstResult burst = burst(DEPLOYED.direct().withoutCache());

    assertThat(burst.lost()).isZero();
    assertThat(burst.deadLetters()).isGreaterThan(1_000);
    assertThat(burst.concurrency()).isBetween(900, PublishedQuotas.CONCURRENT_EXECUTIONS);
    assertThat(burst.uses().get(ServiceCall.OPERATOR).throttled()).isGreaterThan(BURST);
  }

  @Test
  void withoutABoundParameterStoreThrottlesAndTheBurstTakesLonger() {
    BurstResult bounded = burst(DEPLOYED);
    BurstResult burst = burst(DEPLOYED.withConcurrency(0));

    assertThat(burst.concurrency()).isGreaterThan(200);
    // One call asks for eight accounts, and nearly one for each finding is throttled all the same.
    assertThat(burst.uses().get(ServiceCall.OPERATOR).throttled()).isGreaterThan(BURST / 2);
    assertThat(burst.seconds()).isGreaterThan(2 * bounded.seconds());
  }

  /** Of each kind the same: one step after an hour, the end after two. */
  private static Map<GroupKind, MeasuredFlow> flows() {
    MeasuredFlow flow =
        new MeasuredFlow(
            List.of(
                new FlowStep(
                    Duration.ofHours(1),
                    1,
                    List.of(new ServiceCall("ElastiCache", "ModifyReplicationGroup", true)))),
            Duration.ofHours(2),
            4,
            List.of(new ServiceCall("DynamoDB", "GetItem", false)));
    Map<GroupKind, MeasuredFlow> flows = new EnumMap<>(GroupKind.class);
    Stream.of(GroupKind.values()).filter(GroupKind::needsFlow).forEach(k -> flows.put(k, flow));
    return flows;
  }

  private static FleetResult fleet(int maxFlows) {
    return FleetRun.of(
        new MeasuredProduct(profiles, flows()),
        DEPLOYED,
        SimulatedFleet.of(50, 1_000, new Random(1)),
        new FlowLimits(maxFlows, 20),
        SimulationSettings.USUAL);
  }

  @Test
  void limitsSpaceFlowsAndEveryGroupGetsItsOwn() {
    FleetResult narrow = fleet(1);
    FleetResult wide = fleet(5);

    assertThat(narrow.flowsAtOnce()).isLessThanOrEqualTo(50);
    assertThat(wide.flowsAtOnce()).isGreaterThan(50).isLessThanOrEqualTo(5 * 50);
    assertThat(narrow.hoursToDone()).isGreaterThan(wide.hoursToDone());
    assertThat(narrow.flowsByKind()).isEqualTo(wide.flowsByKind());
    assertThat(narrow.flows()).isBetween(550, 750);
    assertThat(narrow.lost() + wide.lost() + narrow.deadLetters() + wide.deadLetters()).isZero();
  }
}
