package remediator.copy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.json.StrictJson;
import remediator.probe.VpcSocketFactory;

/** Calls the engine as the flow does: with what JSON makes of its answers. */
final class CopyRuns {
  /** A flow that goes on for ever is a failure. */
  private static final int MOST_INVOCATIONS = 2_000;

  private static final long LARGEST = 128L << 20;

  private final GroupCopy copies;
  private final Map<String, Object> input = new LinkedHashMap<>();

  CopyRuns(ServerGroup source, ServerGroup target, int batches, int batchKeys) {
    this(source.nodes(), target.nodes(), batches, batchKeys);
  }

  CopyRuns(List<String> source, List<String> target, int batches, int batchKeys) {
    this(new GroupCopy(new VpcSocketFactory(), batches, batchKeys, LARGEST), source, target);
  }

  CopyRuns(GroupCopy copies, List<String> source, List<String> target) {
    this.copies = copies;
    input.put("source", Map.of("nodes", source, "tls", false));
    input.put("target", Map.of("nodes", target, "tls", false));
  }

  static CopyRuns whole(ServerGroup source, ServerGroup target) {
    return new CopyRuns(source, target, Integer.MAX_VALUE, 1000);
  }

  /** One invocation. */
  Map<String, Object> once(String work, Object position) {
    Map<String, Object> asked = new LinkedHashMap<>(input);
    asked.put("work", work);
    asked.put("position", position);
    byte[] answer = StrictJson.writeBytes(copies.run(asked, Duration.ofMinutes(10)));
    assertThat(answer).hasSizeLessThan(200_000);
    return StrictJson.readObject(answer);
  }

  /** Until it is done or there is a problem. */
  Map<String, Object> all(String work) {
    Map<String, Object> answer = once(work, null);
    int invocations = 1;
    while (Boolean.FALSE.equals(answer.get("done")) && !answer.containsKey("problem")) {
      assertThat(++invocations).isLessThan(MOST_INVOCATIONS);
      answer = once(work, answer.get("position"));
    }
    answer.put("invocations", invocations);
    return answer;
  }

  /** Copies all, and requires that it went well. */
  Map<String, Object> copy() {
    Map<String, Object> answer = all("copy");
    assertThat(answer).containsEntry("done", true).doesNotContainKey("problem");
    return answer;
  }

  /** Compares all, and requires that it went through. */
  Map<String, Object> compare() {
    Map<String, Object> answer = all("compare");
    assertThat(answer).containsEntry("done", true).doesNotContainKey("problem");
    return answer;
  }
}
