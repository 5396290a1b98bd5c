package remediator.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import remediator.aws.Place;
import remediator.finding.EventReader;
import remediator.finding.Intake;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.ReplicationGroup;
import remediator.local.run.ColdCloud;
import remediator.plan.Control;
import remediator.plan.Offer;
import remediator.plan.Plan;
import remediator.plan.Planner;
import remediator.plan.Policy;

/**
 * From the bytes of an event to a plan for each of its findings, with a group that has been read.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Warm {
  private static final String ASFF = "events/ec5-redis-7.1-online-tls.json";
  private static final String OCSF = "events/ec5-redis-7.1-online-tls.ocsf.json";

  /** The usual event in both formats, and the first with its finding repeated up to a size. */
  @Param({"asff", "ocsf", "10KB", "100KB", "1MB"})
  public String event;

  private byte[] bytes;
  private ReplicationGroup group;
  private final EventReader reader = new EventReader(Control.ids());
  private final Offer offer = new Offer(List.of());

  /** Reads the group that the events are about from a local cloud. */
  @Setup
  public void read() throws IOException {
    bytes = bytes(event);
    GroupArn arn =
        GroupArn.parse("arn:aws:elasticache:us-east-1:111122223333:replicationgroup:orders-cache");
    try (ColdCloud cloud = new ColdCloud("{}")) {
      group = new GroupReader(cloud.operator().elastiCache(Place.of(arn))).read(arn).orElseThrow();
    }
  }

  static byte[] bytes(String event) throws IOException {
    return switch (event) {
      case "asff" -> Files.readAllBytes(Path.of(ASFF));
      case "ocsf" -> Files.readAllBytes(Path.of(OCSF));
      case "10KB" -> repeated(10 * 1024);
      case "100KB" -> repeated(100 * 1024);
      default -> repeated(EventReader.LARGEST);
    };
  }

  /** As many findings as fit. */
  private static byte[] repeated(int size) throws IOException {
    String text = Files.readString(Path.of(ASFF));
    int from = text.indexOf('{', text.indexOf("\"findings\""));
    int to = text.lastIndexOf('}', text.lastIndexOf(']')) + 1;
    String finding = text.substring(from, to);
    StringBuilder all = new StringBuilder(text.substring(0, to));
    String rest = text.substring(to);
    while (all.length() + finding.length() + rest.length() + 1 <= size) {
      all.append(',').append(finding);
    }
    return all.append(rest).toString().getBytes(StandardCharsets.UTF_8);
  }

  /** What JMH calls. */
  @Benchmark
  public List<Plan> plan() {
    List<Plan> plans = new ArrayList<>();
    Policy policy = Policy.of(Map.of(), group.spec().tags());
    for (Intake intake : reader.read(EventReader.parse(bytes))) {
      if (intake instanceof Intake.Failed failed) {
        plans.add(Planner.plan(group, Control.of(failed.finding().control()), policy, offer));
      }
    }
    return plans;
  }
}
