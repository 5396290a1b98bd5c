package awsemulator.data.front;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections of one port, and what kind of them it accepts. */
final class ClientSessions {
  private final Set<ClientSession> open = new LinkedHashSet<>();
  private Set<ClientTransport> accepted = EnumSet.of(ClientTransport.PLAINTEXT);
  private boolean closed;

  /** False where the port has been closed meanwhile. */
  synchronized boolean enter(ClientSession session) {
    return !closed && open.add(session);
  }

  synchronized void leave(ClientSession session) {
    open.remove(session);
  }

  /** Whether a session may go on, now that its first byte has told its transport. */
  synchronized boolean admits(ClientTransport transport) {
    return accepted.contains(transport);
  }

  /** From now on only these transports; sessions of another one are cut off. */
  synchronized void accept(Set<ClientTransport> transports) {
    accepted = EnumSet.copyOf(transports);
    open.stream().filter(s -> s.uses(refused(transports))).forEach(ClientSession::cut);
  }

  private static Set<ClientTransport> refused(Set<ClientTransport> accepted) {
    return EnumSet.complementOf(EnumSet.copyOf(accepted));
  }

  synchronized int count() {
    return open.size();
  }

  synchronized long count(ClientTransport transport) {
    return open.stream().filter(s -> s.uses(EnumSet.of(transport))).count();
  }

  synchronized List<ClientSession> list() {
    return List.copyOf(open);
  }

  synchronized void close() {
    closed = true;
    open.forEach(ClientSession::cut);
  }
}
