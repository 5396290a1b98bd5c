package remediator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import remediator.finding.FindingId;
import remediator.group.GroupArn;
import remediator.ledger.RemediationCase.Entry;
import remediator.ledger.RemediationCase.State;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Policy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A case as a DynamoDB item that a person can read in the console. */
final class CaseItemMapper {
  static final String KEY = "group";
  static final String FLOW = "flow";
  static final String DECISION = "decision";
  static final String CONTROLS = "controls";
  static final String POLICY = "policy";
  static final String FACTS = "facts";
  static final String FINDINGS = "findings";
  static final String GATE_DECISION = "gateAnswer";
  static final String VERSION = "version";
  static final String STATE = "state";
  static final String STAMP = "stamp";

  /**
   * Facts that are attributes of their own, so that IAM tells who may write them: page and console
   * the answer and nothing else, and the record of answers nobody who deletes upon them.
   */
  private static final Map<CaseAttribute, String> APART =
      Map.of(CaseAttribute.GATE_DECISION, GATE_DECISION, CaseAttribute.GATE_ANSWERS, "gateAnswers");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          KEY,
          "attempt",
          FLOW,
          DECISION,
          STATE,
          CONTROLS,
          POLICY,
          FACTS,
          FINDINGS,
          "history",
          GATE_DECISION,
          "gateAnswers",
          VERSION,
          STAMP);

  private CaseItemMapper() {}

  static Map<String, AttributeValue> write(RemediationCase c) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(KEY, text(c.group().toString()));
    item.put("attempt", number(c.attempt()));
    item.put(FLOW, text(c.flow()));
    item.put(DECISION, text(c.decision().name()));
    item.put(STATE, text(c.state().name()));
    item.put(CONTROLS, list(c.controls().stream().sorted().map(CaseItemMapper::text).toList()));
    item.put(POLICY, map(c.policy()));
    Map<String, String> facts = new TreeMap<>();
    c.attributes().forEach((k, v) -> facts.put(k.name(), v));
    APART.forEach(
        (fact, attribute) -> {
          if (facts.remove(fact.name()) != null) {
            item.put(attribute, text(c.require(fact)));
          }
        });
    item.put(FACTS, map(facts));
    item.put(FINDINGS, list(c.findings().stream().map(CaseItemMapper::finding).toList()));
    item.put("history", list(c.history().stream().map(CaseItemMapper::entry).toList()));
    item.put(VERSION, number(c.version()));
    return item;
  }

  /**
   * Reads a row.
   *
   * @throws UnreadableRowException where it is not as {@link #write} would have it
   */
  static RemediationCase read(Map<String, AttributeValue> item) {
    RowReader row = RowReader.of(item);
    row.allows(ATTRIBUTES);
    RemediationCase c =
        new RemediationCase(
            row.parsed(KEY, "ARN of a replication group", GroupArn::parse),
            Math.toIntExact(Math.min(row.number("attempt"), Integer.MAX_VALUE)),
            row.text(FLOW),
            row.parsed(DECISION, "decision", Plan.Decision::valueOf),
            row.parsed(STATE, "state", State::valueOf),
            controls(row),
            policy(row),
            facts(row),
            row.rows(FINDINGS, CaseItemMapper::finding),
            row.rows("history", r -> new Entry(r.instant("at"), r.text("text"))),
            row.number(VERSION));
    if (c.running() && (c.attempt() == 0 || c.flow().isEmpty())) {
      throw row.unreadable("it is RUNNING, and the attribute flow names none");
    }
    CaseAttributeRules.missing(c)
        .ifPresent(
            mistake -> {
              throw row.unreadable(mistake);
            });
    return c;
  }

  private static Set<String> controls(RowReader row) {
    List<String> controls = row.listOfTexts(CONTROLS);
    controls.forEach(c -> row.parsed(CONTROLS, c, "control of this product", Control::of));
    return Set.copyOf(controls);
  }

  /** A setting that is missing is younger than the row: it has its first value, the careful one. */
  private static Map<String, String> policy(RowReader row) {
    Map<String, String> policy = row.texts(POLICY);
    List<String> mistakes = Policy.of(Map.of(), Map.of()).with(policy).violations();
    if (!mistakes.isEmpty()) {
      throw row.unreadable("in the attribute policy " + mistakes.getFirst());
    }
    return policy;
  }

  private static Map<CaseAttribute, String> facts(RowReader row) {
    Map<CaseAttribute, String> facts = new TreeMap<>();
    row.texts(FACTS)
        .forEach(
            (name, value) -> {
              CaseAttribute fact =
                  row.parsed(FACTS, name, "fact that this version knows", CaseAttribute::valueOf);
              fact.check(row, value);
              facts.put(fact, value);
            });
    for (Map.Entry<CaseAttribute, String> apart : APART.entrySet()) {
      row.optionalText(apart.getValue())
          .ifPresent(
              value -> {
                apart.getKey().check(row, value);
                facts.put(apart.getKey(), value);
              });
    }
    return facts;
  }

  private static AttributeValue finding(FindingId ref) {
    return map(
        Map.of(
            "hub", ref.hub().name(), "id", ref.id(), "product", ref.product(), "uid", ref.uid()));
  }

  static FindingId finding(RowReader row) {
    return new FindingId(
        row.parsed("hub", "hub", FindingId.Hub::valueOf),
        row.text("id"),
        row.text("product"),
        row.text("uid"));
  }

  private static AttributeValue entry(Entry entry) {
    return map(Map.of("at", entry.at().toString(), "text", entry.text()));
  }

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue number(long value) {
    return AttributeValue.fromN(Long.toString(value));
  }

  private static AttributeValue list(List<AttributeValue> values) {
    return AttributeValue.fromL(values);
  }

  private static AttributeValue map(Map<String, String> values) {
    Map<String, AttributeValue> m = new TreeMap<>();
    values.forEach((k, v) -> m.put(k, text(v)));
    return AttributeValue.fromM(m);
  }
}
