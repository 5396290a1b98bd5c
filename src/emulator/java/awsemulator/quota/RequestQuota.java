package awsemulator.quota;

import java.util.Map;

/**
 * How many requests a service takes from one account in one Region: a bucket that holds so many
 * tokens and gets so many a second. Where AWS publishes a rate alone, the bucket holds a second of
 * it.
 *
 * @param service the SDK's name of the service, such as {@code SSM}
 * @param operations that share the bucket, each with the tokens that a call takes; empty for all
 *     that no other quota of the service names
 * @param perSecond tokens that come back in a second
 * @param burst tokens that the bucket holds
 * @param adjustable whether AWS raises it on request
 * @param source title of the page that publishes it
 */
public record RequestQuota(
    String service,
    Map<String, Integer> operations,
    int perSecond,
    int burst,
    boolean adjustable,
    String source) {
  public RequestQuota {
    operations = Map.copyOf(operations);
  }

  /** Tokens that a call takes. */
  public int tokens(String operation) {
    return operations.getOrDefault(operation, 1);
  }

  /** Such as {@code SSM: GetParameter, GetParameters}. */
  public String name() {
    return service
        + ": "
        + (operations.isEmpty()
            ? "all others"
            : String.join(", ", operations.keySet().stream().sorted().toList()));
  }
}
