package remediator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import remediator.finding.FindingId;
import remediator.group.GroupArn;
import remediator.plan.Plan.Decision;

/**
 * What a new flow is to be recorded with.
 *
 * @param decision the plan's name
 * @param controls ids of the controls that the flow answers
 * @param policy as it holds for the whole flow
 * @param attributes what is known already
 * @param findings that asked for it
 */
public record NewCase(
    GroupArn group,
    Decision decision,
    Set<String> controls,
    Map<String, String> policy,
    Map<CaseAttribute, String> attributes,
    List<FindingId> findings) {

  /**
   * The case that would be opened, not written; empty where a flow runs already.
   *
   * @param before what the ledger says of the group
   */
  Optional<RemediationCase> fresh(Optional<RemediationCase> before, ExecutionNames names) {
    if (before.isPresent() && before.get().running()) {
      return Optional.empty();
    }
    int attempt = before.map(RemediationCase::attempt).orElse(0) + 1;
    Map<CaseAttribute, String> all = new HashMap<>(attributes);
    all.putAll(FailureCount.kept(before));
    return Optional.of(
        after(before, attempt, names.next(group, attempt), RemediationCase.State.RUNNING, all));
  }

  /** The case of a group that waits for a place, not written: no attempt has begun. */
  RemediationCase waiting(Optional<RemediationCase> before) {
    return after(
        before,
        before.map(RemediationCase::attempt).orElse(0),
        before.map(RemediationCase::flow).orElse(""),
        RemediationCase.State.WAITING,
        waitingAttributes(before));
  }

  /** Those of the attempt before, and the account's name, which only an event tells. */
  private Map<CaseAttribute, String> waitingAttributes(Optional<RemediationCase> before) {
    Map<CaseAttribute, String> all =
        new TreeMap<>(before.map(RemediationCase::attributes).orElse(Map.of()));
    Optional.ofNullable(attributes.get(CaseAttribute.ACCOUNT_NAME))
        .ifPresent(name -> all.put(CaseAttribute.ACCOUNT_NAME, name));
    return all;
  }

  private RemediationCase after(
      Optional<RemediationCase> before,
      int attempt,
      String flow,
      RemediationCase.State state,
      Map<CaseAttribute, String> known) {
    return new RemediationCase(
        group,
        attempt,
        flow,
        decision,
        state,
        controls,
        policy,
        known,
        findings,
        before.map(RemediationCase::history).orElse(List.of()),
        before.map(RemediationCase::version).orElse(0L));
  }
}
