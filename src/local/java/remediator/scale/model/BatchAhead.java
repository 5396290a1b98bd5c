package remediator.scale.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import remediator.scale.model.FunctionPool.Environment;
import remediator.scale.model.SimulatedFleet.SimulatedGroup;

/**
 * What an invocation reads at once for several groups of its batch: rows of the ledger, and what
 * operators have set for accounts.
 */
final class BatchAhead {
  /** Where nothing else is expected. */
  static BatchAhead none() {
    return new BatchAhead(List.of(), List.of(), Duration.ZERO);
  }

  /** Where policy layers of these accounts are read. */
  static BatchAhead ofAccounts(List<String> accounts) {
    return new BatchAhead(List.of(), accounts, Duration.ZERO);
  }

  /**
   * Where groups are looked at.
   *
   * @param groups in the order in which they are looked at
   * @param fresh how long rows are used
   */
  static BatchAhead ofGroups(List<SimulatedGroup> groups, Duration fresh) {
    return new BatchAhead(
        groups, groups.stream().map(g -> g.roster().account()).distinct().toList(), fresh);
  }

  private final Set<SimulatedGroup> expected;
  private final List<String> accounts;
  private final Duration fresh;
  private final Set<SimulatedGroup> read = new HashSet<>();
  private Instant readAt = Instant.MIN;
  private SimulatedGroup now;

  private BatchAhead(List<SimulatedGroup> groups, List<String> accounts, Duration fresh) {
    this.expected = new LinkedHashSet<>(groups);
    this.accounts = List.copyOf(accounts);
    this.fresh = fresh;
  }

  /** This one is looked at now. */
  void next(SimulatedGroup group) {
    now = group;
    expected.remove(group);
  }

  /** Whether the row of the group that is looked at must be read. */
  boolean mustReadRow(Instant at) {
    return !read.remove(now) || at.isAfter(readAt.plus(fresh));
  }

  /** All rows that are still to be looked at have been read. */
  void rowsRead(Instant at) {
    read.clear();
    read.addAll(expected);
    readAt = at;
  }

  /** The accounts whose parameters are read by one call. */
  List<String> accountsOfCall(
      String account, Environment environment, Duration kept, int most, Instant at) {
    List<String> some = new ArrayList<>(List.of(account));
    for (String other : accounts) {
      if (some.size() < most && !other.equals(account) && environment.mustRead(other, kept, at)) {
        some.add(other);
      }
    }
    return some;
  }
}
