package remediator.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import remediator.finding.FindingRef;
import remediator.group.GroupArn;
import remediator.ledger.Case.Entry;
import remediator.ledger.Case.State;
import remediator.plan.Control;
import remediator.plan.Plan;
import remediator.plan.Policy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A case as a DynamoDB item that a person can read in the console. */
final class CaseItem {
  static final String KEY = "group";
  static final String VERSION = "version";
  static final String STATE = "state";
  static final String STAMP = "stamp";

  /**
   * Facts that are attributes of their own, so that IAM tells who may write them: the page its
   * answer and nothing else, and the record of answers nobody who deletes upon them.
   */
  private static final Map<Fact, String> APART =
      Map.of(Fact.GATE_DECISION, "gateAnswer", Fact.GATE_ANSWERS, "gateAnswers");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          KEY,
          "attempt",
          "flow",
          "decision",
          STATE,
          "controls",
          "policy",
          "facts",
          "findings",
          "history",
          "gateAnswer",
          "gateAnswers",
          VERSION,
          STAMP);

  private CaseItem() {}

  static Map<String, AttributeValue> write(Case c) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(KEY, text(c.group().toString()));
    item.put("attempt", number(c.attempt()));
    item.put("flow", text(c.flow()));
    item.put("decision", text(c.decision()));
    item.put(STATE, text(c.state().name()));
    item.put("controls", list(c.controls().stream().sorted().map(CaseItem::text).toList()));
    item.put("policy", map(c.policy()));
    Map<String, String> facts = new TreeMap<>();
    c.facts().forEach((k, v) -> facts.put(k.name(), v));
    APART.forEach(
        (fact, attribute) -> {
          if (facts.remove(fact.name()) != null) {
            item.put(attribute, text(c.need(fact)));
          }
        });
    item.put("facts", map(facts));
    item.put("findings", list(c.findings().stream().map(CaseItem::finding).toList()));
    item.put("history", list(c.history().stream().map(CaseItem::entry).toList()));
    item.put(VERSION, number(c.version()));
    return item;
  }

  /**
   * Reads a row.
   *
   * @throws UnreadableRowException where it is not as {@link #write} would have it
   */
  static Case read(Map<String, AttributeValue> item) {
    RowReader row = RowReader.of(item);
    row.allows(ATTRIBUTES);
    Case c =
        new Case(
            row.parsed(KEY, "ARN of a replication group", GroupArn::parse),
            Math.toIntExact(Math.min(row.number("attempt"), Integer.MAX_VALUE)),
            row.text("flow"),
            row.parsed("decision", "decision", Plan.Decision::valueOf).name(),
            row.parsed(STATE, "state", State::valueOf),
            controls(row),
            policy(row),
            facts(row),
            row.rows("findings", CaseItem::finding),
            row.rows("history", r -> new Entry(r.instant("at"), r.text("text"))),
            row.number(VERSION));
    if (c.running() && (c.attempt() == 0 || c.flow().isEmpty())) {
      throw row.unreadable("it is RUNNING, and the attribute flow names none");
    }
    FactRules.missing(c)
        .ifPresent(
            mistake -> {
              throw row.unreadable(mistake);
            });
    return c;
  }

  private static Set<String> controls(RowReader row) {
    List<String> controls = row.listOfTexts("controls");
    controls.forEach(c -> row.parsed("controls", c, "control of this product", Control::of));
    return Set.copyOf(controls);
  }

  /** A setting that is missing is younger than the row: it has its first value, the careful one. */
  private static Map<String, String> policy(RowReader row) {
    Map<String, String> policy = row.texts("policy");
    List<String> mistakes = Policy.of(Map.of(), Map.of()).with(policy).mistakes();
    if (!mistakes.isEmpty()) {
      throw row.unreadable("in the attribute policy " + mistakes.getFirst());
    }
    return policy;
  }

  private static Map<Fact, String> facts(RowReader row) {
    Map<Fact, String> facts = new TreeMap<>();
    row.texts("facts")
        .forEach(
            (name, value) -> {
              Fact fact = row.parsed("facts", name, "fact that this version knows", Fact::valueOf);
              FactRules.check(row, fact, value);
              facts.put(fact, value);
            });
    for (Map.Entry<Fact, String> apart : APART.entrySet()) {
      row.optionalText(apart.getValue())
          .ifPresent(
              value -> {
                FactRules.check(row, apart.getKey(), value);
                facts.put(apart.getKey(), value);
              });
    }
    return facts;
  }

  private static AttributeValue finding(FindingRef ref) {
    return map(
        Map.of(
            "hub", ref.hub().name(), "id", ref.id(), "product", ref.product(), "uid", ref.uid()));
  }

  private static FindingRef finding(RowReader row) {
    return new FindingRef(
        row.parsed("hub", "hub", FindingRef.Hub::valueOf),
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
