package remediator.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromM;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import remediator.finding.FindingId;
import remediator.group.GroupArn;
import remediator.ledger.RemediationCase.State;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Rows of the ledger that are not as this version writes them, each by its name. */
class UnreadableCaseTest {
  private static final GroupArn GROUP =
      new GroupArn("aws", "us-east-1", "111122223333", "orders-cache");

  private static final String NOW = "2026-11-02T09:00:00Z";

  /** A replacement at its gate CUT-OVER. */
  private static RemediationCase good() {
    Map<CaseAttribute, String> facts = new EnumMap<>(CaseAttribute.class);
    facts.put(CaseAttribute.STEP, "OpenGate");
    facts.put(CaseAttribute.STEP_SINCE, NOW);
    facts.put(CaseAttribute.LAST_REQUEST, "create@" + NOW);
    facts.put(CaseAttribute.SNAPSHOT, "orders-cache-enc-0-1");
    facts.put(CaseAttribute.SNAPSHOT_AT, NOW);
    facts.put(CaseAttribute.NEW_GROUP, "orders-cache-enc");
    facts.put(CaseAttribute.NEW_GROUP_CONFIRMED, "orders-cache-enc");
    facts.put(CaseAttribute.VERIFIED_AT, NOW);
    facts.put(CaseAttribute.GATE, "cut-over");
    facts.put(CaseAttribute.GATE_TOKEN, "token");
    facts.put(CaseAttribute.GATE_UNTIL, NOW);
    facts.put(CaseAttribute.GATE_TIMES_ASKED, "1");
    facts.put(CaseAttribute.FAILURES, "2");
    facts.put(CaseAttribute.FAILED_AT, NOW);
    return new RemediationCase(
        GROUP,
        3,
        "orders-cache-0-3",
        Decision.REPLACE,
        State.RUNNING,
        Set.of("ElastiCache.4"),
        Policy.of(Map.of(), Map.of()).byKey(),
        facts,
        List.of(new FindingId(FindingId.Hub.CSPM, "f", "p", "")),
        List.of(new RemediationCase.Entry(Instant.parse(NOW), "begun")),
        7);
  }

  private static UnaryOperator<Map<String, AttributeValue>> set(String name, AttributeValue value) {
    return row -> {
      Map<String, AttributeValue> changed = new HashMap<>(row);
      changed.put(name, value);
      return changed;
    };
  }

  private static UnaryOperator<Map<String, AttributeValue>> drop(String name) {
    return row -> {
      Map<String, AttributeValue> changed = new HashMap<>(row);
      changed.remove(name);
      return changed;
    };
  }

  private static UnaryOperator<Map<String, AttributeValue>> in(
      String map, UnaryOperator<Map<String, AttributeValue>> change) {
    return row -> set(map, fromM(change.apply(row.get(map).m()))).apply(row);
  }

  private static UnaryOperator<Map<String, AttributeValue>> fact(CaseAttribute fact, String value) {
    return in("facts", set(fact.name(), fromS(value)));
  }

  private static UnaryOperator<Map<String, AttributeValue>> noFact(CaseAttribute fact) {
    return in("facts", drop(fact.name()));
  }

  private static UnaryOperator<Map<String, AttributeValue>> both(
      UnaryOperator<Map<String, AttributeValue>> one,
      UnaryOperator<Map<String, AttributeValue>> two) {
    return row -> two.apply(one.apply(row));
  }

  private static Arguments row(
      String name, UnaryOperator<Map<String, AttributeValue>> change, String told) {
    return Arguments.of(name, change, told);
  }

  private static Stream<Arguments> badRows() {
    List<Arguments> rows = new ArrayList<>();
    for (String attribute :
        List.of(
            "attempt",
            "flow",
            "decision",
            "state",
            "controls",
            "policy",
            "facts",
            "findings",
            "history",
            "version")) {
      rows.add(
          row(
              "without " + attribute,
              drop(attribute),
              "the attribute " + attribute + " is missing"));
    }
    rows.addAll(types());
    rows.addAll(values());
    rows.addAll(schemas());
    rows.addAll(lacks());
    return rows.stream();
  }

