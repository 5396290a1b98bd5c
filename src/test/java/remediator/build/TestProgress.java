package remediator.build;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Prints where the tests are while one class takes long, so that nobody takes a build for hung.
 * JUnit finds it by {@code META-INF/services}.
 */
public final class TestProgress implements BeforeAllCallback, AfterEachCallback {
  private static final Duration EVERY = Duration.ofSeconds(15);
  private static final TestProgress TOLD = new TestProgress();

  private boolean started;
  private int done;
  private String running = "";
  private long since;

  @Override
  public void beforeAll(ExtensionContext context) {
    TOLD.begins(context.getRequiredTestClass().getSimpleName(), System.nanoTime());
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TOLD.ends();
  }

  synchronized void begins(String testClass, long now) {
    running = testClass;
    since = now;
    if (this == TOLD && !started) {
      started = true;
      Thread.ofPlatform().daemon().name("test-progress").start(this::tell);
    }
  }

  synchronized void ends() {
    done++;
  }

  /** Nothing while classes end sooner than a line is due. */
  synchronized Optional<String> line(long now) {
    long seconds = Duration.ofNanos(now - since).toSeconds();
    return seconds < EVERY.toSeconds()
        ? Optional.empty()
        : Optional.of(
            "... %s has been running for %d s; %d tests done".formatted(running, seconds, done));
  }

  private void tell() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        line(System.nanoTime()).ifPresent(System.out::println);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
