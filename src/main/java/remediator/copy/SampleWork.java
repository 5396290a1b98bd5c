package remediator.copy;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Protocol.Command;
import remediator.copy.node.NodeConnection;
import remediator.copy.walk.BatchTally;
import remediator.copy.walk.KeyWalk.BatchWork;
import remediator.copy.walk.ShardWalk.KeyBatch;

/** Looks at types and sizes of keys, and rehearses the copy of those that can be copied. */
final class SampleWork implements BatchWork {
  private static final byte[] USAGE = NodeConnection.bytes("USAGE");

  private final KeyCopier copier;
  private final SampleStatistics sample;

  SampleWork(KeyCopier copier, SampleStatistics sample) {
    this.copier = copier;
    this.sample = sample;
  }

  @Override
  public BatchTally process(KeyBatch batch, NodeConnection own) {
    for (byte[] key : batch.keys()) {
      own.send(Command.TYPE, key);
      own.send(Command.MEMORY, USAGE, key);
    }
    List<byte[]> good = new ArrayList<>(batch.keys().size());
    for (byte[] key : batch.keys()) {
      String type = NodeConnection.string(own.readBytes());
      long bytes = own.readNumber();
      if (sample.add(key, type, bytes)) {
        good.add(key);
      }
    }
    return copier.process(batch.only(good), own);
  }

  @Override
  public void close() {
    copier.close();
  }
}
