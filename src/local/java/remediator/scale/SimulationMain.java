package remediator.scale;

import awsemulator.template.SamTemplate;
import awsemulator.template.StackDeployment;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import remediator.json.StrictJson;
import remediator.local.GivenProperties;
import remediator.local.ProgramEnd;
import remediator.local.cloud.LocalCloud;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.MeasuredIntake;
import remediator.scale.measure.MeasuredProduct;
import remediator.scale.measure.MeasuredReconcile;
import remediator.scale.model.BurstRun;
import remediator.scale.model.BurstRun.BurstResult;
import remediator.scale.model.FleetRun;
import remediator.scale.model.FleetRun.FleetResult;
import remediator.scale.model.FlowLimits;
import remediator.scale.model.IntakeShape;
import remediator.scale.model.ReconcileRun;
import remediator.scale.model.ReconcileRun.ReconcileResult;
import remediator.scale.model.ReconcileShape;
import remediator.scale.model.SequentialRun;
import remediator.scale.model.SimulatedFleet;
import remediator.scale.model.SimulationSettings;

/**
 * {@code mvn -q -Psimulation}: ten thousand accounts under the published quotas. Writes {@code
 * target/fleet-simulation.json}, and what src/docs/fleet-simulation.md has of it; says what there
 * differs.
 */
@Command
public final class SimulationMain implements Callable<Integer> {
  private static final int ACCOUNTS = 10_000;
  private static final int GROUPS = 40_000;
  private static final int BURST = 20_000;
  private static final Duration WITHIN = Duration.ofMinutes(1);
  private static final int MOST_CALLS = 8;
  private static final Duration PER_CALL = Duration.ofMillis(30);
  private static final Path TARGET = Path.of("target");
  private static final Path PAGE = Path.of("src/docs/fleet-simulation.md");
  private static final Path PICTURE = Path.of("src/docs/img/fleet-simulation.svg");
  private static final String DEPLOYED = "as deployed";
  private static final String DIRECT = "without the queue, the switch read each time";

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Option(names = "-Dsimulation.seed", defaultValue = "20261127")
  private long seed;

  private SimulationMain() {}

  public static void main(String[] arguments) {
    SimulationMain simulation = new SimulationMain();
    ProgramEnd.exit(GivenProperties.run(simulation, simulation.out, arguments));
  }

  @Override
  public Integer call() throws Exception {
    SimulationSettings settings = SimulationSettings.USUAL.withSeed(seed);
    StackDeployment deployment =
        SamTemplate.read(Path.of("template.yaml"))
            .resolve(Map.of(), LocalCloud.ACCOUNT, LocalCloud.REGION, "aws");
    IntakeShape shape = IntakeShape.deployed(deployment);
    FlowLimits limits = FlowLimits.deployed(deployment);
    Path folder = Files.createDirectories(TARGET.resolve("simulation"));
    out.println("measures the product in the local cloud");
    MeasuredProduct product = MeasuredProduct.measure(folder, settings.answer());
    Map<String, Double> calls =
        callsAnEvent(product, Files.createDirectories(folder.resolve("calls")), batches(shape));
    Map<String, BurstResult> bursts = new LinkedHashMap<>();
    ways(shape)
        .forEach(
            (way, its) -> {
              out.println("burst: " + way);
              bursts.put(
                  way, BurstRun.of(product, its, limits, fleet(settings), BURST, WITHIN, settings));
            });
    List<FleetResult> fleets = new ArrayList<>();
    for (FlowLimits some :
        List.of(
            new FlowLimits(1, limits.groupsADay()),
            limits,
            new FlowLimits(4 * limits.flows(), 4 * limits.groupsADay()))) {
      out.println("fleet: " + some);
      fleets.add(FleetRun.of(product, shape, fleet(settings), some, settings));
    }
    out.println("reconciliations");
    Map<String, ReconcileResult> reconciliations =
        reconciliations(
            MeasuredReconcile.measure(Files.createDirectories(folder.resolve("reconcile"))),
            ReconcileShape.deployed(deployment),
            fleets.get(1).flowsAtOnce(),
            settings);
    SimulationFigures figures =
        new SimulationFigures(
            settings,
            shape,
            ACCOUNTS,
            GROUPS,
            product,
            calls,
            bursts,
            fleets.get(1),
            fleets,
            reconciliations);
    return write(figures);
  }

  private static SimulatedFleet fleet(SimulationSettings settings) {
    return SimulatedFleet.of(ACCOUNTS, GROUPS, new Random(settings.seed()));
  }

