package awsemulator.elasticache.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Failures that tests have asked for, each used up when it happens, capacity excepted. */
public final class RequestedFailures {
  private final Map<String, CreateFailure> creates = new HashMap<>();
  private final Set<String> noCapacity = new HashSet<>();
  private final Map<String, String> reboots = new HashMap<>();
  private final Set<String> deaf = new HashSet<>();
  private int snapshots;
  private boolean authHiddenUntilSet;
  private boolean deletionsShowLate;

  public void failCreate(String id, CreateFailure how) {
    creates.put(NameRules.lower(id), how);
  }

  /** How the creation of this group is to fail, or null. */
  public CreateFailure takeCreate(String id) {
    return creates.remove(id);
  }

  public void failSnapshot() {
    snapshots++;
  }

  public boolean takeSnapshot() {
    if (snapshots == 0) {
      return false;
    }
    snapshots--;
    return true;
  }

  public void hideAuthUntilSet() {
    authHiddenUntilSet = true;
  }

  public boolean authHiddenUntilSet() {
    return authHiddenUntilSet;
  }

  public void showDeletionsLate() {
    deletionsShowLate = true;
  }

  public boolean deletionsShowLate() {
    return deletionsShowLate;
  }

  public void capacity(String nodeType, boolean available) {
    if (available) {
      noCapacity.remove(nodeType);
    } else {
      noCapacity.add(nodeType);
    }
  }

  public boolean noCapacity(String nodeType) {
    return noCapacity.contains(nodeType);
  }

  /** The next parameter group that this group gets will need a reboot. */
  public void wantReboot(String groupArn) {
    reboots.put(groupArn, "");
  }

  /** A group has got a parameter group. */
  public void associated(String groupArn, String parameterGroup) {
    reboots.computeIfPresent(groupArn, (_, asked) -> asked.isEmpty() ? parameterGroup : asked);
  }

  /** Whether that parameter group needs a reboot on this group, whatever its values are. */
  public boolean wantsReboot(String groupArn, String parameterGroup) {
    return parameterGroup.equals(reboots.get(groupArn));
  }

  public void ignoreParameters(String groupArn, boolean ignore) {
    if (ignore) {
      deaf.add(groupArn);
    } else {
      deaf.remove(groupArn);
    }
  }

  /** Whether changed values never reach the servers of this group, although it says in-sync. */
  public boolean ignoresParameters(String groupArn) {
    return deaf.contains(groupArn);
  }
}
