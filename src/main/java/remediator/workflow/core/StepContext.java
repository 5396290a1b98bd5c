package remediator.workflow.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import remediator.aws.AccountRegion;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;

/**
 * One call of one step: the case as it stands, and the way to look at the groups and to remember.
 */
public final class StepContext {
  /** An answer of ElastiCache can show a change this late, and repeats a request this early. */
  private static final Duration LAG = Duration.ofMinutes(2);

  /** Where a case is written to, upon what was written before. */
  interface Store {
    RemediationCase change(RemediationCase written, UnaryOperator<RemediationCase> change);
  }

  /** Compares a group that has just been read with the recorded one. */
  private interface IdentityCheck {
    void accept(StepContext context, GroupArn arn, GroupState state);
  }

  private final StepDependencies dependencies;
  private final Store store;
  private final StepInput input;
  private IdentityCheck identityCheck = GroupIdentity::check;
  private GroupReader groups;
  private RemediationCase written;
  private RemediationCase current;
  private UnaryOperator<RemediationCase> unwritten = UnaryOperator.identity();
  private boolean owing;

  /**
   * @param input what the state machine sent
   */
  public StepContext(StepDependencies dependencies, RemediationCase current, StepInput input) {
    this(dependencies, current, input, dependencies.ledger()::change);
  }

  public StepContext(
      StepDependencies dependencies, RemediationCase current, StepInput input, Store store) {
    this.dependencies = dependencies;
    this.store = store;
    this.written = current;
    this.current = current;
    this.input = input;
  }

  /** For a step that ends a flow or compares identities by itself: reads fail on none. */
  public StepContext withoutIdentityCheck() {
    identityCheck = (_, _, _) -> {};
    return this;
  }

  public StepDependencies dependencies() {
    return dependencies;
  }

  public RemediationCase now() {
    return current;
  }

  public GroupArn group() {
    return current.group();
  }

  public Policy policy() {
    return Policy.recorded(current.policy());
  }

  public boolean policyIs(PolicySetting setting, String value) {
    return policy().is(setting, value);
  }

  public ElastiCacheClient elastiCache() {
    return dependencies.aws().elastiCache(AccountRegion.of(group()));
  }

  /** Looks at groups; what it has seen once in this step it does not ask for again. */
  public GroupReader groups() {
    if (groups == null) {
      groups =
          new GroupReader(elastiCache(), (arn, state) -> identityCheck.accept(this, arn, state));
    }
    return groups;
  }

  public Optional<GroupState> state(GroupArn arn) {
    return groups().state(arn);
  }

  public Optional<CacheGroup> read(GroupArn arn) {
    return groups().read(arn);
  }

  public StepInput input() {
    return input;
  }

  public Instant instant() {
    return dependencies.clock().instant();
  }

  /** Writes it down now, with all that was to be written later. */
  public void remember(UnaryOperator<RemediationCase> change) {
    UnaryOperator<RemediationCase> before = unwritten;
    UnaryOperator<RemediationCase> all = c -> change.apply(before.apply(c));
    unwritten = UnaryOperator.identity();
    owing = false;
    current = store.change(written, all);
    written = current;
  }

  /**
   * Writes it down with the next thing that must be written, or at the end of the step: for what a
   * repeated step would find out again.
   */
  public void later(UnaryOperator<RemediationCase> change) {
    aside(change);
    owing = true;
  }

  /**
   * Writes it down with the next thing that must be written, which may be in another step: for what
   * the next step would find out again as well.
   */
  public void aside(UnaryOperator<RemediationCase> change) {
    UnaryOperator<RemediationCase> before = unwritten;
    unwritten = c -> change.apply(before.apply(c));
    current = change.apply(current);
  }

  /** The same for all that is to be written later by what is run here. */
  public void aside(Runnable noting) {
    boolean before = owing;
    noting.run();
    owing = before;
  }

  /** Writes down what is left. */
  public void flush() {
    remember(UnaryOperator.identity());
  }

  /** Ends a step that has nothing left to do: what the next one finds out again need not wait. */
  public void close() {
    if (owing) {
      flush();
    }
  }

  public void remember(CaseAttribute fact, String value) {
    remember(c -> c.with(fact, value));
  }

  public void note(String text) {
    Instant at = instant();
    later(c -> c.withHistory(at, text));
  }

  /** How long the step that runs now has been running. */
  public Duration elapsed() {
    return current
        .attribute(CaseAttribute.STEP_SINCE)
        .map(since -> Duration.between(Instant.parse(since), instant()))
        .orElse(Duration.ZERO);
  }

  /**
   * Remembers that something is about to be asked of ElastiCache: before the call, so that a call
   * whose answer is lost is not repeated blindly.
   */
  public void recordRequest(String what) {
    String asked = what + "@" + instant();
    groups().invalidate();
    remember(
        c ->
            c.without(CaseAttribute.WAITING_FOR_OTHERS_SINCE)
                .with(CaseAttribute.LAST_REQUEST, asked));
  }

  /**
   * Whether this was asked so short a time ago that ElastiCache may not show it yet: right after a
   * modification the status still reads available.
   */
  public boolean wasRequestedRecently(String what) {
    String asked = current.attribute(CaseAttribute.LAST_REQUEST).orElse("");
    return asked.startsWith(what + "@")
        && Instant.parse(asked.substring(what.length() + 1)).plus(LAG).isAfter(instant());
  }
}
