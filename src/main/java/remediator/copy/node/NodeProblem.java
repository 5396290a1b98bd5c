package remediator.copy.node;

import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** What went wrong between this function and a node, in a sentence that quotes no key. */
final class NodeProblem {
  /** Errors by their first word, as the engines document them. */
  private enum Reason {
    OOM(
        "has no memory left (OOM), so that keys cannot be written. Give its group a node type with"
            + " more memory",
        false),
    NOAUTH("needs a password, which the copy has not. Remove AUTH, or choose another way", false),
    WRONGPASS("needs another password. Remove AUTH, or choose another way", false),
    NOPERM("does not permit the copy's commands. Permit them to the default user", false),
    NOREPLICAS("holds writes. Release them, then try again", true),
    READONLY("is no primary any more: its group has failed over", true),
    MOVED("has given slots away: its group has failed over or been resharded", true),
    ASK("is giving slots away: its group is being resharded", true),
    TRYAGAIN("is giving slots away: its group is being resharded", true),
    CLUSTERDOWN("says that its cluster is down", true),
    LOADING("is still loading its keys", true),
    MASTERDOWN("has lost its primary: its group is failing over", true),
    BUSY("runs a script and answers nothing else", true),
    PAYLOAD(
        "does not take what the source dumps, since its engine is older. Choose an engine of the"
            + " source's version or later",
        false),
    UNKNOWN("refuses a command", false);

    private final String sentence;
    private final boolean again;

    Reason(String sentence, boolean again) {
      this.sentence = sentence;
      this.again = again;
    }

    static Reason of(String error) {
      if (error.startsWith("ERR DUMP payload version") || error.startsWith("ERR Bad data format")) {
        return PAYLOAD;
      }
      String word = error.split(" ", 2)[0];
      for (Reason reason : values()) {
        if (reason.name().equals(word)) {
          return reason;
        }
      }
      return UNKNOWN;
    }
  }

  private NodeProblem() {}

  static CopyProblemException of(String node, JedisException e) {
    return e instanceof JedisDataException refusal ? refused(node, refusal) : unreachable(node, e);
  }

  private static CopyProblemException refused(String node, JedisDataException e) {
    Reason reason = Reason.of(e.getMessage());
    return because(
        "The node %s %s%s."
            .formatted(
                node,
                reason.sentence,
                reason == Reason.UNKNOWN ? ": " + withoutArguments(e.getMessage()) : ""),
        reason.again,
        e);
  }

  /** An engine quotes the arguments of a command that it does not know: keys may be among them. */
  private static String withoutArguments(String error) {
    return error.replaceFirst("(?s),? with args beginning with:.*", "");
  }

  static CopyProblemException unreachable(String node, JedisException e) {
    Throwable last = e;
    while (last.getCause() != null || last.getSuppressed().length > 0) {
      // Jedis tries each address of a name, and attaches what each said.
      last = last.getCause() != null ? last.getCause() : last.getSuppressed()[0];
    }
    return because(
        "The node %s cannot be reached (%s). Check the security groups, and whether its group is failing over; then try again."
            .formatted(node, last.getClass().getSimpleName()),
        true,
        e);
  }

  private static CopyProblemException because(String sentence, boolean again, JedisException e) {
    CopyProblemException problem = new CopyProblemException(sentence, again);
    problem.initCause(e);
    return problem;
  }
}
