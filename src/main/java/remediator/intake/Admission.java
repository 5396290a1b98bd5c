package remediator.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.group.GroupArn;
import remediator.ledger.Case;
import remediator.ledger.Ledger;
import remediator.ledger.Roster;
import remediator.ledger.Roster.Caps;
import remediator.ledger.Rosters;
import remediator.ledger.UnreadableRowException;
import remediator.step.Switch;
import remediator.step.Tools;

/**
 * Whether a flow may begin now: the switch, and so many places in each account and Region. Who gets
 * none waits in line. Nobody gives a place back: where there is none left, those of flows that are
 * over are taken from them, so a flow that dies takes no place with it.
 */
final class Admission {
  /** A place without a running case is one that is just being taken, or that nobody has. */
  private static final Duration TAKING = Duration.ofMinutes(15);

  private final Ledger ledger;
  private final Rosters rosters;
  private final InstantSource clock;
  private final Switch stop;
  private final Caps caps;
  private final boolean inLine;

  private Admission(Tools tools, Caps caps, boolean inLine) {
    this.ledger = tools.ledger();
    this.rosters = ledger.rosters();
    this.clock = tools.clock();
    this.stop = new Switch(tools);
    this.caps = caps;
    this.inLine = inLine;
  }

  /** For groups that come new: they stand behind those that wait. */
  static Admission ofNew(Tools tools, Map<String, String> environment) {
    return new Admission(tools, caps(environment), false);
  }

  /** For groups that are called up in the order of the line. */
  static Admission ofLine(Tools tools, Map<String, String> environment) {
    return new Admission(tools, caps(environment), true);
  }

  private static Caps caps(Map<String, String> environment) {
    return new Caps(number(environment, "MAX_FLOWS"), number(environment, "MAX_GROUPS_A_DAY"));
  }

  private static int number(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (!value.matches("[0-9]{1,4}")) {
      throw new IllegalStateException("the environment variable " + name + " is not a number");
    }
    return Integer.parseInt(value);
  }

  /** What the ledger says of a group that may ask for a place next. */
  Optional<Case> find(GroupArn group) {
    return rosters.findCase(group);
  }

  /**
   * Takes a place, or one in line.
   *
   * @return why it must wait, as a sentence's part; empty where it has a place
   */
  Optional<String> enter(GroupArn group) {
    Switch.Reading reading = stop.read();
    Instant now = clock.instant();
    Roster after =
        rosters.change(
            group,
            roster -> {
              Roster freed = freed(roster);
              return against(freed, group, reading, now).isEmpty()
                  ? freed.with(group, now)
                  : freed.waitingFor(group);
            });
    return after.running().containsKey(group)
        ? Optional.empty()
        : Optional.of(
            against(after, group, reading, now).orElse("another flow was faster by a moment"));
  }

  private Optional<String> against(
      Roster roster, GroupArn group, Switch.Reading reading, Instant now) {
    if (reading.position() != Switch.Position.RUN) {
      return Optional.of(reading.words());
    }
    int ahead = inLine ? 0 : ahead(roster, group);
    return ahead > 0 && !roster.running().containsKey(group)
        ? Optional.of(
            "%d groups of %s %s wait before it".formatted(ahead, group.account(), group.region()))
        : roster.full(group, caps, now);
  }

  private static int ahead(Roster roster, GroupArn group) {
    int place = roster.waiting().indexOf(group);
    return place < 0 ? roster.waiting().size() : place;
  }

  private Roster freed(Roster roster) {
    if (roster.running().size() < caps.flows()) {
      return roster;
    }
    Set<GroupArn> over =
        roster.running().keySet().stream()
            .filter(g -> over(g, roster.running().get(g)))
            .collect(Collectors.toUnmodifiableSet());
    return roster.without(over);
  }

  private boolean over(GroupArn group, Instant since) {
    Optional<Case> known;
    try {
      known = ledger.find(group);
    } catch (UnreadableRowException _) {
      // No step of its flow does anything before the row is put right.
      return true;
    }
    if (known.isPresent() && known.get().running()) {
      return false;
    }
    return since.plus(TAKING).isBefore(clock.instant())
        || known.stream().flatMap(c -> c.history().stream()).anyMatch(e -> e.at().isAfter(since));
  }

  /** No longer in line. */
  void leave(GroupArn group) {
    rosters.change(group, roster -> roster.notWaitingFor(group));
  }
}
