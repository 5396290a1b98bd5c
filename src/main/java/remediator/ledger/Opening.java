package remediator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.finding.FindingRef;
import remediator.group.GroupArn;

/**
 * What a new flow is to be recorded with.
 *
 * @param decision the plan's name
 * @param controls ids of the controls that the flow answers
 * @param policy as it holds for the whole flow
 * @param facts what is known already
 * @param findings that asked for it
 */
public record Opening(
    GroupArn group,
    String decision,
    Set<String> controls,
    Map<String, String> policy,
    Map<Fact, String> facts,
    List<FindingRef> findings) {

  /**
   * The case that would be opened, not written; empty where a flow runs already.
   *
   * @param before what the ledger says of the group
   */
  Optional<Case> fresh(Optional<Case> before, ExecutionNames names) {
    if (before.isPresent() && before.get().running()) {
      return Optional.empty();
    }
    int attempt = before.map(Case::attempt).orElse(0) + 1;
    Map<Fact, String> all = new HashMap<>(facts);
    all.putAll(Attempts.kept(before));
    return Optional.of(after(before, attempt, names.next(group, attempt), Case.State.RUNNING, all));
  }

  /** The case of a group that waits for a place, not written: no attempt has begun. */
  Case waiting(Optional<Case> before) {
    return after(
        before,
        before.map(Case::attempt).orElse(0),
        before.map(Case::flow).orElse(""),
        Case.State.WAITING,
        before.map(Case::facts).orElse(Map.of()));
  }

  private Case after(
      Optional<Case> before, int attempt, String flow, Case.State state, Map<Fact, String> known) {
    return new Case(
        group,
        attempt,
        flow,
        decision,
        state,
        controls,
        policy,
        known,
        findings,
        before.map(Case::history).orElse(List.of()),
        before.map(Case::version).orElse(0L));
  }
}