  private static List<Arguments> types() {
    return List.of(
        row("attempt as text", set("attempt", fromS("3")), "the attribute attempt is no number"),
        row("version as text", set("version", fromS("7")), "the attribute version is no number"),
        row("attempt below zero", set("attempt", fromN("-1")), "attempt is no number"),
        row("attempt and a half", set("attempt", fromN("1.5")), "attempt is no number"),
        row("flow as number", set("flow", fromN("1")), "the attribute flow is no text"),
        row("state as number", set("state", fromN("1")), "the attribute state is no text"),
        row("facts as list", set("facts", fromL(List.of())), "the attribute facts is no map"),
        row("facts as text", set("facts", fromS("{}")), "the attribute facts is no map"),
        row("policy as list", set("policy", fromL(List.of())), "the attribute policy is no map"),
        row("controls as text", set("controls", fromS("x")), "the attribute controls is no list"),
        row("history as map", set("history", fromM(Map.of())), "the attribute history is no list"),
        row(
            "history of texts",
            set("history", fromL(List.of(fromS("x")))),
            "the attribute history is no list of maps"),
        row(
            "a fact as number",
            in("facts", set("SNAPSHOT", fromN("1"))),
            "the attribute facts.SNAPSHOT is no text"),
        row(
            "a setting as number",
            in("policy", set("mode", fromN("1"))),
            "the attribute policy.mode is no text"));
  }

  private static List<Arguments> values() {
    return List.of(
        row("a decision of no plan", set("decision", fromS("DELETE")), "\"DELETE\", no decision"),
        row("a state of no case", set("state", fromS("BROKEN")), "\"BROKEN\", no state"),
        row(
            "a control of others",
            set("controls", fromL(List.of(fromS("ElastiCache.3")))),
            "\"ElastiCache.3\", no control of this product"),
        row("a setting's value", in("policy", set("mode", fromS("go"))), "mode is \"go\"; legal"),
        row(
            "an instant",
            fact(CaseAttribute.GATE_UNTIL, "soon"),
            "facts.GATE_UNTIL is \"soon\", no instant"),
        row(
            "an empty instant",
            fact(CaseAttribute.STEP_SINCE, ""),
            "facts.STEP_SINCE is \"\", no instant"),
        row(
            "a number",
            fact(CaseAttribute.FAILURES, "many"),
            "facts.FAILURES is \"many\", no number"),
        row(
            "a negative number",
            fact(CaseAttribute.FAILURES, "-1"),
            "facts.FAILURES is \"-1\", no number"),
        row(
            "a request",
            fact(CaseAttribute.LAST_REQUEST, "create"),
            "facts.LAST_REQUEST is \"create\", no request"),
        row(
            "a state of TLS",
            fact(CaseAttribute.TLS_STATE, "half"),
            "facts.TLS_STATE is \"half\", no state of TLS"),
        row(
            "a way back",
            fact(CaseAttribute.TLS_ROLLBACK_TARGET, "required"),
            "facts.TLS_ROLLBACK_TARGET is \"required\", no mode"),
        row(
            "an id",
            fact(CaseAttribute.NEW_GROUP, "*"),
            "facts.NEW_GROUP is \"*\", no id of a group"),
        row(
            "a hub",
            set(
                "findings",
                fromL(
                    List.of(
                        fromM(
                            Map.of(
                                "hub", fromS("X"),
                                "id", fromS("f"),
                                "product", fromS(""),
                                "uid", fromS("")))))),
            "the attribute findings.hub is \"X\", no hub"),
        row(
            "a line of history without its instant",
            set("history", fromL(List.of(fromM(Map.of("text", fromS("x")))))),
            "the attribute history.at is missing"));
  }

  private static List<Arguments> schemas() {
    return List.of(
        row(
            "an attribute of another schema",
            set("owner", fromS("x")),
            "it has the attribute \"owner\", which this version does not know"),
        row(
            "a fact of another schema",
            in("facts", set("MOOD", fromS("x"))),
            "the attribute facts is \"MOOD\", no fact that this version knows"),
        row(
            "a setting of another schema",
            in("policy", set("colour", fromS("x"))),
            "unknown choice colour"),
        row(
            "an attribute with a control character",
            set("a\u001b[2J", fromS("x")),
            "it has the attribute \"a?[2J\""));
  }

