package remediator.guard;

import awsemulator.cloud.FaultPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import remediator.ledger.RemediationCase;
import remediator.local.CloudRun;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GroupKind;

/** Several groups of one account and Region whose findings come one after the other. */
final class Crowd implements AutoCloseable {
  static final String ACCOUNT = "300000000000";

  private final GeneratedEstate estate;
  final CloudRun run;

  Crowd(Path folder, int groups, Map<String, String> parameters) throws IOException {
    this(folder, groups, GroupKind.TLS_OFF, parameters);
  }

  Crowd(Path folder, int groups, GroupKind kind, Map<String, String> parameters)
      throws IOException {
    estate =
        new GeneratedEstate(
            IntStream.range(0, groups)
                .mapToObj(i -> new GeneratedEstate.Group(kind, ACCOUNT, "cache-" + i))
                .toList());
    run = new CloudRun(estate.fleet(folder), parameters, FaultPlan.NEVER);
    copies().forEach(run::importing);
  }

  private List<byte[]> copies() {
    return new Deliveries(estate, 1).copies();
  }

  /** The finding of each group, once, in the order of the groups. */
  Crowd arrives() {
    for (int i = 0; i < estate.groups().size(); i++) {
      run.send(copies().get(i * (copies().size() / estate.groups().size())));
    }
    return this;
  }

  /** What the hourly rule of the template does. */
  void lookAtLines() throws Exception {
    run.invoke("ReconcileFunction", "{\"command\":\"lines\"}".getBytes(StandardCharsets.UTF_8));
    // The queue hands its messages over.
    run.forTime(Duration.ofSeconds(1));
  }

  /** What the alarm's rule of the template sends. */
  void alarmGoesOff() throws Exception {
    run.invoke(
        "FindingFunction",
        "{\"maintenance\":\"pause-new-flows\"}".getBytes(StandardCharsets.UTF_8));
  }

  String arn(int i) {
    return estate.groups().get(i).arn();
  }

  /** The groups' states in the ledger, {@code -} where there is none. */
  String states() {
    return estate.groups().stream()
        .map(g -> run.ledger(g.arn()).map(c -> c.state().name()).orElse("-"))
        .collect(Collectors.joining(" "));
  }

  RemediationCase ledger(int i) {
    return run.ledger(arn(i)).orElseThrow();
  }

  /** The ids of the groups in the order that their flows were started in. */
  List<String> started() {
    List<String> ids = new ArrayList<>();
    run.executions()
        .forEach(e -> ids.add(e.name().replaceFirst("-[0-9a-f]{8}-[0-9]+-[0-9a-f]{8}$", "")));
    return ids;
  }

  /** The most executions that ran at one time. */
  int most() {
    Map<Long, Integer> changes = new HashMap<>();
    run.executions()
        .forEach(
            e -> {
              changes.merge(e.started().toEpochMilli() * 2 + 1, 1, Integer::sum);
              if (e.stopped() != null) {
                changes.merge(e.stopped().toEpochMilli() * 2, -1, Integer::sum);
              }
            });
    int now = 0;
    int most = 0;
    for (long at : changes.keySet().stream().sorted().toList()) {
      now += changes.get(at);
      most = Math.max(most, now);
    }
    return most;
  }

  void turn(String position) {
    run.operator("111122223333", "us-east-1")
        .ssm()
        .putParameter(
            r -> r.name("/elasticache-encryption/switch").value(position).overwrite(true));
  }

  @Override
  public void close() {
    run.close();
  }
}
