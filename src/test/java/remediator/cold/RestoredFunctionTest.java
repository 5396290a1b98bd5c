package remediator.cold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import remediator.cold.ManagedRuntime.Function;
import remediator.cold.ManagedRuntime.Snapshot;
import remediator.cold.ManagedRuntime.Start;
import remediator.finding.Events;
import remediator.local.ColdCloud;

/** The function that takes findings, as SnapStart stops and restores it, in AWS's own runtime. */
@Isolated("measures what another test would slow down")
class RestoredFunctionTest {
  private static final byte[] EVENT = Events.sample("ec5-redis-7.1-online-tls").bytes();

  @TempDir private Path folder;

  @Test
  void itsFirstFindingIsDealtWithByWhatTheRehearsalLoaded() throws Exception {
    Path loaded = folder.resolve("loaded.txt");
    ManagedRuntime runtime = new ManagedRuntime(System.getProperty("java.class.path"), folder);
    Function function =
        new Function(
            "finding",
            Path.of("").toAbsolutePath(),
            "remediator.lambda.FindingHandler::handleRequest");
    try (ColdCloud cloud = new ColdCloud(new String(EVENT, StandardCharsets.UTF_8));
        Snapshot snapshot =
            runtime.snapshot(
                function, EVENT, cloud.environment(), List.of("-Xlog:class+load:file=" + loaded))) {
      List<String> before = Files.readAllLines(loaded);
      assertThat(cloud.calls()).as("calls before the snapshot").isEmpty();
      assertThat(snapshot.credentialsAsked()).as("credentials in the snapshot").isZero();

      Start start = snapshot.restore();

      // Off Lambda the runtime passes on what is logged with the first answer only.
      assertThat(Files.readString(runtime.log(function)))
          .containsPattern("rehearsed.*replicationgroup:rehearsal.*ONLINE_TLS");
      assertThat(start.answer()).contains("\"decision\":\"ONLINE_TLS\"");
      assertThat(cloud.calls())
          .containsAllEntriesOf(
              Map.of("ElastiCache.ModifyReplicationGroup", 1, "SFN.StartExecution", 1));
      assertThat(snapshot.credentialsAsked()).isOne();
      List<String> after = Files.readAllLines(loaded);
      assertThat(after.subList(before.size(), after.size()))
          .as("classes that were loaded after the restore")
          .hasSizeLessThan(100);
    }
  }
}
