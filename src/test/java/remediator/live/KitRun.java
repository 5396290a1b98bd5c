package remediator.live;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.live.ask.ExpectationCatalog;
import remediator.live.core.Expectation;
import remediator.live.core.LiveAccount;
import remediator.live.core.LiveStage;
import remediator.live.sandbox.SandboxCloud;

/** One run of the kit against a local cloud, and what it printed. */
final class KitRun implements AutoCloseable {
  final AwsRun run;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  KitRun(SandboxCloud cloud, Path journals) {
    this(cloud, journals, SandboxCloud.RUN);
  }

  KitRun(SandboxCloud cloud, Path journals, String name) {
    run =
        new AwsRun(
            Optional.of(cloud.uri()),
            SandboxCloud.REGION,
            cloud.caller(),
            name,
            cloud.time(),
            new RunFiles(journals, report(journals)),
            new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  /** Beside the journals, which are to be gone at the end. */
  static Path report(Path journals) {
    return journals.resolveSibling(journals.getFileName() + "-reality.json");
  }

  boolean all() {
    return of(LiveStage.values());
  }

  boolean of(LiveStage... stages) {
    return of(ExpectationCatalog.all(), stages);
  }

  /** Of these expectations only. */
  boolean of(List<Expectation> expectations, LiveStage... stages) {
    return run.run(options(SandboxCloud.ACCOUNT, "100", stages), expectations);
  }

  static LiveOptions options(String account, String maxCost, LiveStage... stages) {
    return new LiveOptions(
        account,
        Stream.of(stages).toList(),
        new BigDecimal(maxCost),
        new LiveAccount.Choices("cache.t4g.micro", "default"));
  }

  boolean clean(String account) {
    return run.clean(options(account, "0"));
  }

  /** What was printed, in one line. */
  String said() {
    return printed().replaceAll("\\s+", " ");
  }

  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    run.close();
  }
}
