package remediator.notice;

import java.util.List;
import java.util.Optional;

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
 * @param keepDays how long the old group is kept after cut-over
 * @param choices what may be chosen with a yes, as the policy has it
 * @param cost of a second group; empty where the gate makes none
 * @param until when silence becomes a no, or the question is raised again, ISO-8601
 * @param times the how manieth time it is asked
 * @param guide what is to be changed in clients, or empty
 */
public record PlanDocument(
    Gate gate,
    String group,
    String flow,
    List<String> subject,
    List<String> controls,
    List<Row> table,
    List<String> facts,
    String keepDays,
    List<Choice> choices,
    Optional<Cost> cost,
    String until,
    int times,
    String guide) {
  /** One attribute, now and afterwards. */
  public record Row(String attribute, String now, String willBe) {}

  /** A setting that a person may choose, with its value if nobody does. */
  public record Choice(String setting, String planned) {}

  /**
   * What a second group costs.
   *
   * @param days that both groups stand, at least
   */
  public record Cost(int nodes, String nodeType, String engine, String region, int days) {}

  public PlanDocument {
    subject = List.copyOf(subject);
    controls = List.copyOf(controls);
    table = List.copyOf(table);
    facts = List.copyOf(facts);
    choices = List.copyOf(choices);
  }

  /** The gate's question. */
  public String question(Phrases in) {
    return in.say("gate." + gate.key() + ".question", subject.toArray());
  }

  /** One of the gate's other phrases: cost, clients, undo, otherwise, silence. */
  public String of(String what, Phrases in) {
    return in.say("gate." + gate.key() + "." + what);
  }

  /** What the second group costs, as a sentence that says how sure it is. */
  public Optional<String> estimate(Phrases in) {
    return cost.map(c -> Prices.sentence(c, in));
  }

  /** A part of a step's row: name, takes, clients, undo. */
  public String stage(String stage, String part, Phrases in) {
    return in.say("stage." + stage + "." + part, keepDays);
  }

  /** What was found, as one sentence. */
  public String found(Phrases in) {
    String separator = in == Phrases.JAPANESE ? "、" : ", ";
    return in.say(
        "found.text",
        group,
        String.join(separator, controls.stream().map(c -> in.say("found." + c)).toList()));
  }

  /** A value of the table in words. */
  public static String value(String value, Phrases in) {
    return in.sayOr("value." + value, value);
  }
}
