package remediator.local;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a program ends that Maven has started. */
public final class ProgramEnd {
  /** Maven's own main class, by every script that starts it. */
  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  private static final int PATIENCE_SECONDS = 10;

  private ProgramEnd() {}

  /**
   * Ends this JVM. Where the program did not do what it was asked for, Maven ends with it: a build
   * that fails writes a dozen lines about itself, and the sentence that helps is lost above them.
   * Maven's exit status is then that of a process that was told to end (143).
   */
  public static void exit(int status) {
    if (status != 0) {
      maven().ifPresent(ProgramEnd::endBefore);
    }
    System.exit(status);
  }

  /** Has this JVM end when Maven is ended, which ends nobody with it. */
  public static void withMaven() {
    maven()
        .ifPresent(
            maven -> {
              var _ = maven.onExit().thenRun(() -> System.exit(1));
            });
  }

  private static Optional<ProcessHandle> maven() {
    return ProcessHandle.current()
        .parent()
        .filter(p -> p.info().commandLine().orElse("").contains(MAVEN));
  }

  /** Maven must not see that this process ends, or it would say so. */
  private static void endBefore(ProcessHandle maven) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(maven), "maven-ends-first"));
    maven.destroy();
  }

  private static void await(ProcessHandle maven) {
    try {
      maven.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      // Then Maven says what it says.
    }
  }
}