  private static List<Arguments> lacks() {
    return List.of(
        row("running as nothing", set("flow", fromS("")), "RUNNING, and the attribute flow names"),
        row(
            "running before it began",
            set("attempt", fromN("0")),
            "RUNNING, and the attribute flow"),
        row(
            "a step since when",
            noFact(CaseAttribute.STEP_SINCE),
            "the fact STEP without STEP_SINCE"),
        row("a gate's token", noFact(CaseAttribute.GATE_TOKEN), "the fact GATE without GATE_TOKEN"),
        row("a gate's end", noFact(CaseAttribute.GATE_UNTIL), "the fact GATE without GATE_UNTIL"),
        row(
            "what the copy stands in for",
            both(fact(CaseAttribute.STAND_IN, "copy"), noFact(CaseAttribute.NEW_GROUP)),
            "the fact STAND_IN without NEW_GROUP"),
        row(
            "who took over",
            fact(CaseAttribute.EXECUTION, "x"),
            "the fact EXECUTION without RECOVERIES"),
        row(
            "when the last one failed",
            both(set("state", fromS("STOPPED")), noFact(CaseAttribute.FAILED_AT)),
            "the fact FAILURES without FAILED_AT"),
        row(
            "what is upgraded to",
            set("decision", fromS("UPGRADE_THEN_TLS")),
            "a flow for UPGRADE_THEN_TLS has no fact UPGRADE_ENGINE"),
        row(
            "the version of it",
            fact(CaseAttribute.UPGRADE_ENGINE, "valkey"),
            "the fact UPGRADE_ENGINE without UPGRADE_VERSION"),
        row(
            "what is gone back to",
            set("decision", fromS("TLS_ROLLBACK")),
            "a flow for TLS_ROLLBACK has no fact TLS_ROLLBACK_TARGET"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badRows")
  void aBadRowIsNotReadAndSaysWhatIsWrong(
      String name, UnaryOperator<Map<String, AttributeValue>> change, String told) {
    Map<String, AttributeValue> row = change.apply(CaseItemMapper.write(good()));

    assertThatThrownBy(() -> CaseItemMapper.read(row))
        .as(name)
        .isInstanceOfSatisfying(
            UnreadableRowException.class,
            e -> assertThat(e.group()).as("its group").hasValue(GROUP))
        .hasMessageStartingWith("the ledger's row of " + GROUP + " cannot be read: ")
        .hasMessageContaining(told)
        .hasMessageContaining("nothing is done upon it")
        .hasMessageContaining("Correct the row");
  }

  @Test
  void aRowUnderAnotherArnIsOfNoGroup() {
    Map<String, AttributeValue> row =
        set("group", fromS("arn:aws:s3:::bucket")).apply(CaseItemMapper.write(good()));

    assertThatThrownBy(() -> CaseItemMapper.read(row))
        .isInstanceOfSatisfying(UnreadableRowException.class, e -> assertThat(e.group()).isEmpty())
        .hasMessageContaining("no ARN of a replication group");
  }

  @Test
  void aTaskTokenIsQuotedNowhere() {
    Map<String, AttributeValue> row =
        in("facts", set("GATE_TOKEN_2", fromS("a-token-that-opens-the-gate")))
            .apply(CaseItemMapper.write(good()));

    assertThatThrownBy(() -> CaseItemMapper.read(row))
        .hasMessageNotContaining("a-token-that-opens-the-gate");
  }

  @ParameterizedTest
  @EnumSource(State.class)
  void whatThisVersionWritesItReads(State state) {
    assertThat(CaseItemMapper.read(CaseItemMapper.write(good().withState(state))))
        .isEqualTo(good().withState(state));
  }

  /** A younger version has settings that a row of its flows in flight cannot have. */
  @Test
  void aSettingThatIsYoungerThanTheRowIsNoMistake() {
    Map<String, AttributeValue> row =
        in("policy", drop("window")).apply(CaseItemMapper.write(good()));

    assertThat(CaseItemMapper.read(row).policy()).doesNotContainKey("window").containsKey("mode");
  }

  @Test
  void aFactThatIsNotAsItWasWrittenIsToldByItsName() {
    RemediationCase c =
        good()
            .with(CaseAttribute.COPIED_SNAPSHOTS, "{\"a\":{\"secret\":1}}")
            .with(CaseAttribute.GATE_PLAN, "sec");
    assertThatThrownBy(() -> c.map(CaseAttribute.COPIED_SNAPSHOTS, String.class))
        .isInstanceOf(UnreadableRowException.class)
        .hasMessageContaining(
            "the fact COPIED_SNAPSHOTS is not as it was written: it is no String");
    assertThatThrownBy(() -> c.require(CaseAttribute.GATE_PLAN, RemediationCase.Entry.class))
        .hasMessageContaining("the fact GATE_PLAN is not as it was written: it is not as JSON")
        .message()
        .doesNotContain("sec");
  }
}
