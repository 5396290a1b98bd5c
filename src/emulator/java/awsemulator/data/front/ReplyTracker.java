package awsemulator.data.front;

import awsemulator.data.wire.RespCommand;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

/**
 * Which reply on a connection answers which command. Redis answers in order, so counting is enough,
 * but for two cases: clients that asked for no replies, and messages that nobody asked for.
 *
 * <p>One thread tells what was sent, another asks for each reply.
 */
final class ReplyTracker {
  private record Expected(long number, UnaryOperator<String> rewrite) {}

  private final CommandFilter passage;
  private final ReplyRewrites rewrites;
  private final Queue<Expected> expected = new ConcurrentLinkedQueue<>();
  private volatile boolean subscribed;
  private long sent;
  private long answered;
  private boolean silent;
  private int unanswered;

  ReplyTracker(CommandFilter passage, ReplyRewrites rewrites) {
    this.passage = passage;
    this.rewrites = rewrites;
  }

  /** What to pass on for a command. Its reply is expected from now on. */
  RespCommand send(RespCommand command) {
    if (command.name().endsWith("subscribe")) {
      // Answered by messages, one for each channel.
      subscribed = true;
    } else if (hasReply(command)) {
      sent++;
      UnaryOperator<String> rewrite = rewrites.of(command);
      if (rewrite != null) {
        expected.add(new Expected(sent, rewrite));
      }
    }
    return passage.of(command);
  }

  private boolean hasReply(RespCommand command) {
    if (command.name().equals("client") && command.word(1).equals("reply")) {
      switch (command.word(2)) {
        case "on" -> silent = false;
        case "off" -> silent = true;
        case "skip" -> unanswered = 2; // This command and the next.
        default -> {} // An error, which is a reply like any other.
      }
    }
    boolean skipped = unanswered > 0;
    unanswered -= skipped ? 1 : 0;
    return !silent && !skipped;
  }

  /** Whether arrays may be messages of a subscription. */
  boolean subscribed() {
    return subscribed;
  }

  /** How the next reply is to be changed, or null where it is passed on as it is. */
  UnaryOperator<String> nextReply() {
    answered++;
    Expected head = expected.peek();
    if (head == null || head.number() != answered) {
      return null;
    }
    expected.remove();
    return head.rewrite();
  }
}
