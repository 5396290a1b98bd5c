package remediator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Plan.Decision;

/**
 * What facts must look like, and which of them come together. Steps parse and demand them without
 * looking twice, so a row that breaks a rule is not read at all.
 */
final class CaseAttributeRules {
  private static final Set<CaseAttribute> INSTANTS =
      EnumSet.of(
          CaseAttribute.AUTH_ROTATED,
          CaseAttribute.OLD_CREATED,
          CaseAttribute.OLD_GONE_AT,
          CaseAttribute.NEW_CREATED,
          CaseAttribute.STAND_IN_CREATED,
          CaseAttribute.SNAPSHOT_REQUESTED_AT,
          CaseAttribute.NEW_GROUP_REQUESTED_AT,
          CaseAttribute.DELETION_REQUESTED_AT,
          CaseAttribute.PREFERRED_SINCE,
          CaseAttribute.CLIENTS_SEEN_AT,
          CaseAttribute.PLAINTEXT_IDLE_SINCE,
          CaseAttribute.STEP_SINCE,
          CaseAttribute.WAITING_FOR_OTHERS_SINCE,
          CaseAttribute.SNAPSHOT_AT,
          CaseAttribute.VERIFIED_AT,
          CaseAttribute.CUT_OVER_AT,
          CaseAttribute.FINAL_SNAPSHOT_DELETED_AT,
          CaseAttribute.FINAL_SNAPSHOT_GIVEN_UP,
          CaseAttribute.GATE_UNTIL,
          CaseAttribute.RECOVERED_AT,
          CaseAttribute.FAILED_AT,
          CaseAttribute.GIVEN_UP_AT);

  private static final Set<CaseAttribute> NUMBERS =
      EnumSet.of(
          CaseAttribute.GATE_TIMES_ASKED,
          CaseAttribute.COMPARED_ATTRIBUTES,
          CaseAttribute.RECOVERIES,
          CaseAttribute.FAILURES);

  /** Ids of groups: what is made of them is looked up, tagged or deleted. */
  private static final Set<CaseAttribute> IDS =
      EnumSet.of(
          CaseAttribute.NEW_GROUP, CaseAttribute.NEW_GROUP_CONFIRMED, CaseAttribute.STAND_IN);

  /**
   * A fact of a flow that runs, and what was written down with it or before it. What a deletion
   * demands is not among them: there it is looked at, and its lack told, one by one.
   */
  private static final Map<CaseAttribute, List<CaseAttribute>> TOGETHER =
      new EnumMap<>(
          Map.of(
              CaseAttribute.STEP, List.of(CaseAttribute.STEP_SINCE),
              CaseAttribute.GATE, List.of(CaseAttribute.GATE_TOKEN, CaseAttribute.GATE_UNTIL),
              CaseAttribute.STAND_IN, List.of(CaseAttribute.NEW_GROUP),
              CaseAttribute.EXECUTION,
                  List.of(
                      CaseAttribute.RECOVERIES,
                      CaseAttribute.RECOVERED_AT,
                      CaseAttribute.EXECUTION_FAILURE)));

  /** What a flow of this kind knows from its first moment. */
  private static final Map<Decision, List<CaseAttribute>> FROM_THE_BEGINNING =
      Map.of(
          Decision.UPGRADE_THEN_TLS,
          List.of(
              CaseAttribute.UPGRADE_ENGINE,
              CaseAttribute.UPGRADE_VERSION,
              CaseAttribute.UPGRADE_PARAMETER_GROUP,
              CaseAttribute.UPGRADE_FAMILY,
              CaseAttribute.UPGRADE_DEFAULT_PARAMETER_GROUP),
          Decision.TLS_ROLLBACK,
          List.of(CaseAttribute.TLS_ROLLBACK_TARGET));

  private CaseAttributeRules() {}

  /** Fails where a fact is not of its kind. */
  static void check(RowReader row, CaseAttribute fact, String value) {
    String where = "facts." + fact;
    if (INSTANTS.contains(fact)) {
      row.parsed(where, value, "instant", Instant::parse);
    } else if (NUMBERS.contains(fact)) {
      row.parsed(where, value, "number", Integer::parseUnsignedInt);
    } else if (fact == CaseAttribute.OLD_ITEMS) {
      row.parsed(where, value, "number", Long::parseUnsignedLong);
    } else if (IDS.contains(fact)) {
      row.parsed(where, value, "id of a group", CaseAttributeRules::id);
    } else if (fact == CaseAttribute.TLS_STATE) {
      row.parsed(where, value, "state of TLS", TlsState::of);
    } else if (fact == CaseAttribute.TLS_ROLLBACK_TARGET) {
      row.parsed(where, value, "mode to go back to", CaseAttributeRules::mode);
    } else if (fact == CaseAttribute.LAST_REQUEST) {
      row.parsed(where, value, "request with its instant", CaseAttributeRules::asked);
    }
  }

  /** That a fact is missing, as part of a sentence; empty where none is. */
  static Optional<String> missing(RemediationCase c) {
    if (!c.running()) {
      return without(c, CaseAttribute.FAILURES, CaseAttribute.FAILED_AT);
    }
    List<Optional<String>> missing = new ArrayList<>();
    TOGETHER.forEach((fact, all) -> all.forEach(f -> missing.add(without(c, fact, f))));
    FROM_THE_BEGINNING.getOrDefault(c.decision(), List.of()).stream()
        .filter(f -> c.attribute(f).isEmpty())
        .forEach(f -> missing.add(Optional.of("a flow for " + c.decision() + " has no fact " + f)));
    return missing.stream().flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> without(
      RemediationCase c, CaseAttribute fact, CaseAttribute needed) {
    return c.attribute(fact).isPresent() && c.attribute(needed).isEmpty()
        ? Optional.of("it has the fact " + fact + " without " + needed)
        : Optional.empty();
  }

  private static String id(String text) {
    if (!text.matches("[a-z](-?[a-z0-9]){0,39}")) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static TransitEncryptionMode mode(String word) {
    for (TransitEncryptionMode mode :
        List.of(TransitEncryptionMode.PREFERRED, TransitEncryptionMode.NONE)) {
      if (mode.apiValue().equals(word)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(word);
  }

  private static Instant asked(String text) {
    return Instant.parse(text.substring(text.lastIndexOf('@') + 1));
  }
}
