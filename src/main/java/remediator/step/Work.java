package remediator.step;

import java.time.Duration;
import java.time.Instant;
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

  /** Where a case is written to, upon what was written before. */
  interface Store {
    Case change(Case written, UnaryOperator<Case> change);
  }

  /** Compares a group that has just been read with the recorded one. */
  private interface IdentityCheck {
    void accept(Work work, GroupArn arn, GroupState state);
  }

  private final Tools tools;
  private final Store store;
  private final StepInput input;
  private IdentityCheck identityCheck = GroupIdentity::check;
  private GroupReader groups;
  private Case written;
  private Case current;
  private UnaryOperator<Case> unwritten = UnaryOperator.identity();
  private boolean owing;

  /**
   * @param input what the state machine sent
   */
  Work(Tools tools, Case current, StepInput input) {
    this(tools, current, input, tools.ledger()::change);
  }

  Work(Tools tools, Case current, StepInput input, Store store) {
    this.tools = tools;
    this.store = store;
    this.written = current;
    this.current = current;
    this.input = input;
  }

  /** For a step that ends a flow or compares identities by itself: reads fail on none. */
  Work withoutIdentityCheck() {
    identityCheck = (_, _, _) -> {};
    return this;
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
    return Policy.recorded(current.policy());
  }

  boolean policyIs(Setting setting, String value) {
    return policy().is(setting, value);
  }

  ElastiCacheClient elastiCache() {
    return tools.aws().elastiCache(Place.of(group()));
  }

  /** Looks at groups; what it has seen once in this step it does not ask for again. */
  GroupReader groups() {
    if (groups == null) {
      groups =
          new GroupReader(elastiCache(), (arn, state) -> identityCheck.accept(this, arn, state));
    }
    return groups;
  }

  Optional<GroupState> state(GroupArn arn) {
    return groups().state(arn);
  }

  Optional<ReplicationGroup> read(GroupArn arn) {
    return groups().read(arn);
  }

  StepInput input() {
    return input;
  }

  Instant instant() {
    return tools.clock().instant();
  }

  /** Writes it down now, with all that was to be written later. */
  void remember(UnaryOperator<Case> change) {
    UnaryOperator<Case> before = unwritten;
    UnaryOperator<Case> all = c -> change.apply(before.apply(c));
    unwritten = UnaryOperator.identity();
    owing = false;
    current = store.change(written, all);
    written = current;
  }

  /**
   * Writes it down with the next thing that must be written, or at the end of the step: for what a
   * repeated step would find out again.
   */
  void later(UnaryOperator<Case> change) {
    aside(change);
    owing = true;
  }

  /**
   * Writes it down with the next thing that must be written, which may be in another step: for what
   * the next step would find out again as well.
   */
  void aside(UnaryOperator<Case> change) {
    UnaryOperator<Case> before = unwritten;
    unwritten = c -> change.apply(before.apply(c));
    current = change.apply(current);
  }

  /** The same for all that is to be written later by what is run here. */
  void aside(Runnable noting) {
    boolean before = owing;
    noting.run();
    owing = before;
  }

  /** Writes down what is left. */
  void flush() {
    remember(UnaryOperator.identity());
  }

  /** Ends a step that has nothing left to do: what the next one finds out again need not wait. */
  void close() {
    if (owing) {
      flush();
    }
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
    groups().forget();
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
