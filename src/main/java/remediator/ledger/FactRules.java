package remediator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.group.TransitMode;
import remediator.plan.Plan;

/**
 * What facts must look like, and which of them come together. Steps parse and demand them without
 * looking twice, so a row that breaks a rule is not read at all.
 */
final class FactRules {
  private static final Set<Fact> INSTANTS =
      EnumSet.of(
          Fact.AUTH_ROTATED,
          Fact.OLD_CREATED,
          Fact.OLD_GONE_AT,
          Fact.NEW_CREATED,
          Fact.STAND_IN_CREATED,
          Fact.SNAPSHOT_REQUESTED_AT,
          Fact.NEW_GROUP_REQUESTED_AT,
          Fact.DELETION_REQUESTED_AT,
          Fact.PREFERRED_SINCE,
          Fact.CLIENTS_SEEN_AT,
          Fact.QUIET_SINCE,
          Fact.STEP_SINCE,
          Fact.OTHERS_SINCE,
          Fact.SNAPSHOT_AT,
          Fact.VERIFIED_AT,
          Fact.CUT_OVER_AT,
          Fact.FINAL_SNAPSHOT_DELETED_AT,
          Fact.FINAL_SNAPSHOT_GIVEN_UP,
          Fact.GATE_UNTIL,
          Fact.TAKEN_OVER_AT,
          Fact.FAILED_AT,
          Fact.GIVEN_UP_AT);

  private static final Set<Fact> NUMBERS =
      EnumSet.of(Fact.ASKED_TIMES, Fact.ATTRIBUTES, Fact.TAKE_OVERS, Fact.FAILURES);

  /** Ids of groups: what is made of them is looked up, tagged or deleted. */
  private static final Set<Fact> IDS = EnumSet.of(Fact.NEW_GROUP, Fact.MADE, Fact.STAND_IN);

  /**
   * A fact of a flow that runs, and what was written down with it or before it. What a deletion
   * demands is not among them: there it is looked at, and its lack told, one by one.
   */
  private static final Map<Fact, List<Fact>> TOGETHER =
      new EnumMap<>(
          Map.of(
              Fact.STEP, List.of(Fact.STEP_SINCE),
              Fact.GATE, List.of(Fact.GATE_TOKEN, Fact.GATE_UNTIL),
              Fact.STAND_IN, List.of(Fact.NEW_GROUP),
              Fact.EXECUTION, List.of(Fact.TAKE_OVERS, Fact.TAKEN_OVER_AT, Fact.DIED_OF)));

  /** What a flow of this kind knows from its first moment. */
  private static final Map<String, List<Fact>> FROM_THE_BEGINNING =
      Map.of(
          Plan.Decision.UPGRADE_THEN_TLS.name(),
          List.of(
              Fact.UPGRADE_ENGINE,
              Fact.UPGRADE_VERSION,
              Fact.UPGRADE_PARAMETER_GROUP,
              Fact.UPGRADE_FAMILY,
              Fact.UPGRADE_LIKE),
          Plan.Decision.TLS_BACK.name(),
          List.of(Fact.BACK));

  private FactRules() {}

  /** Fails where a fact is not of its kind. */
  static void check(RowReader row, Fact fact, String value) {
    String where = "facts." + fact;
    if (INSTANTS.contains(fact)) {
      row.parsed(where, value, "instant", Instant::parse);
    } else if (NUMBERS.contains(fact)) {
      row.parsed(where, value, "number", Integer::parseUnsignedInt);
    } else if (fact == Fact.OLD_ITEMS) {
      row.parsed(where, value, "number", Long::parseUnsignedLong);
    } else if (IDS.contains(fact)) {
      row.parsed(where, value, "id of a group", FactRules::id);
    } else if (fact == Fact.TLS) {
      row.parsed(where, value, "state of TLS", TlsStage::of);
    } else if (fact == Fact.BACK) {
      row.parsed(where, value, "mode to go back to", FactRules::mode);
    } else if (fact == Fact.ASKED) {
      row.parsed(where, value, "request with its instant", FactRules::asked);
    }
  }

  /** That a fact is missing, as part of a sentence; empty where none is. */
  static Optional<String> missing(Case c) {
    if (!c.running()) {
      return without(c, Fact.FAILURES, Fact.FAILED_AT);
    }
    List<Optional<String>> missing = new ArrayList<>();
    TOGETHER.forEach((fact, all) -> all.forEach(f -> missing.add(without(c, fact, f))));
    FROM_THE_BEGINNING.getOrDefault(c.decision(), List.of()).stream()
        .filter(f -> c.fact(f).isEmpty())
        .forEach(f -> missing.add(Optional.of("a flow for " + c.decision() + " has no fact " + f)));
    return missing.stream().flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> without(Case c, Fact fact, Fact needed) {
    return c.fact(fact).isPresent() && c.fact(needed).isEmpty()
        ? Optional.of("it has the fact " + fact + " without " + needed)
        : Optional.empty();
  }

  private static String id(String text) {
    if (!text.matches("[a-z](-?[a-z0-9]){0,39}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static TransitMode mode(String word) {
    for (TransitMode mode : List.of(TransitMode.PREFERRED, TransitMode.NONE)) {
      if (mode.word().equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static Instant asked(String text) {
    return Instant.parse(text.substring(text.lastIndexOf('@') + 1));
  }
}
