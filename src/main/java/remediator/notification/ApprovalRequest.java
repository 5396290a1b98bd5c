package remediator.notification;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import remediator.group.CacheGroup;
import remediator.owner.GroupPlace;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;

/**
 * What a person who is asked should know, the same in every channel: found, now and afterwards,
 * steps, what cannot be the same, cost, and until when. Its words are phrases by the gate's key;
 * the facts are sentences as they were measured.
 *
 * @param group ARN of the old group
 * @param flow name of the flow that asks
 * @param subject what the gate's question is about: a group's id, or group and target
 * @param controls that the flow answers
 * @param facts sentences on what has been found and measured
 * @param settings that its words depend on, by their keys: of {@link #SETTINGS}
 * @param choices what may be chosen with a yes, as the policy has it
 * @param cost of a second group; empty where the gate makes none
 * @param until when silence becomes a no, or the question is raised again, ISO-8601
 * @param times how often this has been asked, counting from 1
 * @param guide what is to be changed in clients, or empty
 * @param place whose the group is; empty in what an earlier version has recorded
 */
public record ApprovalRequest(
    Gate gate,
    String group,
    String flow,
    List<String> subject,
    List<String> controls,
    List<Row> table,
    List<String> facts,
    Map<String, String> settings,
    List<Choice> choices,
    Optional<Cost> cost,
    String until,
    int times,
    String guide,
    Optional<GroupPlace> place) {
  /** The settings that a plan's words depend on. */
  public static final List<PolicySetting> SETTINGS =
      List.of(
          PolicySetting.AUTH,
          PolicySetting.DATA,
          PolicySetting.NEW_ID,
          PolicySetting.KEEP_OLD_DAYS,
          PolicySetting.FINAL_SNAPSHOT,
          PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS,
          PolicySetting.GATE_PREFERRED,
          PolicySetting.GATE_CUT_OVER,
          PolicySetting.GATE_RETIRE);

  /** One attribute, now and afterwards. */
  public record Row(String attribute, String now, String willBe) {}

  /** A setting that a person may choose, with its value if nobody does. */
  public record Choice(String setting, String planned) {}

  /**
   * What a second group costs.
   *
   * @param days that both groups stand, at least
   */
  public record Cost(int nodes, String nodeType, String engine, String region, int days) {
    /** Gates and waiting take at least this long, also where the old group is not kept. */
    private static final int SHORTEST_DAYS = 1;

    /** Of a group like this one beside it. */
    public static Cost of(CacheGroup old, Policy policy) {
      return new Cost(
          old.spec().layout().nodes(),
          old.spec().layout().nodeType(),
          old.spec().engine().version().engine(),
          old.arn().region(),
          Math.max(SHORTEST_DAYS, policy.days(PolicySetting.KEEP_OLD_DAYS)));
    }
  }

  public ApprovalRequest {
    subject = List.copyOf(subject);
    controls = List.copyOf(controls);
    table = List.copyOf(table);
    facts = List.copyOf(facts);
    choices = List.copyOf(choices);
    settings = Map.copyOf(settings);
    place = Objects.requireNonNullElse(place, Optional.empty());
  }

  /** The rows of the table that change; the id always stands there, since people look for it. */
  public List<Row> changes() {
    return table.stream()
        .filter(row -> row.attribute().equals("id") || !row.now().equals(row.willBe()))
        .toList();
  }

  /** How the group is made again under its id, once its deletion is approved. */
  private List<String> remaking() {
    return then(
        holdsWrites() ? List.of("keep", "hold") : List.of("keep"),
        List.of("delete", "remake", "switch", "stand-in"));
  }

  private boolean holdsWrites() {
    return is(PolicySetting.DATA, "freeze");
  }

  /** Whether the data is copied key by key, once the new group stands and people have said yes. */
  private boolean copiesKeys() {
    return is(PolicySetting.DATA, "copy");
  }

  private String value(PolicySetting setting) {
    return settings.getOrDefault(setting.key(), setting.initial());
  }

  private boolean is(PolicySetting setting, String value) {
    return value(setting).equals(value);
  }

  /** The gate's question. */
  public String question(Messages messages) {
    return messages.format(
        fitting("gate." + gate.key() + ".question", messages), subject.toArray());
  }

  /** One of the gate's other phrases: cost, clients, undo, otherwise, silence. */
  public String of(String what, Messages messages) {
    if (gate == Gate.REPLACE && what.equals("otherwise")) {
      return messages.join(
          controls.stream().map(c -> messages.format("otherwise." + c)).toArray(String[]::new));
    }
    String text = messages.format(fitting("gate." + gate.key() + "." + what, messages));
    return gate == Gate.REPLACE && what.equals("clients")
        ? messages.join(
            text,
            messages.format("gate.replace.data." + value(PolicySetting.DATA)),
            is(PolicySetting.NEW_ID, "same") ? messages.format("gate.replace.data.same") : "")
        : text;
  }

  /**
   * The key of the phrase for this plan: where the group comes back, where writes are held and one
   * answer holds for two gates, where no snapshot stays, where a user group is attached, where TLS
   * follows an upgrade unasked, or where nothing is asked before the deletion.
   */
  private String fitting(String key, Messages messages) {
    if (is(PolicySetting.AUTH, "user-group") && messages.knows(key + ".users")) {
      return key + ".users";
    }
    if (!is(PolicySetting.GATE_PREFERRED, "ask") && messages.knows(key + ".preferred")) {
      return key + ".preferred";
    }
    boolean same = is(PolicySetting.NEW_ID, "same");
    String unasked = key + (same ? ".same.skip" : ".skip");
    if (is(PolicySetting.GATE_RETIRE, "skip") && messages.knows(unasked)) {
      return unasked;
    }
    if (same) {
      // The group is made from its final snapshot, which always stays.
      return messages.knows(key + ".same") ? key + ".same" : key;
    }
    if (copiesKeys() && messages.knows(key + ".copy")) {
      return key + ".copy";
    }
    boolean held = holdsWrites() && !is(PolicySetting.GATE_CUT_OVER, "again");
    if (held && messages.knows(key + ".held")) {
      return key + ".held";
    }
    boolean deleted = is(PolicySetting.FINAL_SNAPSHOT, "delete");
    return deleted && messages.knows(key + ".delete") ? key + ".delete" : key;
  }

  /** What follows a yes, by the phrases' keys. */
  public List<String> stages() {
    return switch (gate) {
      case UPGRADE ->
          is(PolicySetting.GATE_PREFERRED, "ask")
              ? List.of("upgrade")
              : List.of("upgrade", "preferred");
      case PREFERRED -> List.of("preferred");
      case REQUIRED -> List.of("switch", "required");
      case AUTH -> List.of("auth");
      case OFF -> List.of("off");
      case REPLACE ->
          is(PolicySetting.NEW_ID, "same")
              ? then(List.of("snapshot", "create", "compare", "cut-over"), remaking())
              : copiesKeys()
                  ? then(List.of("create", "compare", "cut-over", "hold", "copy"), leaving())
                  : then(
                      holdsWrites() ? List.of("hold") : List.of(),
                      then(List.of("snapshot", "create", "compare", "cut-over"), leaving()));
      case CUT_OVER ->
          is(PolicySetting.NEW_ID, "same")
              ? remaking()
              : then(
                  copiesKeys() ? List.of("hold", "copy", "switch") : List.of("switch"), leaving());
      case RETIRE ->
          is(PolicySetting.NEW_ID, "same") ? remaking() : List.of("keep", "quiet", "delete");
    };
  }

  /** The old group is kept only where its owner wants that. */
  private List<String> leaving() {
    return is(PolicySetting.KEEP_OLD_DAYS, "0") ? List.of("retire") : List.of("drain", "retire");
  }

  private static List<String> then(List<String> first, List<String> last) {
    return Stream.concat(first.stream(), last.stream()).toList();
  }

  /** What the second group costs, as a sentence that says how sure it is. */
  public Optional<String> estimate(Messages messages) {
    return cost.map(c -> NodePrices.sentence(c, messages));
  }

  /** A part of a step's row: name, takes, clients, undo. */
  public String stage(String stage, String part, Messages messages) {
    return messages.format(
        fitting("stage." + stage + "." + part, messages),
        value(PolicySetting.KEEP_OLD_DAYS),
        value(value(PolicySetting.KEEP_AUTOMATIC_SNAPSHOTS), messages));
  }

  /** Until when an answer counts, and what silence means: refusing plaintext is asked again. */
  public String deadline(Messages messages) {
    boolean again = gate == Gate.REQUIRED && times < Policy.TIMES_REQUIRED_IS_ASKED;
    return messages.format(
        again ? "until.again" : "until", messages.time(until), of("silence", messages));
  }

  /** What was found, as one sentence. */
  public String found(Messages messages) {
    String separator = messages == Messages.JAPANESE ? "、" : ", ";
    return messages.format(
        "found.text",
        group,
        String.join(separator, controls.stream().map(c -> messages.format("found." + c)).toList()));
  }

  /** A value of the table in words. */
  public static String value(String value, Messages messages) {
    return messages.formatOr("value." + value, value);
  }
}
