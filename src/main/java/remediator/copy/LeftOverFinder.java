package remediator.copy;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.GroupTopology;
import remediator.copy.node.LaneConnections;
import remediator.copy.node.NodeConnection;
import remediator.copy.walk.BatchTally;
import remediator.copy.walk.KeyWalk.BatchWork;
import remediator.copy.walk.ShardWalk.KeyBatch;

/** Finds keys of the target that the source does not have. */
final class LeftOverFinder implements BatchWork {
  private final LaneConnections sources;

  LeftOverFinder(GroupTopology source) {
    this.sources = new LaneConnections(source);
  }

  @Override
  public BatchTally process(KeyBatch batch, NodeConnection own) {
    BatchTally tally = new BatchTally();
    List<NodeConnection> asked = new ArrayList<>(batch.keys().size());
    for (byte[] key : batch.keys()) {
      NodeConnection source = sources.to(key, batch.database());
      source.send(Command.EXISTS, key);
      own.send(Command.PTTL, key);
      asked.add(source);
    }
    for (int i = 0; i < asked.size(); i++) {
      boolean exists = asked.get(i).readNumber() == 1;
      long expiry = own.readNumber();
      if (exists) {
        tally.add(0);
      } else if (expiry != -1 && expiry <= KeyComparer.EXPIRY_TOLERANCE_MILLIS) {
        tally.addExpired();
      } else {
        tally.addDifference("left over", batch.keys().get(i));
      }
    }
    return tally;
  }

  @Override
  public void close() {
    sources.close();
  }
}
