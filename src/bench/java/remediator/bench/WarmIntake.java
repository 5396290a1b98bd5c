package remediator.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import remediator.aws.AccountRegion;
import remediator.finding.EventReader;
import remediator.finding.FindingResult;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.RelatedResources;
import remediator.local.ColdCloud;
import remediator.plan.AvailableEngineVersions;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;

/**
 * From the bytes of an event to a plan for each of its findings, in a warm JVM and with a group
 * that has been read.
 */
final class WarmIntake {
  private static final Duration WARM_UP = Duration.ofSeconds(3);
  private static final Duration MEASURED = Duration.ofSeconds(3);

  private final EventReader reader = new EventReader(Control.ids());
  private final AvailableEngineVersions versions = new AvailableEngineVersions(List.of());
  private final CacheGroup group;
  private int plans;

  WarmIntake() throws IOException {
    GroupArn arn =
        GroupArn.parse("arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache");
    try (ColdCloud cloud = new ColdCloud("{}")) {
      group =
          new GroupReader(cloud.operator().elastiCache(AccountRegion.of(arn)))
              .read(arn)
              .orElseThrow();
    }
  }

  /** Microseconds an event. */
  Sample measure(Path event) throws IOException {
    byte[] bytes = Files.readAllBytes(event);
    repeat(bytes, WARM_UP);
    List<Double> micros = repeat(bytes, MEASURED);
    if (plans == 0) {
      throw new IllegalStateException(event + " led to no plan");
    }
    return Sample.of(micros.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private List<Double> repeat(byte[] bytes, Duration time) throws IOException {
    List<Double> micros = new ArrayList<>();
    long end = System.nanoTime() + time.toNanos();
    for (long begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
      plans += plan(bytes).size();
      micros.add((System.nanoTime() - begin) / 1e3);
    }
    return micros;
  }

  private List<Plan> plan(byte[] bytes) throws IOException {
    List<Plan> made = new ArrayList<>();
    Policy policy = Policy.of(Map.of(), group.spec().tags());
    for (FindingResult result : reader.read(EventReader.parse(bytes))) {
      if (result instanceof FindingResult.FailedControl failed) {
        made.add(
            Planner.plan(
                group,
                Control.of(failed.finding().control()),
                policy,
                versions,
                RelatedResources.UNSEEN));
      }
    }
    return made;
  }
}