  /** While the most flows run that ran at once. */
  private static Map<String, ReconcileResult> reconciliations(
      MeasuredReconcile product, ReconcileShape shape, int flows, SimulationSettings settings) {
    Map<String, ReconcileResult> results = new LinkedHashMap<>();
    results.put(
        "%d at once, as deployed".formatted(shape.lanes()),
        ReconcileRun.of(product, shape, fleet(settings), flows, settings));
    results.put(
        "one after the other",
        ReconcileRun.of(product, shape.sequential(), fleet(settings), flows, settings));
    return results;
  }

  private static Map<String, IntakeShape> ways(IntakeShape shape) {
    Map<String, IntakeShape> ways = new LinkedHashMap<>();
    ways.put(DEPLOYED, shape);
    for (int concurrency : List.of(5, 20, 50)) {
      ways.put(
          "with %d invocations at most".formatted(concurrency), shape.withConcurrency(concurrency));
    }
    ways.put("without a bound", shape.withConcurrency(0));
    ways.put("without a bound, the switch read each time", shape.withConcurrency(0).withoutCache());
    ways.put(DIRECT, shape.direct().withoutCache());
    return ways;
  }

  /** By the product itself as far as it is affordable, then by the model. */
  private Map<String, Double> callsAnEvent(
      MeasuredProduct product, Path folder, Map<Integer, String> batches) throws Exception {
    Map<String, Double> calls = new LinkedHashMap<>();
    for (Map.Entry<Integer, String> batch : batches.entrySet()) {
      for (int groups : List.of(50, 500)) {
        String what = "the product, %d groups, %s".formatted(groups, batch.getValue());
        out.println(what);
        calls.put(what, madeByProduct(groups, batch.getKey(), folder));
      }
      for (int groups : List.of(50, 500, 5_000)) {
        calls.put(
            "the model, %,d groups, %s".formatted(groups, batch.getValue()),
            SequentialRun.of(
                    product.intake(),
                    new GeneratedEstate(groups),
                    SimulationSettings.USUAL.role(),
                    PER_CALL,
                    batch.getKey())
                .callsAnEvent());
      }
    }
    return calls;
  }

  private static Map<Integer, String> batches(IntakeShape shape) {
    Map<Integer, String> batches = new LinkedHashMap<>();
    batches.put(1, "one event a batch");
    shape.queue().ifPresent(q -> batches.put(q.batch(), q.batch() + " events a batch"));
    return batches;
  }

  private static double madeByProduct(int groups, int batch, Path folder) throws Exception {
    try (MeasuredIntake intake =
        new MeasuredIntake(
            new GeneratedEstate(groups),
            folder,
            Map.of("MaxFlows", "1000", "MaxGroupsADay", "1000"),
            PER_CALL)) {
      int events = intake.deliverBatches(batch) + intake.deliverBatches(batch);
      int made =
          intake.meter().uses().entrySet().stream()
              .filter(use -> !use.getKey().equals("STS.AssumeRole"))
              .mapToInt(use -> use.getValue().calls())
              .sum();
      return (double) made / events;
    }
  }

  private int write(SimulationFigures figures) throws IOException {
    Files.writeString(TARGET.resolve("fleet-simulation.json"), StrictJson.write(figures.toMap()));
    Map<String, BurstResult> drawn = new LinkedHashMap<>();
    drawn.put(DEPLOYED, figures.bursts().get(DEPLOYED));
    drawn.put(DIRECT, figures.bursts().get(DIRECT));
    String picture = SimulationChart.of(drawn);
    Files.writeString(TARGET.resolve("fleet-simulation.svg"), picture);
    List<String> tables = new SimulationTables(figures).all();
    Files.writeString(TARGET.resolve("fleet-simulation.md"), String.join("\n\n", tables) + "\n");
    tables.forEach(table -> out.println("\n" + table));
    String page = Files.exists(PAGE) ? Files.readString(PAGE) : "";
    List<String> missing = tables.stream().filter(table -> !page.contains(table)).toList();
    boolean same =
        missing.isEmpty() && Files.exists(PICTURE) && Files.readString(PICTURE).equals(picture);
    if (seed == SimulationSettings.USUAL.seed() && !same) {
      out.println(
          "\n"
              + PAGE
              + " or its picture says otherwise: take over target/fleet-simulation.md and .svg");
      return 1;
    }
    BurstResult burst = figures.burst();
    boolean well =
        burst.lost() + burst.deadLetters() + burst.throttled() + burst.notesLost() == 0
            && burst.callsAnEvent() <= MOST_CALLS
            && figures.deployed().lost() + figures.deployed().deadLetters() == 0
            && figures.deployed().looksFailed() + figures.reconciliation().failed() == 0
            && figures.reconciliation().throttled() == 0
            && figures.reconciliation().seconds() <= Duration.ofHours(1).toSeconds();
    if (!well) {
      out.println(
          "\n"
              + "findings were lost, a quota was exceeded, or something took too long or too many"
              + " calls: see the tables");
    }
    return well ? 0 : 1;
  }
}
