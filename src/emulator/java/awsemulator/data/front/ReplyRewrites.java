package awsemulator.data.front;

import awsemulator.data.wire.RespCommand;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The replies in which a server behind a front would say other things than ElastiCache does. */
final class ReplyRewrites {
  private static final Set<String> SECTIONS_WITH_TLS =
      Set.of("ssl", "default", "all", "everything");
  private static final Pattern CLIENTS = Pattern.compile("(?m)^connected_clients:\\d+");
  private static final Pattern ADDRESSES =
      Pattern.compile("^id=(\\d+) addr=\\S*(?: laddr=\\S*)?(.*)$");

  private final ClientSessions sessions;
  private final ClusterNode node;

  ReplyRewrites(ClientSessions sessions, ClusterNode node) {
    this.sessions = sessions;
    this.node = node;
  }

  /** How the answer to this command is changed; null for nearly all. */
  UnaryOperator<String> of(RespCommand command) {
    return switch (command.name()) {
      case "info" -> tellsOfTls(command) ? text -> info(text) + ssl() : this::info;
      case "client" ->
          switch (command.word(1)) {
            case "list", "info" -> this::clients;
            default -> null;
          };
      default -> null;
    };
  }

  private static boolean tellsOfTls(RespCommand command) {
    for (int i = 1; i < command.words().size(); i++) {
      if (SECTIONS_WITH_TLS.contains(command.word(i))) {
        return true;
      }
    }
    return command.words().size() == 1;
  }

  /** Without the cloud's own connections, which clients of ElastiCache do not see either. */
  private String info(String text) {
    String counted = CLIENTS.matcher(text).replaceFirst("connected_clients:" + sessions.count());
    return node.clusterMode() ? counted.replace("cluster_enabled:0", "cluster_enabled:1") : counted;
  }

  /** The section of "Best practices when enabling in-transit encryption". */
  private String ssl() {
    return "\r\n# SSL\r\ntls_mode_connected_tcp_clients:%d\r\ntls_mode_connected_tls_clients:%d\r\n"
        .formatted(sessions.count(ClientTransport.PLAINTEXT), sessions.count(ClientTransport.TLS));
  }

  /** The server sees all clients at its socket file; ids tell which is which. */
  private String clients(String text) {
    Map<Long, ClientSession> known =
        sessions.list().stream()
            .filter(s -> s.id() > 0)
            .collect(Collectors.toMap(ClientSession::id, Function.identity()));
    StringBuilder result = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      Matcher matcher = ADDRESSES.matcher(line);
      ClientSession session = matcher.matches() ? known.get(Long.valueOf(matcher.group(1))) : null;
      if (session != null) {
        result.append(
            "id=%d addr=%s laddr=%s"
                .formatted(session.id(), session.address(), session.localAddress()));
        result.append(matcher.group(2)).append('\n');
      }
    }
    return result.toString();
  }
}
