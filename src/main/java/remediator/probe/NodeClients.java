package remediator.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The clients of one node, as it tells of them. {@code INFO} counts plaintext and TLS connections
 * ("Best practices when enabling in-transit encryption"); {@code CLIENT LIST} tells their
 * addresses, but not which of them use TLS.
 *
 * @param plaintext connections without TLS
 * @param tls connections with TLS, but for our own
 * @param addresses how many connections each address has, but for our own and those of replicas
 */
public record NodeClients(long plaintext, long tls, Map<String, Integer> addresses) {
  private static final int MOST_ADDRESSES = 10;
  private static final Pattern ADDRESS = Pattern.compile("(?:^| )addr=(\\S+):\\d+(?: |$)");

  /** Our own connection is the one that asks. */
  private static final Pattern OURS = Pattern.compile("(?:^| )cmd=client(?:\\|list)?(?: |$)");

  /** A replica (S) or a primary (M). */
  private static final Pattern REPLICATION = Pattern.compile("(?:^| )flags=\\w*[SM]\\w*(?: |$)");

  /**
   * Reads the two answers.
   *
   * @throws IllegalStateException where the node does not count its plaintext clients
   */
  static NodeClients of(String info, String clientList) {
    long plaintext =
        count(info, "tls_mode_connected_tcp_clients")
            .orElseThrow(
                () -> new IllegalStateException("INFO has no tls_mode_connected_tcp_clients"));
    long tls = count(info, "tls_mode_connected_tls_clients").orElse(0);
    return new NodeClients(plaintext, Math.max(0, tls - 1), addresses(clientList));
  }

  private static OptionalLong count(String info, String field) {
    Matcher matcher = Pattern.compile("(?m)^" + field + ":(\\d{1,9})\\s*$").matcher(info);
    return matcher.find()
        ? OptionalLong.of(Long.parseLong(matcher.group(1)))
        : OptionalLong.empty();
  }

  private static Map<String, Integer> addresses(String clientList) {
    Map<String, Integer> found = new TreeMap<>();
    clientList
        .lines()
        .filter(line -> !OURS.matcher(line).find() && !REPLICATION.matcher(line).find())
        .forEach(
            line -> {
              Matcher address = ADDRESS.matcher(line);
              if (address.find()) {
                found.merge(address.group(1), 1, Integer::sum);
              }
            });
    return found;
  }

  /** As the workflow reads it; nobody is named where there is nobody to find. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new TreeMap<>();
    map.put("plaintext", plaintext);
    map.put("tls", tls);
    if (plaintext > 0) {
      Map<String, Object> most = new LinkedHashMap<>();
      addresses.entrySet().stream()
          .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
          .limit(MOST_ADDRESSES)
          .forEach(e -> most.put(e.getKey(), e.getValue()));
      map.put("addresses", most);
      map.put("more", addresses.size() - most.size());
    }
    return map;
  }
}
