package remediator.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.finding.FindingId;
import remediator.group.GroupArn;
import remediator.plan.Plan.Decision;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The part of a case that a list of all groups shows. A scan returns this part only: a whole row
 * has up to 200 lines of history, and a task token that no list needs.
 *
 * @param flow name of the flow
 * @param attributes of {@link #SHOWN}, where the case has them
 * @param answered whether an answer from the page or the console is recorded that the flow has not
 *     gone on with yet
 */
public record CaseSummary(
    GroupArn group,
    String flow,
    Decision decision,
    RemediationCase.State state,
    Set<String> controls,
    Map<CaseAttribute, String> attributes,
    List<FindingId> findings,
    boolean answered) {
  /** What is shown of a case's attributes. */
  static final List<CaseAttribute> SHOWN =
      List.of(
          CaseAttribute.STEP,
          CaseAttribute.STEP_SINCE,
          CaseAttribute.GATE,
          CaseAttribute.GATE_UNTIL,
          CaseAttribute.WRITES_HELD_AT,
          CaseAttribute.WRITES_RELEASED_AT,
          CaseAttribute.NEW_GROUP,
          CaseAttribute.EXECUTION);

  private static final String FACTS = "facts";
  private static final List<String> WHOLE =
      List.of(CaseItemMapper.KEY, "flow", "decision", CaseItemMapper.STATE, "controls", "findings");
  private static final String ANSWER = "gateAnswer";

  public CaseSummary {
    controls = Set.copyOf(controls);
    attributes = Map.copyOf(attributes);
    findings = List.copyOf(findings);
  }

  /** What a scan is to return; every name is a placeholder, several are DynamoDB's own words. */
  static String projection() {
    return Stream.concat(
            Stream.concat(WHOLE.stream(), Stream.of(ANSWER)).map(name -> "#" + name),
            SHOWN.stream().map(fact -> "#" + FACTS + ".#" + fact.name()))
        .collect(Collectors.joining(", "));
  }

  static Map<String, String> projectionNames() {
    Map<String, String> names = new TreeMap<>();
    Stream.concat(
            Stream.concat(WHOLE.stream(), Stream.of(ANSWER, FACTS)),
            SHOWN.stream().map(CaseAttribute::name))
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
    if (item.containsKey(FACTS)) {
      row.texts(FACTS)
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
        row.text("flow"),
        row.parsed("decision", "decision", Decision::valueOf),
        row.parsed(CaseItemMapper.STATE, "state", RemediationCase.State::valueOf),
        Set.copyOf(row.listOfTexts("controls")),
        facts,
        row.rows("findings", CaseItemMapper::finding),
        item.containsKey(ANSWER));
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

  /** Since when the old group's writes are refused; empty where they are let in. */
  public Optional<Instant> writesHeldSince() {
    return instant(CaseAttribute.WRITES_HELD_AT)
        .filter(
            _ ->
                state == RemediationCase.State.RUNNING
                    && attribute(CaseAttribute.WRITES_RELEASED_AT).isEmpty());
  }

  public Optional<String> attribute(CaseAttribute fact) {
    return Optional.ofNullable(attributes.get(fact));
  }

  private Optional<Instant> instant(CaseAttribute fact) {
    return attribute(fact).map(Instant::parse);
  }
}
