package remediator.scale;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import remediator.scale.measure.MeasuredProduct;
import remediator.scale.model.BurstRun.BurstResult;
import remediator.scale.model.FleetRun.FleetResult;
import remediator.scale.model.IntakeShape;
import remediator.scale.model.ReconcileRun.ReconcileResult;
import remediator.scale.model.SimulationSettings;

/**
 * All that a simulation has found.
 *
 * @param calls an event, by how it was found and for how many groups
 * @param bursts by the way that events take; the first is that of the template
 * @param fleets from the day of installation on, by the limits on flows; one is that of the
 *     template
 * @param reconciliations of all accounts, by how they are looked at; the first is that of the
 *     product
 */
record SimulationFigures(
    SimulationSettings settings,
    IntakeShape shape,
    int accounts,
    int groups,
    MeasuredProduct product,
    Map<String, Double> calls,
    Map<String, BurstResult> bursts,
    FleetResult deployed,
    List<FleetResult> fleets,
    Map<String, ReconcileResult> reconciliations) {
  BurstResult burst() {
    return bursts.values().iterator().next();
  }

  /** For programs. */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("seed", settings.seed());
    map.put("accounts", accounts);
    map.put("groups", groups);
    map.put("assumed", assumed());
    map.put("intake", shape.toString());
    map.put("callsAnEvent", calls);
    Map<String, Object> ways = new LinkedHashMap<>();
    bursts.forEach((way, burst) -> ways.put(way, burst(burst)));
    map.put("bursts", ways);
    map.put("fleet", fleet(deployed));
    map.put("fleetsByLimit", fleets.stream().map(this::fleet).toList());
    Map<String, Object> reconciled = new LinkedHashMap<>();
    reconciliations.forEach((way, result) -> reconciled.put(way, reconciliation(result)));
    map.put("reconciliations", reconciled);
    return map;
  }

  ReconcileResult reconciliation() {
    return reconciliations.values().iterator().next();
  }

  private static Map<String, Object> reconciliation(ReconcileResult result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("places", result.places());
    map.put("placesNotLookedAt", result.failed());
    map.put("parts", result.parts());
    map.put("seconds", result.seconds());
    map.put("longestPartSeconds", result.longestSeconds());
    map.put("calls", result.calls());
    map.put("callsThrottled", result.throttled());
    map.put("uses", QuotaTable.toMap(result.uses()));
    return map;
  }

  private Map<String, Object> assumed() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("fastestCallMillis", settings.fastestCall().toMillis());
    map.put("slowestCallMillis", settings.slowestCall().toMillis());
    map.put("ownMillisAnEvent", settings.ownTime().toMillis());
    map.put("startMillis", settings.start().toMillis());
    map.put("answerHours", settings.answer().toHours());
    return map;
  }

  private static Map<String, Object> burst(BurstResult burst) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("findings", burst.findings());
    map.put("findingsLost", burst.lost());
    map.put("deadLetters", burst.deadLetters());
    map.put("notesNotWritten", burst.notesLost());
    map.put("callsThrottled", burst.throttled());
    map.put("seconds", burst.seconds());
    map.put("longestSeconds", burst.longestSeconds());
    map.put("invocationsAtOnce", burst.concurrency());
    map.put("eventsWaiting", burst.waiting());
    map.put("flowsStarted", burst.flows());
    map.put("calls", burst.calls());
    map.put("callsAnEvent", Math.round(100 * burst.callsAnEvent()) / 100.0);
    map.put(
        "callsAnEventWithCredentials",
        Math.round(100.0 * burst.calls() / burst.findings()) / 100.0);
    map.put("dollars", FleetCosts.of(burst));
    map.put("uses", QuotaTable.toMap(burst.uses()));
    return map;
  }

  private Map<String, Object> fleet(FleetResult fleet) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("maxFlows", fleet.limits().flows());
    map.put("maxGroupsADay", fleet.limits().groupsADay());
    map.put("events", fleet.events());
    map.put("findings", fleet.findings());
    map.put("findingsLost", fleet.lost());
    map.put("deadLetters", fleet.deadLetters());
    map.put("notesNotWritten", fleet.notesLost());
    map.put("callsThrottled", fleet.throttled());
    map.put("invocationsAtOnce", fleet.concurrency());
    map.put("flows", fleet.flows());
    map.put("flowsAtOnce", fleet.flowsAtOnce());
    map.put("stepsRunAgain", fleet.stepRetries());
    map.put("hoursToDone", fleet.hoursToDone());
    map.put("longestLookSeconds", fleet.lookSeconds());
    map.put("looksCutOff", fleet.looksFailed());
    map.put("dollars", FleetCosts.of(fleet, product.flows()));
    map.put("uses", QuotaTable.toMap(fleet.uses()));
    return map;
  }
}
