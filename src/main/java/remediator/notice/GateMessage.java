package remediator.notice;

import java.util.List;
import java.util.stream.Collectors;
import remediator.group.GroupArn;

/**
 * What a person is sent when a gate is asked.
 *
 * @param gate which
 * @param group the old group
 * @param subject what the gate's question is about: a group's id, or group and target
 * @param facts sentences on what has been found and measured
 * @param token Step Functions task token that answers the gate
 * @param region of the state machine
 * @param until when silence becomes a no, or the question is raised again, ISO-8601
 * @param times the how manieth time it is asked
 * @param guide what is to be changed in clients, or empty
 */
public record GateMessage(
    Gate gate,
    GroupArn group,
    List<String> subject,
    List<String> facts,
    String token,
    String region,
    String until,
    int times,
    String guide) {
  /** One line. */
  public String title() {
    return "[ElastiCache encryption] " + group.id() + ": " + reminder() + "decide on " + gate.key();
  }

  private String reminder() {
    return times > 1 ? "reminder " + (times - 1) + ": " : "";
  }

  /** The whole text, with the commands that answer. */
  public String text() {
    return String.join(
        "\n",
        gate.question().formatted(subject.toArray()),
        "",
        "Replication group: " + group,
        facts.stream().map(f -> "- " + f).collect(Collectors.joining("\n")),
        "",
        "What it costs: " + gate.cost() + ".",
        "What clients feel: " + gate.clients(),
        "How it is undone: " + gate.undo(),
        "Until " + until + ". Silence means no.",
        "",
        "To approve:",
        "aws stepfunctions send-task-success --region "
            + region
            + " --task-token '"
            + token
            + "' --task-output '{\"decision\":\"approved\"}'",
        "",
        "To reject:",
        "aws stepfunctions send-task-failure --region "
            + region
            + " --task-token '"
            + token
            + "' --error Rejected --cause 'say why'",
        guide.isEmpty() ? "" : "\n" + guide + "\n");
  }
}
