package remediator.ledger;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import remediator.finding.FindingRef;
import remediator.group.GroupArn;
import remediator.ledger.Case.Entry;
import remediator.ledger.Case.State;
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

  static Case read(Map<String, AttributeValue> item) {
    Map<Fact, String> facts = new TreeMap<>();
    item.get("facts").m().forEach((k, v) -> facts.put(Fact.valueOf(k), v.s()));
    APART.forEach(
        (fact, attribute) -> {
          if (item.containsKey(attribute)) {
            facts.put(fact, item.get(attribute).s());
          }
        });
    Map<String, String> policy = new TreeMap<>();
    item.get("policy").m().forEach((k, v) -> policy.put(k, v.s()));
    return new Case(
        GroupArn.parse(item.get(KEY).s()),
        Integer.parseInt(item.get("attempt").n()),
        item.get("flow").s(),
        item.get("decision").s(),
        State.valueOf(item.get(STATE).s()),
        Set.copyOf(item.get("controls").l().stream().map(AttributeValue::s).toList()),
        policy,
        facts,
        item.get("findings").l().stream().map(v -> finding(v.m())).toList(),
        item.get("history").l().stream().map(v -> entry(v.m())).toList(),
        Long.parseLong(item.get(VERSION).n()));
  }

  private static AttributeValue finding(FindingRef ref) {
    return map(
        Map.of(
            "hub", ref.hub().name(), "id", ref.id(), "product", ref.product(), "uid", ref.uid()));
  }

  private static FindingRef finding(Map<String, AttributeValue> m) {
    return new FindingRef(
        FindingRef.Hub.valueOf(m.get("hub").s()),
        m.get("id").s(),
        m.get("product").s(),
        m.get("uid").s());
  }

  private static AttributeValue entry(Entry entry) {
    return map(Map.of("at", entry.at().toString(), "text", entry.text()));
  }

  private static Entry entry(Map<String, AttributeValue> m) {
    return new Entry(Instant.parse(m.get("at").s()), m.get("text").s());
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
