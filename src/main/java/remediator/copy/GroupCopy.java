package remediator.copy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import remediator.copy.node.CopyProblemException;
import remediator.copy.walk.BatchTally;
import remediator.copy.walk.KeyWalk;
import remediator.copy.walk.WalkBudget;
import remediator.copy.walk.WalkPosition;
import remediator.probe.NodeSocketFactory;

/**
 * Measures, copies or compares all keys of two replication groups, in invocations that hand their
 * positions to the next. Whatever is wrong with the groups is an answer with a {@code problem}, and
 * with {@code again}: whether the same can succeed later.
 */
public final class GroupCopy {
  /** Larger batches are no faster, and keep an engine from its clients for longer. */
  private static final int BATCH_KEYS = 1000;

  private final NodeSocketFactory sockets;
  private final int batches;
  private final int batchKeys;
  private final long largestValue;

  public GroupCopy(NodeSocketFactory sockets) {
    this(sockets, Integer.MAX_VALUE, BATCH_KEYS, MemoryWindow.largestOfThisHeap());
  }

  /**
   * For tests, which interrupt it.
   *
   * @param batches most of one invocation
   */
  GroupCopy(NodeSocketFactory sockets, int batches, int batchKeys, long largestValue) {
    this.sockets = sockets;
    this.batches = batches;
    this.batchKeys = batchKeys;
    this.largestValue = largestValue;
  }

  /**
   * Does one invocation's part.
   *
   * @param input {@code work}, {@code source}, {@code target}, {@code position} and {@code seconds}
   * @param remaining until the function is ended
   * @throws IllegalArgumentException where the input is no such request
   */
  public Map<String, Object> run(Map<String, Object> input, Duration remaining) {
    CopyRequest request = CopyRequest.of(input, remaining);
    return switch (request.work()) {
      case "measure" ->
          new GroupMeasurement(sockets, request, batchKeys, new MemoryWindow(largestValue))
              .measure();
      case "copy" -> copy(request);
      case "compare" -> compare(request);
      default -> throw new IllegalArgumentException("The work " + request.work() + " is unknown.");
    };
  }

  private Map<String, Object> copy(CopyRequest request) {
    Map<String, Object> answer = begin(request);
    Map<String, Object> position = new LinkedHashMap<>(request.position());
    boolean done = false;
    try {
      GroupPair pair = discover(request, position);
      if (!Boolean.TRUE.equals(position.get("functions"))) {
        FunctionLibraries.copy(pair.source(), pair.target());
        position.put("functions", true);
      }
      WalkPosition walk = WalkPosition.of(pair.source(), position.get("shards"), batchKeys);
      MemoryWindow window = new MemoryWindow(largestValue);
      try {
        new KeyWalk(
                pair.source(),
                walk.walks(),
                () -> KeyCopier.of(pair.target(), window),
                budget(request))
            .run();
      } finally {
        position.put("shards", walk.toMap());
      }
      pair.requireUnchanged();
      done = walk.isFinished();
    } catch (CopyProblemException e) {
      tell(e, answer);
    }
    BatchTally tally = WalkPosition.tally(position.get("shards"));
    answer.put("done", done);
    answer.put("position", position);
    answer.put("keys", tally.keys());
    answer.put("bytes", tally.bytes());
    return answer;
  }

  private Map<String, Object> compare(CopyRequest request) {
    Map<String, Object> answer = begin(request);
    Map<String, Object> position = new LinkedHashMap<>(request.position());
    boolean done = false;
    try {
      GroupPair pair = discover(request, position);
      if (!position.containsKey("functions")) {
        BatchTally functions = new BatchTally();
        FunctionLibraries.compare(pair.source(), pair.target(), functions);
        position.put("functions", functions.toMap(BatchTally.MOST_DIFFERENCES));
      }
      WalkBudget budget = budget(request);
      MemoryWindow window = new MemoryWindow(largestValue);
      WalkPosition there = WalkPosition.of(pair.source(), position.get("shards"), batchKeys);
      WalkPosition back = WalkPosition.of(pair.target(), position.get("back"), batchKeys);
      try {
        new KeyWalk(
                pair.source(), there.walks(), () -> new KeyComparer(pair.target(), window), budget)
            .run();
        new KeyWalk(pair.target(), back.walks(), () -> new LeftOverFinder(pair.source()), budget)
            .run();
      } finally {
        position.put("shards", there.toMap());
        position.put("back", back.toMap());
      }
      pair.requireUnchanged();
      done = there.isFinished() && back.isFinished();
    } catch (CopyProblemException e) {
      tell(e, answer);
    }
    BatchTally all = WalkPosition.tally(position.get("shards"));
    long compared = all.keys();
    all.merge(WalkPosition.tally(position.get("back")));
    if (position.get("functions") instanceof Map<?, ?> functions) {
      all.merge(BatchTally.of(functions));
    }
    answer.put("done", done);
    answer.put("position", position);
    answer.put("compared", compared);
    answer.put("expired", all.expired());
    answer.put("differing", all.differing());
    answer.put("differences", all.differences());
    return answer;
  }

  /** Both groups; where the target's processes are others than before, all begins anew. */
  private GroupPair discover(CopyRequest request, Map<String, Object> position) {
    GroupPair pair = GroupPair.discover(sockets, request);
    if (pair.isNewTarget(position)) {
      position.clear();
    }
    position.put("targets", pair.target().identities());
    return pair;
  }

  private static Map<String, Object> begin(CopyRequest request) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("work", request.work());
    return answer;
  }

  private static void tell(CopyProblemException problem, Map<String, Object> answer) {
    answer.put("problem", problem.getMessage());
    answer.put("again", problem.again());
  }

  private WalkBudget budget(CopyRequest request) {
    return new WalkBudget(request.time(), batches);
  }
}
