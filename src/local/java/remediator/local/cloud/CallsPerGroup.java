package remediator.local.cloud;

import awsemulator.cloud.CallLog;
import awsemulator.cloud.CallerIdentity;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;

/**
 * Which of the product's calls were made for which group. A step of a flow has its group in its
 * input. An event may name many groups, which are taken one after the other, and each but the
 * closing of a case begins with a look at the group; the log tells when a group is done.
 */
public final class CallsPerGroup {
  /** One invocation: the calls from one index of the log to before another. */
  private record Span(String input, int from, int to) {}

  /** A verdict on a group was logged, before the call of that index. */
  private record Mark(int index, String group) {}

  private final CallLog calls;
  private final List<Span> spans = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();

  CallsPerGroup(CallLog calls) {
    this.calls = calls;
  }

  /** The same handler, watched. One invocation at a time; of several at once, shares mix. */
  RequestStreamHandler watch(RequestStreamHandler handler) {
    return (in, out, context) -> {
      byte[] input = in.readAllBytes();
      int from = calls.size();
      try {
        handler.handleRequest(new ByteArrayInputStream(input), out, context);
      } finally {
        add(new Span(new String(input, StandardCharsets.UTF_8), from, calls.size()));
      }
    };
  }

  private synchronized void add(Span span) {
    spans.add(span);
  }

  /** The product has logged its verdict on a finding of this group. */
  public synchronized void verdict(String group) {
    marks.add(new Mark(calls.size(), group));
  }

  /** Calls by name, in the order of names. */
  public synchronized Map<String, Integer> of(String group) {
    Map<String, Integer> counts = new TreeMap<>();
    List<CallLog.Entry> all = calls.entries();
    for (Span span : spans) {
      List<String> owners = owners(span, all);
      for (int i = span.from(); i < span.to(); i++) {
        if (group.equals(owners.get(i - span.from()))
            && !all.get(i).caller().principal().equals(CallerIdentity.OPERATOR)) {
          counts.merge(all.get(i).name(), 1, Integer::sum);
        }
      }
    }
    return counts;
  }

  /** Whose each call of an invocation is; null where it is nobody's. */
  private List<String> owners(Span span, List<CallLog.Entry> all) {
    String input = groupOf(span.input());
    List<String> owners = new ArrayList<>();
    String now = input;
    for (int i = span.from(); i < span.to(); i++) {
      if (input == null) {
        now = verdictsBefore(i, span, owners) ? null : now;
        String named = named(all.get(i));
        if (named != null) {
          claim(owners, named);
          now = named;
        }
      }
      owners.add(now);
    }
    verdictsBefore(span.to(), span, owners);
    return owners;
  }

  /** Gives calls that are nobody's yet to the verdict that they led to. */
  private boolean verdictsBefore(int index, Span span, List<String> owners) {
    boolean any = false;
    for (Mark mark : marks) {
      if (mark.index() == index && index > span.from()) {
        claim(owners, mark.group());
        any = true;
      }
    }
    return any;
  }

  private static void claim(List<String> owners, String group) {
    owners.replaceAll(owner -> owner == null ? group : owner);
  }

  private static String named(CallLog.Entry entry) {
    return entry.needs().stream()
        .map(need -> need.resource())
        .filter(arn -> arn.matches("arn:.+:replicationgroup:[a-z0-9-]+"))
        .findFirst()
        .orElse(null);
  }

  private static String groupOf(String input) {
    try {
      return StrictJson.readObject(input).get("group") instanceof String s ? s : null;
    } catch (InvalidJsonException e) {
      return null;
    }
  }
}
