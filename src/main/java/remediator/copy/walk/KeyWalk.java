package remediator.copy.walk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import remediator.copy.node.CopyProblemException;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.NodeConnection;
import remediator.copy.walk.ShardWalk.KeyBatch;

/**
 * Goes through all keys of one side, several shards side by side, and several lanes in each: while
 * one waits for the other side, another keeps the shard busy.
 */
public final class KeyWalk {
  /** More than this many at one engine only wait for each other: it does one thing at a time. */
  private static final int LANES_AT_A_SHARD = 3;

  private static final int MOST_LANES = 12;

  /** What is done with keys; each lane has one of its own. */
  public interface BatchWork extends AutoCloseable {
    /**
     * Does it.
     *
     * @param own connection to the shard that the keys are of, with their database selected
     */
    BatchTally process(KeyBatch batch, NodeConnection own);

    /** Closes its connections to the other side. */
    @Override
    void close();
  }

  /** Begins the work of one lane. */
  @FunctionalInterface
  public interface WorkFactory {
    BatchWork open();
  }

  private final GroupTopology side;
  private final List<ShardWalk> shards;
  private final WorkFactory works;
  private final WalkBudget budget;
  private final Map<ShardWalk, Integer> lanes = new HashMap<>();
  private boolean failed;

  public KeyWalk(GroupTopology side, List<ShardWalk> shards, WorkFactory works, WalkBudget budget) {
    this.side = side;
    this.shards = shards;
    this.works = works;
    this.budget = budget;
  }

  /**
   * Works until all is done or the budget is used up. Where a lane fails, the others finish what
   * they have.
   *
   * @throws CopyProblemException the first of the lanes' problems
   */
  public void run() {
    int count = Math.min(MOST_LANES, shards.size() * LANES_AT_A_SHARD);
    List<Callable<Void>> work = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      work.add(this::lane);
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, count))) {
      for (Future<Void> lane : threads.invokeAll(work)) {
        lane.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while copying", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CopyProblemException problem
          ? problem
          : new IllegalStateException("a lane of the copy failed", e.getCause());
    }
  }

  private Void lane() {
    try {
      for (ShardWalk shard = join(); shard != null; shard = join()) {
        try (NodeConnection own = side.connect(shard.node());
            BatchWork work = works.open()) {
          workAt(shard, own, work);
        } finally {
          leave(shard);
        }
      }
      return null;
    } catch (RuntimeException e) {
      fail();
      throw e;
    }
  }

  private void workAt(ShardWalk shard, NodeConnection own, BatchWork work) {
    while (!hasFailed() && budget.takeBatch()) {
      KeyBatch batch = shard.take(own);
      if (batch == null) {
        budget.giveBack();
        return;
      }
      own.select(batch.database());
      shard.finish(batch, work.process(batch, own));
    }
  }

  /** Goes to the shard with the fewest lanes of those that have keys left. */
  private synchronized ShardWalk join() {
    ShardWalk best = null;
    for (ShardWalk shard : shards) {
      int there = lanes.getOrDefault(shard, 0);
      if (!shard.isTaken()
          && there < LANES_AT_A_SHARD
          && (best == null || there < lanes.getOrDefault(best, 0))) {
        best = shard;
      }
    }
    if (best == null || failed || budget.isUsedUp()) {
      return null;
    }
    lanes.merge(best, 1, Integer::sum);
    return best;
  }

  private synchronized void leave(ShardWalk shard) {
    lanes.merge(shard, -1, Integer::sum);
  }

  private synchronized void fail() {
    failed = true;
  }

  private synchronized boolean hasFailed() {
    return failed;
  }
}
