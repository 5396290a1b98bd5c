package remediator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.finding.FindingId;
import remediator.group.GroupArn;
import remediator.plan.Plan.Decision;
import remediator.plan.PolicySetting;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of a case that a list of all groups shows. A scan returns this part only: a whole row
 * has up to 200 lines of history, and a task token that no list needs.
 *
 * @param flow name of the flow
 * @param attributes of those that were asked for, where the case has them
 * @param answered whether an answer from the page or the console is recorded that the flow has not
 *     gone on with yet
 * @param sameId whether the owner wants the old id again
 */
public record CaseSummary(
    GroupArn group,
    String flow,
    Decision decision,
    RemediationCase.State state,
    Set<String> controls,
    Map<CaseAttribute, String> attributes,
    List<FindingId> findings,
    boolean answered,
    boolean sameId) {
  /** What is shown of a case's attributes. */
  static final List<CaseAttribute> SHOWN =
      List.of(
          CaseAttribute.STEP,
          CaseAttribute.STEP_SINCE,
          CaseAttribute.GATE,
          CaseAttribute.GATE_UNTIL,
          CaseAttribute.WRITES_HELD_AT,
          CaseAttribute.WRITES_RELEASED_AT,
          CaseAttribute.CUT_OVER_AT,
          CaseAttribute.DELETION_REQUESTED_AT,
          CaseAttribute.NEW_GROUP,
          CaseAttribute.NEW_CREATED,
          CaseAttribute.OLD_GONE_AT,
          CaseAttribute.SECOND_GROUP_CENTS_A_DAY,
          CaseAttribute.EXECUTION,
          CaseAttribute.ACCOUNT_NAME);

  /** What a report has besides; the list is read while somebody waits. */
  static final List<CaseAttribute> REPORTED =
      Stream.concat(
              SHOWN.stream(),
              Stream.of(CaseAttribute.OUTCOME, CaseAttribute.ENDING_REASON, CaseAttribute.FAILURES))
          .toList();

  private static final List<String> WHOLE =
      List.of(
          CaseItemMapper.KEY,
          CaseItemMapper.FLOW,
          CaseItemMapper.DECISION,
          CaseItemMapper.STATE,
          CaseItemMapper.CONTROLS,
          CaseItemMapper.FINDINGS,
          CaseItemMapper.GATE_DECISION);

  /** A name in an expression has no hyphen, as the setting's key has. */
  private static final String NEW_ID = "#newId";

  public CaseSummary {
    controls = Set.copyOf(controls);
    attributes = Map.copyOf(attributes);
    findings = List.copyOf(findings);
  }

  /** What a scan is to return; every name is a placeholder, several are DynamoDB's own words. */
  static String projection(List<CaseAttribute> attributes) {
    return Stream.of(
            WHOLE.stream().map(name -> "#" + name),
            attributes.stream().map(fact -> "#" + CaseItemMapper.FACTS + ".#" + fact.name()),
            Stream.of("#" + CaseItemMapper.POLICY + "." + NEW_ID))
        .flatMap(Function.identity())
        .collect(Collectors.joining(", "));
  }

  static Map<String, String> projectionNames(List<CaseAttribute> attributes) {
    Map<String, String> names = new TreeMap<>(Map.of(NEW_ID, PolicySetting.NEW_ID.key()));
    Stream.of(
            WHOLE.stream(),
            attributes.stream().map(CaseAttribute::name),
            Stream.of(CaseItemMapper.FACTS, CaseItemMapper.POLICY))
        .flatMap(Function.identity())
        .forEach(name -> names.put("#" + name, name));
    return names;
  }

  /**
   * Reads what the scan returned.
   *
   * @throws UnreadableRowException where it is not as this version writes it
   */
  static CaseSummary read(Map<String, AttributeValue> item) {
    RowReader row = RowReader.of(item);
    Map<CaseAttribute, String> facts = new TreeMap<>();
    if (item.containsKey(CaseItemMapper.FACTS)) {
      row.texts(CaseItemMapper.FACTS)
          .forEach(
              (name, value) -> {
                CaseAttribute fact = CaseAttribute.valueOf(name);
                fact.check(row, value);
                facts.put(fact, value);
              });
    }
    if (facts.containsKey(CaseAttribute.GATE) && !facts.containsKey(CaseAttribute.GATE_UNTIL)) {
      throw row.unreadable("it has the fact GATE without GATE_UNTIL");
    }
    return new CaseSummary(
        row.parsed(CaseItemMapper.KEY, "ARN of a replication group", GroupArn::parse),
        row.text(CaseItemMapper.FLOW),
        row.parsed(CaseItemMapper.DECISION, "decision", Decision::valueOf),
        row.parsed(CaseItemMapper.STATE, "state", RemediationCase.State::valueOf),
        Set.copyOf(row.listOfTexts(CaseItemMapper.CONTROLS)),
        facts,
        row.rows(CaseItemMapper.FINDINGS, CaseItemMapper::finding),
        item.containsKey(CaseItemMapper.GATE_DECISION),
        item.containsKey(CaseItemMapper.POLICY)
            && "same".equals(row.texts(CaseItemMapper.POLICY).get(PolicySetting.NEW_ID.key())));
  }

  /** Name of the execution that works for the flow; empty where none ever did. */
  public String execution() {
    return attribute(CaseAttribute.EXECUTION).orElse(flow);
  }

  /** As {@link RemediationCase#openGate}. */
  public Optional<String> openGate() {
    return RemediationCase.openGate(state, attributes);
  }

  /** Until when it waits. */
  public Optional<Instant> gateUntil() {
    return openGate().flatMap(_ -> instant(CaseAttribute.GATE_UNTIL));
  }

  /** Since when the step that runs now has run; empty where no flow runs. */
  public Optional<Instant> since() {
    return instant(CaseAttribute.STEP_SINCE).filter(_ -> state == RemediationCase.State.RUNNING);
  }

  public Optional<String> attribute(CaseAttribute fact) {
    return Optional.ofNullable(attributes.get(fact));
  }

  private Optional<Instant> instant(CaseAttribute fact) {
    return attribute(fact).map(Instant::parse);
  }
}
