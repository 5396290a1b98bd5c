package remediator.lambda;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import remediator.aws.AwsErrorText;
import remediator.aws.ClientConfig;
import remediator.json.StrictJson;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Warms the function up before Lambda takes the snapshot that its environments start from ("Runtime
 * hooks for Lambda SnapStart"): builds the function's clients, and deals with a made-up finding,
 * with clients of its own and answers from memory. No call leaves the machine, so there are no
 * connections and no credentials in the snapshot, and nothing has to be renewed after a restore.
 * Random numbers are {@code SecureRandom}'s throughout, which differ in each environment ("Handling
 * uniqueness with Lambda SnapStart").
 */
final class SnapshotRehearsal implements Resource {
  /** The first one loads classes; the others have what is used often compiled. */
  private static final int PASSES = 10;

  private final Runnable clients;

  private SnapshotRehearsal(Runnable clients) {
    this.clients = clients;
  }

  /**
   * Registers one with Lambda.
   *
   * @param clients builds the function's own clients
   * @return it, which must be kept: Lambda holds hooks by weak references
   */
  static SnapshotRehearsal register(Runnable clients) {
    SnapshotRehearsal rehearsal = new SnapshotRehearsal(clients);
    Core.getGlobalContext().register(rehearsal);
    return rehearsal;
  }

  /** Never fails: without the rehearsal the function is slower, and works. */
  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    JsonLogger log = new JsonLogger(LambdaRuntime.getLogger(), "rehearsal");
    try {
      clients.run();
      String answer = "";
      for (int i = 0; i < PASSES; i++) {
        answer = new String(rehearse(), StandardCharsets.UTF_8);
      }
      greet();
      log.info("rehearsed", Map.of("answer", answer));
    } catch (IOException | NoSuchAlgorithmException | RuntimeException e) {
      log.warn("not rehearsed", Map.of("reason", AwsErrorText.of(e)));
    }
  }

  private static byte[] rehearse() throws IOException {
    try (RehearsalServer aws = new RehearsalServer();
        ClientConfig connection =
            new ClientConfig(
                Optional.of(aws.uri()),
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("rehearsal", "rehearsal")))) {
      Map<String, String> environment = new HashMap<>();
      StrictJson.readObject(RehearsalServer.file("environment.json"))
          .forEach((name, value) -> environment.put(name, value.toString()));
      return new FindingHandler(environment, connection, InstantSource.system())
          .answer(RehearsalServer.file("event.json"), JsonLogger.SILENT, () -> true);
    }
  }

  /** Makes TLS's first message, which loads most of TLS, and sends it nowhere. */
  private static void greet() throws IOException, NoSuchAlgorithmException {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("localhost", 443);
    engine.setUseClientMode(true);
    engine.beginHandshake();
    engine.wrap(
        ByteBuffer.allocate(0), ByteBuffer.allocate(engine.getSession().getPacketBufferSize()));
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing is out of date; see above.
  }
}
