package remediator.matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import remediator.matrix.Judge.Ending;

/** Runs cells, as many at a time as there are processors. */
final class Matrix implements AutoCloseable {
  /** A cell and how it ended. */
  record Result(Cell cell, Ending ending) {}

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("matrix-", 0).factory());
  private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(Worker::new);

  /** All cells of all kinds of flows. */
  List<Cell> cells() {
    return cells(Stream.of(Flow.values()).toList());
  }

  List<Cell> cells(List<Flow> flows) {
    Map<Flow, List<Seen>> seen = new EnumMap<>(Flow.class);
    each(List.of(Flow.values()), f -> Map.entry(f, seen(f)))
        .forEach(e -> seen.put(e.getKey(), e.getValue()));
    return flows.stream()
        .flatMap(f -> Cells.of(f, seen.get(f), f.like().map(seen::get).orElse(List.of())).stream())
        .toList();
  }

  private List<Seen> seen(Flow flow) {
    workers.get().cool();
    Trial clean = new Trial(workers.get(), flow, new Mishap.None(), Variant.PRODUCT).run();
    Ending ending = Judge.of(clean);
    if (ending.outcome() != flow.end()) {
      throw new IllegalStateException(flow + " goes another way by itself: " + ending);
    }
    return clean.drill().seen();
  }

  /** Some of them, the same ones for the same seed. */
  static List<Cell> some(List<Cell> all, int howMany, long seed) {
    List<Cell> shuffled = new ArrayList<>(all);
    Collections.shuffle(shuffled, new Random(seed));
    return List.copyOf(shuffled.subList(0, Math.min(howMany, shuffled.size())));
  }

  /**
   * Runs them.
   *
   * @param tell hears of each as it ends, from several threads
   */
  List<Result> run(List<Cell> cells, Variant variant, Consumer<Result> tell) {
    return each(
        cells,
        cell -> {
          Result result = new Result(cell, run(cell, variant));
          tell.accept(result);
          return result;
        });
  }

  private Ending run(Cell cell, Variant variant) {
    try {
      Trial trial = new Trial(workers.get(), cell.flow(), cell.mishap(), variant).run();
      if (!trial.drill().reached()) {
        // A warm function need not ask again what it has been told before.
        workers.get().cool();
        trial = new Trial(workers.get(), cell.flow(), cell.mishap(), variant).run();
      }
      if (!trial.drill().reached()) {
        return new Ending(Judge.Outcome.NEVER, List.of("the mishap did not happen"));
      }
      return Judge.of(trial);
    } catch (RuntimeException | Killed e) {
      return new Ending(Judge.Outcome.NEVER, List.of("the trial broke off: " + e));
    }
  }

  private interface Work<A, B> {
    B apply(A a);
  }

  private <A, B> List<B> each(List<A> all, Work<A, B> work) {
    List<Callable<B>> calls = new ArrayList<>();
    all.forEach(a -> calls.add(() -> work.apply(a)));
    List<B> results = new ArrayList<>();
    try {
      for (Future<B> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
    return results;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
