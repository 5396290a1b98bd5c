package remediator.scale.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import remediator.remediation.EngineVersionCatalog;

/**
 * The calls of an event, as the product itself made them in the local cloud, by what the group is
 * like and how often it has been told of. Without those that an environment keeps the answer of.
 */
public final class IntakeProfiles {
  /** From this visit on nothing new comes. */
  private static final int LAST = 3;

  /** So long between two events that an environment keeps nothing. */
  private static final Duration APART = EngineVersionCatalog.FRESH.plusMinutes(1);

  private record Key(GroupKind kind, boolean queued, int visit, int findings) {}

  private final Map<Key, List<ServiceCall>> calls = new HashMap<>();
  private List<ServiceCall> passed = List.of();

  /**
   * Measures: each group of an estate is told of four times at least, first where there is a place
   * for each flow, then where there is none; of both controls one after the other, and at once.
   */
  public static IntakeProfiles measure(Path folder) throws Exception {
    IntakeProfiles profiles = new IntakeProfiles();
    for (boolean queued : List.of(false, true)) {
      for (int findings : List.of(1, 2)) {
        profiles.measure(folder, queued, findings);
      }
    }
    return profiles;
  }

  private void measure(Path folder, boolean queued, int findings) throws Exception {
    Map<String, String> caps = Map.of("MaxFlows", queued ? "0" : "1000", "MaxGroupsADay", "1000");
    GeneratedEstate estate = GeneratedEstate.ofEachKind();
    try (MeasuredIntake run = new MeasuredIntake(estate, folder, caps, Duration.ofMillis(30))) {
      if (findings == 1) {
        passed = run.deliverPassed(GroupKind.COMPLIANT);
      }
      for (int i = 0; i <= LAST; i++) {
        for (MeasuredIntake.Taken taken : run.deliverAll(APART, findings)) {
          add(estate, queued, findings, taken);
        }
      }
    }
  }

  private void add(
      GeneratedEstate estate, boolean queued, int findings, MeasuredIntake.Taken taken) {
    GroupKind kind = estate.groups().get(taken.event().group()).kind();
    Key key = new Key(kind, queued, Math.min(LAST, taken.event().visit()), findings);
    List<ServiceCall> once = new ArrayList<>(taken.calls());
    once.removeIf(call -> call.name().equals(ServiceCall.ROLE));
    List<ServiceCall> before = calls.put(key, once);
    if (before != null && !before.equals(once)) {
      throw new IllegalStateException(
          "two events of the same kind, " + key + ", made other calls: " + before + ", " + once);
    }
  }

  /** The calls of an event that says that a control passes, of a group that no case is of. */
  public List<ServiceCall> passed() {
    return passed;
  }

  /**
   * The calls of the findings of a group.
   *
   * @param queued whether the group has no place for its flow
   * @param visit how often it has been told of before
   * @param findings that come with the same batch
   */
  public List<ServiceCall> of(GroupKind kind, boolean queued, int visit, int findings) {
    // The second control is news then, whether it comes alone or with the first one again.
    int several = visit == 1 || kind.controls().size() == 1 ? 1 : Math.min(2, findings);
    List<ServiceCall> found = calls.get(new Key(kind, queued, Math.min(LAST, visit), several));
    if (found == null) {
      throw new IllegalStateException("nothing was measured for " + kind + ", visit " + visit);
    }
    return found;
  }
}
