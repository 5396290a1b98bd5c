package awsemulator.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work on all shards of a group at the same time. */
final class ParallelShards {
  /** What is done with one of them. */
  interface Work<T, R> {
    R on(T item) throws IOException;
  }

  private ParallelShards() {}

  /**
   * The results in the order of the items.
   *
   * @throws IllegalStateException where one fails, when all have ended; its message is {@code
   *     whatFailed}
   */
  static <T, R> List<R> map(String whatFailed, List<T> items, Work<T, R> work) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<R>> tasks = new ArrayList<>();
      items.forEach(item -> tasks.add(() -> work.on(item)));
      List<R> results = new ArrayList<>();
      for (Future<R> future : threads.invokeAll(tasks)) {
        results.add(future.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException(whatFailed + " " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(whatFailed + " The thread was interrupted.", e);
    }
  }
}
