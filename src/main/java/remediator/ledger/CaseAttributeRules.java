package remediator.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import remediator.plan.Plan.Decision;

/**
 * Which facts come together. Steps demand them without looking twice, so a row that breaks a rule
 * is not read at all.
 */
final class CaseAttributeRules {
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
              CaseAttribute.FREEZE_PARAMETER_GROUP,
                  List.of(
                      CaseAttribute.WRITE_HOLD_PARAMETER,
                      CaseAttribute.WRITE_HOLD_ORIGINAL_VALUE,
                      CaseAttribute.ORIGINAL_PARAMETER_GROUP),
              CaseAttribute.WRITES_HELD_AT, List.of(CaseAttribute.FREEZE_PARAMETER_GROUP),
              CaseAttribute.KEYS_COMPARED_AT,
                  List.of(
                      CaseAttribute.KEYS_DIFFERING,
                      CaseAttribute.COMPARED_ITEMS,
                      CaseAttribute.COPY_TARGET_CREATED,
                      CaseAttribute.SNAPSHOT_AT,
                      CaseAttribute.WRITES_HELD_AT),
              CaseAttribute.UPGRADE_ENGINE,
                  List.of(
                      CaseAttribute.UPGRADE_VERSION,
                      CaseAttribute.UPGRADE_PARAMETER_GROUP,
                      CaseAttribute.UPGRADE_FAMILY,
                      CaseAttribute.UPGRADE_DEFAULT_PARAMETER_GROUP),
              CaseAttribute.EXECUTION,
                  List.of(
                      CaseAttribute.RECOVERIES,
                      CaseAttribute.RECOVERED_AT,
                      CaseAttribute.EXECUTION_FAILURE)));

  /** What a flow of this kind knows from its first moment. */
  private static final Map<Decision, List<CaseAttribute>> FROM_THE_BEGINNING =
      Map.of(
          Decision.UPGRADE_THEN_TLS,
          List.of(CaseAttribute.UPGRADE_ENGINE),
          Decision.TLS_ROLLBACK,
          List.of(CaseAttribute.TLS_ROLLBACK_TARGET));

  private CaseAttributeRules() {}

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
}
