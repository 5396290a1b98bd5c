package remediator.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NodeClientsTest {
  /** Lines end as the engine ends them. */
  private static final String INFO =
      """
      # Clients
      connected_clients:5

      # SSL
      tls_mode_connected_tcp_clients:%d
      tls_mode_connected_tls_clients:%d
      """
          .replace("\n", "\r\n");

  private static String client(String address, String flags, String command) {
    return "id=7 addr=%s laddr=10.0.9.9:6379 fd=8 name= age=3 idle=0 flags=%s db=0 cmd=%s user=d\n"
        .formatted(address, flags, command);
  }

  @Test
  void countsAndNamesTheClientsButNotItselfAndNoReplica() {
    NodeClients seen =
        NodeClients.of(
            INFO.formatted(2, 2),
            client("10.0.1.5:40001", "N", "get")
                + client("10.0.1.5:40002", "N", "client|setname")
                + client("[fd00::1]:40003", "P", "subscribe")
                + client("10.0.9.8:40004", "S", "replconf")
                + client("10.0.2.2:40005", "N", "client|list"));

    assertThat(seen.plaintext()).isEqualTo(2);
    assertThat(seen.tls()).isEqualTo(1);
    assertThat(seen.addresses()).isEqualTo(Map.of("10.0.1.5", 2, "[fd00::1]", 1));
  }

  @Test
  void namesNobodyWhereNobodySpeaksPlaintext() {
    assertThat(
            NodeClients.of(INFO.formatted(0, 3), client("10.0.1.5:1", "N", "get")).toMap().keySet())
        .containsExactlyInAnyOrder("plaintext", "tls");
  }

  @Test
  void namesTheTenAddressesWithMostConnections() {
    String many =
        IntStream.range(0, 30)
            .mapToObj(i -> client("10.0.0." + (i % 13) + ":" + i, "N", "get"))
            .collect(Collectors.joining());
    Map<String, Object> seen = NodeClients.of(INFO.formatted(30, 1), many).toMap();

    assertThat(seen.get("addresses"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .hasSize(10)
        .containsEntry("10.0.0.0", 3);
    assertThat(seen).containsEntry("more", 3);
  }

  @Test
  void anEngineThatDoesNotCountPlaintextClientsIsNotTakenForQuiet() {
    assertThatThrownBy(() -> NodeClients.of("# Clients\r\nconnected_clients:1\r\n", ""))
        .hasMessage("INFO has no tls_mode_connected_tcp_clients");
  }
}
