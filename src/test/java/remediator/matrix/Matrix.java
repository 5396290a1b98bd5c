package remediator.matrix;

import java.io.PrintStream;
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
import remediator.matrix.mishap.Killed;
import remediator.matrix.mishap.Script;
import remediator.matrix.trial.Belongings;
import remediator.matrix.trial.Flow;
import remediator.matrix.trial.Judge;
import remediator.matrix.trial.Judge.Ending;
import remediator.matrix.trial.SceneRecorder;
import remediator.matrix.trial.Trial;
import remediator.matrix.trial.Variant;
import remediator.matrix.trial.Worker;

/** Runs cells, as many at a time as there are processors. */
final class Matrix implements AutoCloseable {
  /** A cell and how it ended. */
  record Result(Cell cell, Ending ending) {}

  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("matrix-", 0).factory());
  private final ThreadLocal<Worker> workers = ThreadLocal.withInitial(Worker::new);
  private long impossible;

  /** All cells of all kinds of flows. */
  List<Cell> cells() {
    return cells(System.out);
  }

  List<Cell> cells(PrintStream out) {
    List<Flow> flows = List.of(Flow.values());
    Map<Flow, Script> scripts = new EnumMap<>(Flow.class);
    Progress progress = new Progress(out, "kinds of flows as they go by themselves", flows.size());
    each(
            flows,
            f -> {
              Script script = script(f);
              progress.ended(true);
              return Map.entry(f, script);
            })
        .forEach(e -> scripts.put(e.getKey(), e.getValue()));
    List<Cell> all = new ArrayList<>();
    impossible = 0;
    for (Flow flow : flows) {
      Script like = flow.like().map(scripts::get).orElse(Script.EMPTY);
      all.addAll(Cells.of(flow, scripts.get(flow).seen(), like.seen()));
      ActCells acts = ActCells.of(flow, scripts.get(flow), like);
      all.addAll(acts.cells());
      impossible += acts.impossible();
    }
    return List.copyOf(all);
  }

  /** How many acts at how many moments make no cell, since they cannot be done. */
  long impossible() {
    return impossible;
  }

  /**
   * Twice: the first time tells which moments there are, and names with a random part, which cannot
   * be foreseen, are not the same both times.
   */
  private Script script(Flow flow) {
    Script first = once(flow, new SceneRecorder(List.of()));
    return once(flow, new SceneRecorder(first.seen())).foreseeing(first);
  }

  private Script once(Flow flow, SceneRecorder recorder) {
    workers.get().cool();
    Trial clean = new Trial(workers.get(), flow, recorder).run();
    Ending ending = Judge.of(clean);
    if (ending.outcome() != flow.end()) {
      throw new IllegalStateException(flow + " goes another way by itself: " + ending);
    }
    List<String> made =
        clean.inspector().belongings().ever().stream()
            .filter(t -> t.maker() instanceof Belongings.Flow)
            .map(Belongings.Thing::arn)
            .filter(arn -> !arn.equals(flow.group().toString()))
            .toList();
    return new Script(clean.drill().seen(), recorder.scenes(), made);
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
    Progress progress = new Progress(System.out, "cells", cells.size());
    return each(
        cells,
        cell -> {
          Result result = new Result(cell, run(cell, variant));
          progress.ended(result.ending().outcome() != Judge.Outcome.NEVER);
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
