package remediator.local.elasticache;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Failures that tests have asked for, each used up when it happens, capacity excepted. */
final class Mishaps {
  private final Map<String, CreateFailure> creates = new HashMap<>();
  private final Set<String> noCapacity = new HashSet<>();
  private int snapshots;
  private boolean authHiddenUntilSet;

  void failCreate(String id, CreateFailure how) {
    creates.put(Names.lower(id), how);
  }

  /** How the creation of this group is to fail, or null. */
  CreateFailure takeCreate(String id) {
    return creates.remove(id);
  }

  void failSnapshot() {
    snapshots++;
  }

  boolean takeSnapshot() {
    if (snapshots == 0) {
      return false;
    }
    snapshots--;
    return true;
  }

  void hideAuthUntilSet() {
    authHiddenUntilSet = true;
  }

  boolean authHiddenUntilSet() {
    return authHiddenUntilSet;
  }

  void capacity(String nodeType, boolean available) {
    if (available) {
      noCapacity.remove(nodeType);
    } else {
      noCapacity.add(nodeType);
    }
  }

  boolean noCapacity(String nodeType) {
    return noCapacity.contains(nodeType);
  }
}
