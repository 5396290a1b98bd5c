package awsemulator.elasticache.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Failures that tests have asked for, each used up when it happens, capacity excepted. */
public final class RequestedFailures {
  private final Map<String, CreateFailure> creates = new HashMap<>();
  private final Set<String> noCapacity = new HashSet<>();
  private int snapshots;
  private boolean authHiddenUntilSet;

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
}
