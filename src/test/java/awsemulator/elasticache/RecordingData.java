package awsemulator.elasticache;

import awsemulator.data.NoData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A data plane that only remembers what it was told. */
public final class RecordingData extends NoData {
  public final List<String> told = new ArrayList<>();
  private final Set<String> running = new HashSet<>();

  @Override
  public void start(String groupArn, List<Shard> shards, String snapshotArn, String suffix) {
    running.add(groupArn);
    told.add(
        "start "
            + name(groupArn)
            + " "
            + shards.stream().map(s -> s.nodeGroupId() + "=" + s.slots()).toList()
            + " of "
            + (snapshotArn == null ? "nothing" : name(snapshotArn)));
  }

  @Override
  public void accept(String groupArn, Accepts accepts) {
    told.add("accept " + name(groupArn) + " " + accepts);
  }

  @Override
  public void passwords(String groupArn, List<String> passwords) {
    told.add("passwords " + name(groupArn) + " " + passwords);
  }

  @Override
  public void configure(String groupArn, Map<String, Map<String, String>> byShard) {
    told.add("configure " + name(groupArn) + " " + byShard);
  }

  @Override
  public void snapshot(String groupArn, String snapshotArn) {
    told.add("snapshot " + name(groupArn) + " " + name(snapshotArn));
  }

  @Override
  public void copySnapshot(String snapshotArn, String targetArn) {
    told.add("copy " + name(snapshotArn) + " " + name(targetArn));
  }

  @Override
  public void deleteSnapshot(String snapshotArn) {
    told.add("delete " + name(snapshotArn));
  }

  @Override
  public void stop(String groupArn) {
    running.remove(groupArn);
    told.add("stop " + name(groupArn));
  }

  @Override
  public boolean running(String groupArn) {
    return running.contains(groupArn);
  }

  @Override
  public Set<String> running() {
    return Set.copyOf(running);
  }

  @Override
  public void close() {
    running.clear();
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
