package remediator.local.data.front;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The open connections of one port, and what kind of them it accepts. */
final class Sessions {
  private final Set<Session> open = new LinkedHashSet<>();
  private Set<Transport> accepted = EnumSet.of(Transport.PLAINTEXT);
  private boolean closed;

  /** False where the port has been closed meanwhile. */
  synchronized boolean enter(Session session) {
    return !closed && open.add(session);
  }

  synchronized void leave(Session session) {
    open.remove(session);
  }

  /** Whether a session may go on, now that its first byte has told its transport. */
  synchronized boolean admits(Transport transport) {
    return accepted.contains(transport);
  }

  /** From now on only these transports; sessions of another one are cut off. */
  synchronized void accept(Set<Transport> transports) {
    accepted = EnumSet.copyOf(transports);
    open.stream().filter(s -> s.uses(refused(transports))).forEach(Session::cut);
  }

  private static Set<Transport> refused(Set<Transport> accepted) {
    return EnumSet.complementOf(EnumSet.copyOf(accepted));
  }

  synchronized int count() {
    return open.size();
  }

  synchronized long count(Transport transport) {
    return open.stream().filter(s -> s.uses(EnumSet.of(transport))).count();
  }

  synchronized List<Session> list() {
    return List.copyOf(open);
  }

  synchronized void close() {
    closed = true;
    open.forEach(Session::cut);
  }
}
