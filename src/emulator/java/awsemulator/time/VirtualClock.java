package awsemulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The local cloud's time. It stands still until somebody advances it, so half an hour of cloud time
 * costs no more than the work that is due in it.
 *
 * <p>Whoever changes or reads the state of the cloud holds this object's monitor: the HTTP threads
 * while they answer a call, the driving thread while it runs what is due. Tasks must not wait for
 * an HTTP answer while they hold it; {@link #runNext} therefore runs a task without holding it.
 */
public final class VirtualClock implements InstantSource {
  private record Task(Instant due, long order, boolean deadline, Runnable work)
      implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byTime = due.compareTo(other.due);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }

  private final PriorityQueue<Task> tasks = new PriorityQueue<>();
  private final List<Runnable> looks = new ArrayList<>();
  private Instant now;
  private long order;

  public VirtualClock(Instant start) {
    this.now = start;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  /**
   * Runs {@code work} when {@code delay} of cloud time has passed, after all that is due before.
   */
  public synchronized void schedule(Duration delay, Runnable work) {
    add(delay, false, work);
  }

  /**
   * The same for a time-out, which mostly finds nothing left to do when it is due: {@link #busy}
   * does not count it.
   */
  public synchronized void deadline(Duration delay, Runnable work) {
    add(delay, true, work);
  }

  private void add(Duration delay, boolean deadline, Runnable work) {
    Instant due = delay.isNegative() ? now : now.plus(delay);
    tasks.add(new Task(due, order++, deadline, work));
  }

  /**
   * Is called each time before time moves on, with nothing held: what has happened by then has
   * happened at the instant that it still is.
   */
  public synchronized void beforeEachJump(Runnable look) {
    looks.add(look);
  }

  private void aboutToJump() {
    List<Runnable> all;
    synchronized (this) {
      if (tasks.isEmpty() || !tasks.peek().due().isAfter(now)) {
        return;
      }
      all = List.copyOf(looks);
    }
    all.forEach(Runnable::run);
  }

  /** Whether anything but deadlines is scheduled. */
  public synchronized boolean busy() {
    return tasks.stream().anyMatch(t -> !t.deadline());
  }

  /** Time until the next task, or null where nothing is scheduled. */
  public synchronized Duration untilNext() {
    return tasks.isEmpty() ? null : Duration.between(now, tasks.peek().due());
  }

  /** Jumps to the next task and runs it; false where nothing is scheduled. */
  public boolean runNext() {
    aboutToJump();
    Task task;
    synchronized (this) {
      task = tasks.poll();
      if (task == null) {
        return false;
      }
      now = task.due().isAfter(now) ? task.due() : now;
    }
    task.work().run();
    return true;
  }

  /** Time goes by without anything being run: what falls due meanwhile is late. */
  public synchronized void pass(Duration span) {
    now = now.plus(span);
  }

  /** Runs everything that is due within {@code span}, then stands at its end. */
  public void advance(Duration span) {
    Instant end = instant().plus(span);
    while (dueBy(end)) {
      runNext();
    }
    synchronized (this) {
      now = end.isAfter(now) ? end : now;
    }
  }

  private synchronized boolean dueBy(Instant end) {
    return !tasks.isEmpty() && !tasks.peek().due().isAfter(end);
  }
}
