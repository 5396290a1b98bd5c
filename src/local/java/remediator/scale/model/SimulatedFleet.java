package remediator.scale.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import remediator.scale.measure.GeneratedEstate;
import remediator.scale.measure.GroupKind;

/** Groups in accounts, and what the product's ledger says of each. */
public final class SimulatedFleet {
  /** Of a hundred groups; a guess at a fleet that nobody has looked after yet. */
  private static final Map<GroupKind, Integer> SHARES =
      Map.of(
          GroupKind.COMPLIANT, 30,
          GroupKind.TLS_OFF, 25,
          GroupKind.NOT_AT_REST, 15,
          GroupKind.NEITHER, 15,
          GroupKind.OLDER_ENGINE, 8,
          GroupKind.REFUSED, 4,
          GroupKind.OPTED_OUT, 2,
          GroupKind.HALF_DONE, 1);

  /** Where a group's case stands. */
  enum CaseState {
    NONE,
    WAITING,
    RUNNING,
    DONE
  }

  /** A group. */
  static final class SimulatedGroup {
    private final GroupKind kind;
    private final Roster roster;
    private CaseState state = CaseState.NONE;
    private int visits;

    private SimulatedGroup(GroupKind kind, Roster roster) {
      this.kind = kind;
      this.roster = roster;
    }

    GroupKind kind() {
      return kind;
    }

    Roster roster() {
      return roster;
    }

    CaseState state() {
      return state;
    }

    void become(CaseState next) {
      state = next;
    }

    int visits() {
      return visits;
    }

    void visited() {
      visits++;
    }
  }

  /** Who has a place in an account, and who waits for one. */
  static final class Roster {
    private final String account;
    private final Deque<SimulatedGroup> waiting = new ArrayDeque<>();
    private int running;
    private long day;
    private int today;
    private Duration evaluatedAfter = Duration.ZERO;

    private Roster(String account) {
      this.account = account;
    }

    String account() {
      return account;
    }

    /** Takes a place, if there is one. */
    boolean enter(int maxFlows, int maxGroupsADay, long now) {
      if (now != day) {
        day = now;
        today = 0;
      }
      if (running >= maxFlows || today >= maxGroupsADay) {
        return false;
      }
      running++;
      today++;
      return true;
    }

    /** When Security Hub looks at the account's groups, from the start on. */
    Duration evaluatedAfter() {
      return evaluatedAfter;
    }

    void evaluatedAfter(Duration after) {
      evaluatedAfter = after;
    }

    boolean isLined() {
      return !waiting.isEmpty();
    }

    void line(SimulatedGroup group) {
      waiting.add(group);
    }

    Optional<SimulatedGroup> next() {
      return Optional.ofNullable(waiting.peek());
    }

    void lineFirst(SimulatedGroup group) {
      waiting.addFirst(group);
    }

    void called() {
      waiting.remove();
    }

    void leave() {
      running--;
    }
  }

  /** A finding of the fleet. */
  record FleetFinding(SimulatedGroup group, String control) {}

  private final List<Roster> rosters = new ArrayList<>();
  private final List<SimulatedGroup> groups = new ArrayList<>();

  private SimulatedFleet() {}

  /** So many groups; some accounts have many, most have few, each has one. */
  public static SimulatedFleet of(int accounts, int groups, Random random) {
    SimulatedFleet fleet = new SimulatedFleet();
    double[] weights = new double[accounts];
    for (int i = 0; i < accounts; i++) {
      weights[i] = Math.exp(random.nextGaussian());
    }
    double all = Arrays.stream(weights).sum();
    List<Integer> owners = new ArrayList<>();
    double due = 0;
    for (int i = 0; i < accounts; i++) {
      fleet.rosters.add(new Roster("%012d".formatted(300_000_000_000L + i)));
      owners.add(i);
      due += weights[i] / all * (groups - accounts);
      while (owners.size() - (i + 1) < Math.round(due)) {
        owners.add(i);
      }
    }
    List<GroupKind> kinds = new ArrayList<>();
    SHARES.forEach((kind, share) -> kinds.addAll(Collections.nCopies(share, kind)));
    Collections.sort(kinds);
    for (int owner : owners) {
      fleet.groups.add(
          new SimulatedGroup(kinds.get(random.nextInt(kinds.size())), fleet.rosters.get(owner)));
    }
    return fleet;
  }

  /** The very groups of an estate. */
  static SimulatedFleet of(GeneratedEstate estate) {
    SimulatedFleet fleet = new SimulatedFleet();
    Map<String, Roster> rosters = new HashMap<>();
    for (GeneratedEstate.Group group : estate.groups()) {
      fleet.groups.add(
          new SimulatedGroup(group.kind(), rosters.computeIfAbsent(group.account(), Roster::new)));
    }
    fleet.rosters.addAll(rosters.values());
    return fleet;
  }

  List<SimulatedGroup> groups() {
    return groups;
  }

  /** One for each control that a group fails, in the order of the groups. */
  List<FleetFinding> failing() {
    return groups.stream()
        .filter(g -> g.kind() != GroupKind.COMPLIANT)
        .flatMap(g -> g.kind().controls().stream().map(c -> new FleetFinding(g, c)))
        .toList();
  }

  /** One for each finding of the estate, those of compliant groups too. */
  List<FleetFinding> all() {
    return groups.stream()
        .flatMap(g -> g.kind().controls().stream().map(c -> new FleetFinding(g, c)))
        .toList();
  }

  List<Roster> rosters() {
    return rosters;
  }

  public int accounts() {
    return rosters.size();
  }

  /** How many groups each account has. */
  Map<Roster, Integer> sizes() {
    Map<Roster, Integer> sizes = new HashMap<>();
    groups.forEach(g -> sizes.merge(g.roster(), 1, Integer::sum));
    return sizes;
  }
}
