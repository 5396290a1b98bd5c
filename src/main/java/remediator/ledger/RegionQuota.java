package remediator.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.group.GroupArn;

/**
 * Who has a place and who waits for one, in one account and Region.
 *
 * @param running groups that have a place, and since when
 * @param day in UTC, that {@code today} is about
 * @param today groups that got a place on that day
 * @param waiting groups that wait, the first in line first
 * @param version of this record; a write succeeds only upon the version that it was made from
 */
public record RegionQuota(
    Map<GroupArn, Instant> running,
    LocalDate day,
    Set<GroupArn> today,
    List<GroupArn> waiting,
    long version) {
  /** Where nothing has run yet. */
  static final RegionQuota EMPTY =
      new RegionQuota(Map.of(), LocalDate.EPOCH, Set.of(), List.of(), 0);

  public RegionQuota {
    running = Map.copyOf(running);
    today = Set.copyOf(today);
    waiting = List.copyOf(waiting);
  }

  /**
   * What there may be in one account and Region.
   *
   * @param flows at the same time
   * @param groupsADay that flows are started for, from midnight to midnight UTC
   */
  public record Caps(int flows, int groupsADay) {}

  /** Why this group can have no place now, as a sentence's part; empty where it can. */
  public Optional<String> full(GroupArn group, Caps caps, Instant now) {
    if (running.containsKey(group)) {
      return Optional.empty();
    }
    if (running.size() >= caps.flows()) {
      return Optional.of(
          "%d flows run in %s %s, and MaxFlows is %d"
              .formatted(running.size(), group.account(), group.region(), caps.flows()));
    }
    Set<GroupArn> sofar = day.equals(dayOf(now)) ? today : Set.of();
    return sofar.contains(group) || sofar.size() < caps.groupsADay()
        ? Optional.empty()
        : Optional.of(
            "flows were started for %d groups in %s %s today, and MaxGroupsADay is %d"
                .formatted(sofar.size(), group.account(), group.region(), caps.groupsADay()));
  }

  /** With a place for this group, which no longer waits. */
  public RegionQuota with(GroupArn group, Instant now) {
    Map<GroupArn, Instant> more = new LinkedHashMap<>(running);
    more.putIfAbsent(group, now);
    Set<GroupArn> all = new LinkedHashSet<>(day.equals(dayOf(now)) ? today : Set.of());
    all.add(group);
    return new RegionQuota(more, dayOf(now), all, without(waiting, group), version);
  }

  /** With this group last in line, if it does not stand there already. */
  public RegionQuota waitingFor(GroupArn group) {
    if (waiting.contains(group)) {
      return this;
    }
    List<GroupArn> longer = new ArrayList<>(waiting);
    longer.add(group);
    return new RegionQuota(running, day, today, longer, version);
  }

  /** Without this group in line. */
  public RegionQuota notWaitingFor(GroupArn group) {
    return new RegionQuota(running, day, today, without(waiting, group), version);
  }

  /** Without these among those that have a place. */
  public RegionQuota without(Set<GroupArn> gone) {
    Map<GroupArn, Instant> fewer = new LinkedHashMap<>(running);
    fewer.keySet().removeAll(gone);
    return new RegionQuota(fewer, day, today, waiting, version);
  }

  /** As it stands in the ledger once it has been written. */
  RegionQuota nextVersion() {
    return new RegionQuota(running, day, today, waiting, version + 1);
  }

  private static List<GroupArn> without(List<GroupArn> line, GroupArn group) {
    return line.stream().filter(g -> !g.equals(group)).toList();
  }

  private static LocalDate dayOf(Instant now) {
    return now.atOffset(ZoneOffset.UTC).toLocalDate();
  }
}
