package remediator.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import remediator.copy.GroupCopy;
import remediator.json.StrictJson;
import remediator.probe.NodeInspector;
import remediator.probe.NodeSocketFactory;
import remediator.probe.VpcSocketFactory;

/**
 * The function inside the owner's VPC: connects to every node that it is told of, and says how many
 * clients are connected without TLS, and from where; or, asked for {@code writes}, whether the node
 * refuses them; or, asked for {@code work}, measures, copies or compares the keys of two groups. It
 * calls no AWS API, since the subnets need not have a way there, and has no right to.
 */
public final class DataPlaneHandler implements RequestStreamHandler {
  private static final int AT_ONCE = 100;

  private final NodeInspector inspector;
  private final GroupCopy copies;

  /** For Lambda. */
  public DataPlaneHandler() {
    this(new VpcSocketFactory());
  }

  /** For another place than a VPC. */
  public DataPlaneHandler(NodeSocketFactory sockets) {
    this.inspector = new NodeInspector(sockets);
    this.copies = new GroupCopy(sockets);
  }

  @Override
  public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
    Map<String, Object> input = StrictJson.readObject(in.readAllBytes());
    if (input.containsKey("work")) {
      out.write(StrictJson.writeBytes(copy(input, context)));
      return;
    }
    List<?> nodes = input.get("nodes") instanceof List<?> list ? list : List.of();
    boolean tls = Boolean.TRUE.equals(input.get("tls"));
    Function<String, Map<String, Object>> look =
        "writes".equals(input.get("ask"))
            ? node -> Map.of("writes", inspector.tryWrite(node, tls).word())
            : node -> inspector.clients(node).toMap();
    List<Map<String, Object>> seen = lookAt(nodes.stream().map(String::valueOf), look);
    context
        .getLogger()
        .log(
            StrictJson.write(
                    Map.of(
                        "level", "INFO",
                        "message", "looked at nodes",
                        "request", context.getAwsRequestId(),
                        "group", String.valueOf(input.get("group")),
                        "nodes", seen.size()))
                + "\n");
    out.write(StrictJson.writeBytes(Map.of("nodes", seen)));
  }

  private Map<String, Object> copy(Map<String, Object> input, Context context) {
    Map<String, Object> answer =
        copies.run(input, Duration.ofMillis(context.getRemainingTimeInMillis()));
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", answer.containsKey("problem") ? "WARN" : "INFO");
    line.put("message", "worked on keys");
    line.put("request", context.getAwsRequestId());
    line.put("group", String.valueOf(input.get("group")));
    line.put("flow", String.valueOf(input.get("flow")));
    line.putAll(answer);
    // Long, and of use to the next invocation alone.
    line.remove("position");
    context.getLogger().log(StrictJson.write(line) + "\n");
    return answer;
  }

  /** Many at once: a group may have hundreds of nodes, and those out of reach take seconds. */
  private static List<Map<String, Object>> lookAt(
      Stream<String> nodes, Function<String, Map<String, Object>> look) {
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Callable<Map<String, Object>>> looks =
          nodes.map(node -> (Callable<Map<String, Object>>) () -> lookAt(node, look)).toList();
      return threads.invokeAll(looks).stream().map(Future::resultNow).toList();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while looking", e);
    }
  }

  private static Map<String, Object> lookAt(
      String node, Function<String, Map<String, Object>> look) {
    Map<String, Object> seen = new TreeMap<>();
    seen.put("node", node);
    try {
      seen.putAll(look.apply(node));
    } catch (JedisDataException e) {
      // Such as NOAUTH: the probe knows no token.
      seen.put("problem", "it refuses to tell: " + e.getMessage());
    } catch (JedisException e) {
      seen.put("problem", "it could not be reached: " + reason(e));
    } catch (RuntimeException e) {
      seen.put("problem", "it could not be understood: " + e.getMessage());
    }
    return seen;
  }

  private static String reason(Throwable e) {
    Throwable last = e;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getClass().getSimpleName() + ": " + last.getMessage();
  }
}
