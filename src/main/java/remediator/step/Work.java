package remediator.step;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import remediator.aws.Place;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupState;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.plan.Policy;
import remediator.plan.Setting;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;

/**
 * One call of one step: the case as it stands, and the way to look at the groups and to remember.
 */
final class Work {
  /** An answer of ElastiCache can show a change this late, and repeats a request this early. */
  private static final Duration LAG = Duration.ofMinutes(2);

  private final Tools tools;
  private final Map<String, Object> input;
  private final Map<GroupArn, Optional<ReplicationGroup>> glances = new HashMap<>();
  private final Map<GroupArn, Map<String, List<String>>> shards = new HashMap<>();
  private Case written;
  private Case current;
  private UnaryOperator<Case> unwritten = UnaryOperator.identity();

  /**
   * @param input what the state machine sent
   */
  Work(Tools tools, Case current, Map<String, Object> input) {
    this.tools = tools;
    this.written = current;
    this.current = current;
    this.input = input;
  }

  Tools tools() {
    return tools;
  }

  Case now() {
    return current;
  }

  GroupArn group() {
    return current.group();
  }

  Policy policy() {
    return Policy.of(Map.of(), Map.of()).with(current.policy());
  }

  boolean policyIs(Setting setting, String value) {
    return policy().is(setting, value);
  }

  ElastiCacheClient elastiCache() {
    return tools.aws().elastiCache(Place.of(group()));
  }

  Optional<GroupState> state(GroupArn arn) {
    return new GroupReader(elastiCache()).state(arn);
  }

  Optional<ReplicationGroup> read(GroupArn arn) {
    return new GroupReader(elastiCache()).read(arn);
  }

  /** What others have asked of the group's nodes for the maintenance window. */
  List<String> pendingAtNodes(GroupState state) {
    return new GroupReader(elastiCache()).pendingAtNodes(state);
  }

  /** The group as this step first saw it, for what people are told: one look, however often. */
  Optional<ReplicationGroup> glance(GroupArn arn) {
    return glances.computeIfAbsent(arn, this::read);
  }

  /** The nodes by shard, as this step first saw them. */
  Map<String, List<String>> shards(GroupArn arn) {
    return shards.computeIfAbsent(arn, a -> ShardNodes.read(elastiCache(), a));
  }

  /** A text of the input, or empty. */
  String text(String name) {
    return input.get(name) instanceof String text ? text : "";
  }

  /** Any value of the input, or null. */
  Object value(String name) {
    return input.get(name);
  }

  Instant instant() {
    return tools.clock().instant();
  }

  /** Writes it down now, with all that was to be written later. */
  void remember(UnaryOperator<Case> change) {
    UnaryOperator<Case> before = unwritten;
    UnaryOperator<Case> all = c -> change.apply(before.apply(c));
    unwritten = UnaryOperator.identity();
    current = tools.ledger().change(written, all);
    written = current;
  }

  /**
   * Writes it down with the next thing that must be written, or at the end of the step: for what a
   * repeated step would find out again.
   */
  void later(UnaryOperator<Case> change) {
    UnaryOperator<Case> before = unwritten;
    unwritten = c -> change.apply(before.apply(c));
    current = change.apply(current);
  }

  /** Writes down what is left. */
  void flush() {
    remember(UnaryOperator.identity());
  }

  void remember(Fact fact, String value) {
    remember(c -> c.with(fact, value));
  }

  void note(String text) {
    Instant at = instant();
    later(c -> c.noting(at, text));
  }

  /** How long the step that runs now has been running. */
  Duration elapsed() {
    return current
        .fact(Fact.STEP_SINCE)
        .map(since -> Duration.between(Instant.parse(since), instant()))
        .orElse(Duration.ZERO);
  }

  /**
   * Remembers that something is about to be asked of ElastiCache: before the call, so that a call
   * whose answer is lost is not repeated blindly.
   */
  void asking(String what) {
    String asked = what + "@" + instant();
    remember(c -> c.without(Fact.OTHERS_SINCE).with(Fact.ASKED, asked));
  }

  /**
   * Whether this was asked so short a time ago that ElastiCache may not show it yet: right after a
   * modification the status still reads available.
   */
  boolean justAsked(String what) {
    String asked = current.fact(Fact.ASKED).orElse("");
    return asked.startsWith(what + "@")
        && Instant.parse(asked.substring(what.length() + 1)).plus(LAG).isAfter(instant());
  }
}
