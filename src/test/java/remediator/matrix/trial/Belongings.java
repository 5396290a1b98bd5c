package remediator.matrix.trial;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.elasticache.model.ReplicationGroup;

/**
 * Who has made which group and snapshot: told by whose call it appeared in, not by its name, its
 * tags or what a ledger says.
 */
public final class Belongings {
  /** Whose something is. */
  sealed interface Maker {}

  /** It was there at the beginning, or the service made it by itself. */
  record Owner() implements Maker {}

  /** Somebody has made it meanwhile. */
  record People() implements Maker {}

  /**
   * A flow of the product has made it.
   *
   * @param number tells flows of one name apart, such as those of a deployment made anew
   * @param target the group that the flow was planned for
   */
  public record Flow(int number, Stack stack, String name, Identity target) implements Maker {
    @Override
    public String toString() {
      return "flow " + name + (stack.second() ? " of the second deployment" : "");
    }
  }

  /** A group is its ARN and when it was made. */
  record Identity(String arn, Instant created) {
    static Identity of(ReplicationGroup group) {
      return new Identity(group.arn(), group.replicationGroupCreateTime());
    }
  }

  /**
   * A group or a snapshot.
   *
   * @param created null for a snapshot
   * @param finalOf the group whose last snapshot it is, or null
   */
  public record Thing(String arn, Instant created, Maker maker, Identity finalOf) {
    boolean isGroup() {
      return created != null;
    }
  }

  static final Owner OWNER = new Owner();
  static final People PEOPLE = new People();

  private final Map<String, Thing> present = new HashMap<>();
  private final List<Thing> ever = new ArrayList<>();

  /** What has appeared or gone without a call: that is the service's doing. */
  void settle(Picture now) {
    update(now, OWNER, null);
  }

  /**
   * What has appeared in a call of somebody.
   *
   * @param finalOf the group that was deleted in it, or null
   */
  void update(Picture now, Maker maker, Identity finalOf) {
    present
        .values()
        .removeIf(
            t ->
                t.isGroup()
                    ? now.group(t.arn())
                        .filter(g -> g.replicationGroupCreateTime().equals(t.created()))
                        .isEmpty()
                    : !now.snapshots().containsKey(t.arn()));
    now.groups()
        .values()
        .forEach(g -> add(new Thing(g.arn(), g.replicationGroupCreateTime(), maker, null)));
    now.snapshots().keySet().forEach(arn -> add(new Thing(arn, null, maker, finalOf)));
  }

  private void add(Thing thing) {
    if (present.putIfAbsent(thing.arn(), thing) == null) {
      ever.add(thing);
    }
  }

  Optional<Thing> find(String arn) {
    return Optional.ofNullable(present.get(arn));
  }

  /** All that there ever was. */
  public List<Thing> ever() {
    return List.copyOf(ever);
  }

  /** What stands now as far as has been seen. */
  List<Thing> present() {
    return List.copyOf(present.values());
  }
}
