package remediator.live;

import awsemulator.cloud.InjectedFault;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import remediator.live.sandbox.SandboxCloud;

/**
 * A run in a program of its own, held where a group is changed until the program is interrupted.
 */
final class HeldLiveRun {
  private HeldLiveRun() {}

  /**
   * @param arguments the folder of journals
   */
  public static void main(String[] arguments) {
    Path journals = Path.of(arguments[0]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (SandboxCloud cloud =
            new SandboxCloud(
                (caller, service, operation) -> {
                  if (operation.equals("ModifyReplicationGroup")) {
                    hold();
                  }
                  return InjectedFault.NONE;
                });
        AwsRun run =
            new AwsRun(
                Optional.of(cloud.uri()),
                SandboxCloud.REGION,
                cloud.caller(),
                SandboxCloud.RUN,
                cloud.time(),
                new RunFiles(journals, KitRun.report(journals)),
                out)) {
      run.run(
          KitRun.options(SandboxCloud.ACCOUNT, "9", InterruptedRunTest.STAGES),
          InterruptedRunTest.SOME);
    }
  }

  /** Until the hook has told the run to stop, and waits for its end. */
  private static void hold() {
    System.out.println("held");
    while (Thread.getAllStackTraces().keySet().stream()
        .noneMatch(
            t ->
                t.getName().equals("live-run-ends")
                    && t.getState() == Thread.State.TIMED_WAITING)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
