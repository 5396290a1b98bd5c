package remediator.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import remediator.finding.FindingId;
import remediator.group.GroupArn;
import remediator.json.InvalidJsonException;
import remediator.json.StrictJson;
import remediator.plan.Plan.Decision;

/**
 * All that is known about the work on one replication group: the lock, the attempt, the history.
 *
 * @param attempt counts the flows that were started for this group, from 1
 * @param flow name of the state machine execution; made from group and attempt, so that starting it
 *     twice starts it once
 * @param decision the plan's word
 * @param controls ids of the controls that the flow answers
 * @param policy by the settings' keys, as it was when the plan was made, with choices from gates
 * @param findings all copies of the findings that told of it
 * @param history what happened, oldest first
 * @param version of this record; a write succeeds only upon the version that it was made from
 */
public record RemediationCase(
    GroupArn group,
    int attempt,
    String flow,
    Decision decision,
    State state,
    Set<String> controls,
    Map<String, String> policy,
    Map<CaseAttribute, String> attributes,
    List<FindingId> findings,
    List<Entry> history,
    long version) {
  /** Security Hub keeps one note a finding; here is room for the rest. A record must stay small. */
  private static final int LONGEST_HISTORY = 200;

  /** Where a case stands. */
  public enum State {
    /** No flow works on the group yet: there was no place for another. */
    WAITING,
    /** A flow works on the group: the lock. */
    RUNNING,
    /** The flow ended with the group encrypted; Security Hub has not said so yet. */
    DONE,
    /** The flow ended short of it: refused at a gate, rolled back, or failed. */
    STOPPED,
    /** Security Hub reported PASSED or archived the finding. */
    CLOSED
  }

  /**
   * A line of history.
   *
   * @param text a sentence
   */
  public record Entry(Instant at, String text) {}

  public RemediationCase {
    controls = Set.copyOf(controls);
    policy = Map.copyOf(policy);
    attributes = Map.copyOf(attributes);
    findings = List.copyOf(findings);
    history = List.copyOf(history);
  }

  public boolean running() {
    return state == State.RUNNING;
  }

  public Optional<String> attribute(CaseAttribute fact) {
    return Optional.ofNullable(attributes.get(fact));
  }

  /**
   * Returns a fact that an earlier step must have left.
   *
   * @throws MissingAttributeException where the row does not have it
   */
  public String require(CaseAttribute fact) {
    return attribute(fact).orElseThrow(() -> new MissingAttributeException(group, fact));
  }

  /**
   * Returns a fact that an earlier step must have left as a JSON object.
   *
   * @throws MissingAttributeException where the row does not have it
   * @throws UnreadableRowException where it is something else
   */
  public <T> T require(CaseAttribute fact, Class<T> type) {
    return read(fact, () -> StrictJson.read(require(fact), type));
  }

  /**
   * Returns a fact that is kept as a JSON object whose members all have one type; empty without it.
   *
   * @throws UnreadableRowException where it is something else
   */
  public <T> Map<String, T> map(CaseAttribute fact, Class<T> type) {
    return read(fact, () -> StrictJson.readMap(attribute(fact).orElse("{}"), type));
  }

  private <T> T read(CaseAttribute fact, Supplier<T> reader) {
    try {
      return reader.get();
    } catch (InvalidJsonException e) {
      throw new UnreadableRowException(
          group.toString(), "the fact " + fact + " is not as it was written: " + e.getMessage());
    }
  }

  /**
   * The gate that is open: also where an answer is recorded, until the flow has gone on with it,
   * since an answer that could not be handed over lets the gate expire.
   */
  public Optional<String> openGate() {
    return openGate(state, attributes);
  }

  static Optional<String> openGate(State state, Map<CaseAttribute, String> attributes) {
    return Optional.ofNullable(attributes.get(CaseAttribute.GATE))
        .filter(_ -> state == State.RUNNING);
  }

  /** Name of the execution that works for the flow now. */
  public String execution() {
    return attribute(CaseAttribute.EXECUTION).orElse(flow);
  }

  /** The group that replaces this one. */
  public Optional<GroupArn> newGroup() {
    return attribute(CaseAttribute.NEW_GROUP).map(group::withId);
  }

  /** The group that the new one takes its settings from. */
  public GroupArn source() {
    return attribute(CaseAttribute.STAND_IN).map(group::withId).orElse(group);
  }

  public RemediationCase with(CaseAttribute fact, String value) {
    Map<CaseAttribute, String> changed = new TreeMap<>(attributes);
    changed.put(fact, value);
    return withAttributes(changed);
  }

  public RemediationCase without(CaseAttribute... gone) {
    Map<CaseAttribute, String> changed = new TreeMap<>(attributes);
    List.of(gone).forEach(changed::remove);
    return withAttributes(changed);
  }

  private RemediationCase withAttributes(Map<CaseAttribute, String> changed) {
    return with(state, policy, changed, findings, history);
  }

  public RemediationCase withState(State other) {
    return with(other, policy, attributes, findings, history);
  }

  RemediationCase attempt(int number, String name) {
    return with(number, name, state, policy, attributes, findings, history, version);
  }

  /** What is saved upon this. */
  RemediationCase nextVersion() {
    return with(attempt, flow, state, policy, attributes, findings, history, version + 1);
  }

  public RemediationCase withPolicy(Map<String, String> choices) {
    Map<String, String> changed = new TreeMap<>(policy);
    changed.putAll(choices);
    return with(state, changed, attributes, findings, history);
  }

  /** With these findings known, each once. */
  public RemediationCase withFindings(List<FindingId> more) {
    Set<FindingId> all = new LinkedHashSet<>(findings);
    all.addAll(more);
    return with(state, policy, attributes, List.copyOf(all), history);
  }

  public RemediationCase withHistory(Instant at, String text) {
    List<Entry> longer = new ArrayList<>(history);
    longer.add(new Entry(at, text));
    int over = Math.max(0, longer.size() - LONGEST_HISTORY);
    return with(state, policy, attributes, findings, longer.subList(over, longer.size()));
  }

  /** The same case of the same flow, with these. */
  private RemediationCase with(
      State state,
      Map<String, String> policy,
      Map<CaseAttribute, String> attributes,
      List<FindingId> findings,
      List<Entry> history) {
    return with(attempt, flow, state, policy, attributes, findings, history, version);
  }

  private RemediationCase with(
      int attempt,
      String flow,
      State state,
      Map<String, String> policy,
      Map<CaseAttribute, String> attributes,
      List<FindingId> findings,
      List<Entry> history,
      long version) {
    return new RemediationCase(
        group,
        attempt,
        flow,
        decision,
        state,
        controls,
        policy,
        attributes,
        findings,
        history,
        version);
  }
}
