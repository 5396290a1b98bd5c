package remediator.copy;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.MemoryWindow.WindowPart;
import remediator.copy.node.CopyProblemException;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.LaneConnections;
import remediator.copy.node.NodeConnection;
import remediator.copy.node.NodeFacts;
import remediator.copy.walk.BatchTally;
import remediator.copy.walk.KeyWalk.BatchWork;
import remediator.copy.walk.ShardWalk.KeyBatch;

/**
 * Copies keys: DUMP here, RESTORE with REPLACE there, so that what is copied twice is right too.
 * Nothing is written on the side that is read.
 */
final class KeyCopier implements BatchWork {
  private static final byte[] REPLACE = NodeConnection.bytes("REPLACE");
  private static final byte[] ABSTTL = NodeConnection.bytes("ABSTTL");
  private static final byte[] NEVER = NodeConnection.bytes(0);
  private static final byte[] REHEARSAL_EXPIRY = NodeConnection.bytes(60_000);

  private final LaneConnections targets;
  private final MemoryWindow window;
  private final RehearsalNames rehearsal;

  private KeyCopier(GroupTopology target, MemoryWindow window, RehearsalNames rehearsal) {
    this.targets = new LaneConnections(target);
    this.window = window;
    this.rehearsal = rehearsal;
  }

  static KeyCopier of(GroupTopology target, MemoryWindow window) {
    return new KeyCopier(target, window, null);
  }

  /** One that writes under names of its own, which it removes at once, and expire if it cannot. */
  static KeyCopier rehearsing(GroupTopology target, MemoryWindow window, RehearsalNames names) {
    return new KeyCopier(target, window, names);
  }

  @Override
  public BatchTally process(KeyBatch batch, NodeConnection own) {
    BatchTally tally = new BatchTally();
    SizedKeys keys = SizedKeys.ask(batch, own);
    keys.read(own);
    long asked = System.nanoTime() / 1_000_000;
    for (int from = 0; from < keys.count(); ) {
      int to = keys.endOfPortion(from);
      long bytes = keys.bytes(from, to);
      // What is larger than a portion is one of its own.
      if (to == from + 1 && bytes > window.largestValue()) {
        throw tooLarge(keys.key(from), bytes, window.largestValue());
      }
      try (WindowPart _ = window.take(bytes)) {
        copy(keys, from, to, batch.database(), own, tally, asked);
      }
      from = to;
    }
    return tally;
  }

  private void copy(
      SizedKeys keys,
      int from,
      int to,
      int database,
      NodeConnection own,
      BatchTally tally,
      long asked) {
    for (int i = from; i < to; i++) {
      own.send(Command.DUMP, keys.key(i));
    }
    List<NodeConnection> written = new ArrayList<>(to - from);
    List<byte[]> names = new ArrayList<>();
    for (int i = from; i < to; i++) {
      byte[] payload = own.readBytes();
      byte[] key = keys.key(i);
      if (payload == null || keys.expiry(i) == SizedKeys.GONE) {
        tally.addExpired();
        continue;
      }
      if (DumpPayload.isOfModule(payload)) {
        throw ofModule(own, key);
      }
      NodeFacts owner = targets.ownerOf(key);
      NodeConnection target = targets.to(owner, database);
      if (rehearsal == null) {
        restore(target, owner, key, payload, keys.expiry(i), asked);
      } else {
        byte[] name = rehearsal.next(owner);
        target.send(Command.RESTORE, name, REHEARSAL_EXPIRY, payload, REPLACE);
        names.add(name);
      }
      written.add(target);
      tally.add(payload.length);
    }
    written.forEach(NodeConnection::read);
    for (int i = 0; i < names.size(); i++) {
      written.get(i).send(Command.UNLINK, names.get(i));
    }
    for (int i = 0; i < names.size(); i++) {
      written.get(i).read();
    }
  }

  private void restore(
      NodeConnection target, NodeFacts owner, byte[] key, byte[] payload, long expiry, long asked) {
    if (expiry == -1) {
      target.send(Command.RESTORE, key, NEVER, payload, REPLACE);
      return;
    }
    long passed = System.nanoTime() / 1_000_000 - asked;
    long left = Math.max(1, expiry - passed);
    if (owner.takesAbsoluteExpiry()) {
      byte[] moment = NodeConnection.bytes(targets.clock(owner) + left);
      target.send(Command.RESTORE, key, moment, payload, REPLACE, ABSTTL);
    } else {
      target.send(Command.RESTORE, key, NodeConnection.bytes(left), payload, REPLACE);
    }
  }

  static CopyProblemException tooLarge(byte[] key, long bytes, long most) {
    return new CopyProblemException(
        "The key %s takes %,d bytes, more than the %,d that this function can hold in one piece. Give the function more memory, make the key smaller, or choose another way."
            .formatted(BatchTally.hash(key), bytes, most),
        false);
  }

  private static CopyProblemException ofModule(NodeConnection own, byte[] key) {
    try (own) {
      // Its other replies are not read any more.
      return new CopyProblemException(
          "The key %s is of a module's type, which is not copied. Remove such keys, or choose another way."
              .formatted(BatchTally.hash(key)),
          false);
    }
  }

  @Override
  public void close() {
    targets.close();
  }
}
