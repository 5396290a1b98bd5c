package remediator.local;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How a program ends that Maven has started. */
public final class ProgramEnd {
  /** What {@link GivenProperties#run} returns for an argument that is of no use. */
  static final int MISUSED = 2;

  /** Maven's own main class, by every script that starts it. */
  private static final String MAVEN = "org.codehaus.plexus.classworlds.launcher.Launcher";

  private static final int PATIENCE_SECONDS = 10;

  private ProgramEnd() {}

  /**
   * Ends this JVM. Where the program was asked for something that it cannot do, Maven ends with it:
   * a build that fails writes a dozen lines about itself, and the sentence that helps is lost above
   * them. Maven's exit status is then that of a process that was told to end.
   */
  public static void exit(int status) {
    if (status == MISUSED) {
      ProcessHandle.current()
          .parent()
          .filter(p -> p.info().commandLine().orElse("").contains(MAVEN))
          .ifPresent(ProgramEnd::endBefore);
    }
    System.exit(status);
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
