package remediator.notice;

import java.util.Arrays;
import java.util.Optional;
import remediator.plan.Setting;

/**
 * The points at which a person is asked. Each says what is asked, what it costs, what clients feel,
 * and how it is undone. Silence always means no.
 */
public enum Gate {
  UPGRADE(
      "upgrade",
      Setting.GATE_UPGRADE,
      "May the engine of %s be upgraded in place to %s?",
      "nothing",
      "Groups with replicas: connections are cut once, clients reconnect. A single node: the cache"
          + " is away for some minutes. Data and endpoints stay.",
      "It cannot be undone: an engine is never downgraded."),
  REQUIRED(
      "required",
      Setting.GATE_REQUIRED,
      "May %s refuse plaintext from now on (TLS mode required)?",
      "nothing",
      "Every client that does not speak TLS yet is cut off, and the old endpoints without TLS are"
          + " deleted. TLS clients notice nothing.",
      "Back to preferred, and then to off, by ModifyReplicationGroup; the endpoints change with"
          + " it."),
  AUTH(
      "auth",
      Setting.GATE_AUTH,
      "May %s refuse clients that do not send its AUTH token from now on?",
      "nothing but the price of one secret",
      "Every client that does not send the token yet is cut off. Those that send it notice"
          + " nothing.",
      "A token cannot simply be taken away: by ModifyReplicationGroup with the strategy DELETE,"
          + " while a user group is added."),
  OFF(
      "off",
      Setting.GATE_OFF,
      "May TLS be switched off on %s?",
      "nothing",
      "Every client that still speaks TLS is cut off, and the endpoints change to the names without"
          + " TLS. Until then the names with TLS take plaintext too: move the clients first.",
      "TLS can be switched on again: preferred, then required."),
  REPLACE(
      "replace",
      Setting.GATE_REPLACE,
      "May %s be copied to a new, encrypted replication group?",
      "the price of the group a second time, from now until the old one is retired; reserved nodes"
          + " cover one of them only",
      "Nothing yet: the old group serves on. The snapshot takes some memory on a replica where"
          + " there is one.",
      "Rejecting the next gate removes the new group and the snapshot."),
  CUT_OVER(
      "cut-over",
      Setting.GATE_CUT_OVER,
      "May %s take over from the old group?",
      "the second group, for as long as both stand",
      "Approve first, then point clients to the new endpoint: until then a no removes the new"
          + " group, and what was written to it. Writes that reach the old group after the snapshot"
          + " are not in the new one.",
      "Until now: reject, and what was made is removed. After it, the old group still stands until"
          + " the next gate."),
  RETIRE(
      "retire",
      Setting.GATE_RETIRE,
      "May the old replication group %s be deleted, with a final snapshot?",
      "from then on, the storage of one snapshot",
      "Clients that still use the old group are cut off.",
      "It cannot be cancelled; the final snapshot can be restored to a new group.");

  private final String key;
  private final Setting setting;
  private final String question;
  private final String cost;
  private final String clients;
  private final String undo;

  Gate(String key, Setting setting, String question, String cost, String clients, String undo) {
    this.key = key;
    this.setting = setting;
    this.question = question;
    this.cost = cost;
    this.clients = clients;
    this.undo = undo;
  }

  /** The name in state machines, ledger and messages. */
  public String key() {
    return key;
  }

  /** The setting that says whether it is asked. */
  public Setting setting() {
    return setting;
  }

  String question() {
    return question;
  }

  String cost() {
    return cost;
  }

  String clients() {
    return clients;
  }

  String undo() {
    return undo;
  }

  public static Optional<Gate> of(String key) {
    return Arrays.stream(values()).filter(g -> g.key.equals(key)).findFirst();
  }
}
