package remediator.local;

import awsemulator.cloud.CallerIdentity;
import awsemulator.services.SnsService;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.local.cloud.LocalCloud;
import remediator.local.report.GateCommand;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sfn.SfnClient;

/** Answers gates by the messages that ask, each as the test wants it; what is not set, with yes. */
public final class Gatekeeper {

  /** Something that is sent with a task's token, or nothing. */
  private interface Answer {
    void send(SfnClient client, String token);
  }

  private final LocalCloud cloud;
  private final Map<String, Answer> answers = new HashMap<>();
  private final Map<String, Runnable> before = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private Duration thinks = Duration.ofMinutes(15);

  Gatekeeper(LocalCloud cloud) {
    this.cloud = cloud;
    cloud.sns.onPublish(this::read);
  }

  /** A person says no. */
  public void reject(String gate, String cause) {
    answers.put(
        gate, (c, t) -> c.sendTaskFailure(r -> r.taskToken(t).error("Rejected").cause(cause)));
  }

  /** How long it takes until somebody answers. */
  public Gatekeeper thinking(Duration time) {
    thinks = time;
    return this;
  }

  /** Nobody answers. */
  public void ignore(String gate) {
    answers.put(gate, (c, t) -> {});
  }

  /** This is sent as a success. */
  public void answer(String gate, String json) {
    answers.put(gate, (c, t) -> c.sendTaskSuccess(r -> r.taskToken(t).output(json)));
  }

  /** Something happens just before the gate is answered. */
  public void before(String gate, Runnable event) {
    before.put(gate, event);
  }

  /** The gates that were asked, in order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  private void read(SnsService.Message message) {
    Optional<GateCommand> fetch = GateCommand.in(message.message());
    if (fetch.isEmpty()) {
      return;
    }
    String gate = fetch.get().gate();
    // Gate required is raised anew each time; of the others it is the same question once more.
    if ("GATE_REMINDER".equals(message.messageAttributes().get("kind"))
        && !gate.equals("required")) {
      return;
    }
    asked.add(gate);
    cloud.clock.schedule(thinks, () -> answer(gate, fetch.get()));
  }

  private void answer(String gate, GateCommand fetch) {
    before.getOrDefault(gate, () -> {}).run();
    Answer yes =
        (c, t) -> c.sendTaskSuccess(r -> r.taskToken(t).output("{\"decision\":\"approved\"}"));
    URI uri = cloud.uri();
    try (SfnClient client =
        SfnClient.builder()
            .endpointOverride(uri)
            .region(Region.of(LocalCloud.REGION))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, LocalCloud.ACCOUNT))
            .build()) {
      answers.getOrDefault(gate, yes).send(client, fetch.token(cloud));
    }
  }
}
