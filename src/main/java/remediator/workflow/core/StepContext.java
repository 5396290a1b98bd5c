package remediator.workflow.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import remediator.aws.AccountRegion;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.GroupReader;
import remediator.group.GroupState;
import remediator.ledger.CaseAttribute;
import remediator.ledger.RemediationCase;
import remediator.notification.Notification;
import remediator.owner.OwnerAllowList;
import remediator.owner.OwnerRecipients;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.policy.PolicyReader;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.ElastiCacheException;

/**
 * One call of one step: reads the case and the groups, and collects the changes of the case. They
 * are saved once, when the step has answered; only what must be on record before a call that
 * changes AWS is saved by the step itself, by {@link #saveBeforeCall}.
 */
public final class StepContext {
  /** An answer of ElastiCache can show a change this late, and repeats a request this early. */
  private static final Duration LAG = Duration.ofMinutes(2);

  /** Writes a change of a case to the ledger. */
  interface Store {
    /**
     * @param saved the case as it was written last
     * @return the case as it is written now
     */
    RemediationCase change(RemediationCase saved, UnaryOperator<RemediationCase> change);
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
  private RemediationCase saved;
  private RemediationCase current;
  private UnaryOperator<RemediationCase> unsaved = UnaryOperator.identity();
  private boolean changed;

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
    this.saved = current;
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
          new GroupReader(
              elastiCache(),
              (arn, state) -> identityCheck.accept(this, arn, state),
              this::withOwnersParameterGroup);
    }
    return groups;
  }

  /** The group that is copied and compared is the owner's, not the one whose writes are held. */
  private CacheGroup withOwnersParameterGroup(CacheGroup group) {
    return current
            .attribute(CaseAttribute.FREEZE_PARAMETER_GROUP)
            .filter(group.spec().engine().parameterGroup()::equals)
            .isPresent()
        ? group.withParameterGroup(current.require(CaseAttribute.ORIGINAL_PARAMETER_GROUP))
        : group;
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

  /**
   * Records that this step is the flow's present one. It is saved with the step's changes; a step
   * that is over without a change leaves no trace.
   */
  public void begin(String step) {
    if (!current.attribute(CaseAttribute.STEP).equals(Optional.of(step))) {
      String since = instant().toString();
      add(c -> c.with(CaseAttribute.STEP, step).with(CaseAttribute.STEP_SINCE, since));
    }
  }

  /** Adds a change of the case to this step's changes, which are saved once, after the step. */
  public void change(UnaryOperator<RemediationCase> change) {
    add(change);
    changed = true;
  }

  /**
   * Tells the owner.
   *
   * @return sentences on the channels that failed
   */
  public List<String> send(Notification notification) {
    return dependencies
        .notifier()
        .send(
            notification
                .inAccountNamed(now().attribute(CaseAttribute.ACCOUNT_NAME))
                .withLinks(dependencies.links().lines(now())),
            owner());
  }

  /**
   * Whom the tag names now; once the group is gone or its tags cannot be read, whom it named last,
   * as long as the deployment still lists them.
   */
  private OwnerRecipients owner() {
    String recorded = policy().get(PolicySetting.NOTIFY);
    PolicyReader policies = dependencies.policies();
    if (!policies.namesOwners()) {
      return policies.owner(recorded);
    }
    String tag;
    try {
      tag =
          groups()
              .tags(group().toString())
              .getOrDefault(OwnerAllowList.TAG, OwnerRecipients.NOBODY);
    } catch (ElastiCacheException e) {
      return policies.owner(recorded);
    }
    OwnerRecipients named = policies.owner(tag);
    if (!named.value().equals(recorded)) {
      change(c -> c.withPolicy(Map.of(PolicySetting.NOTIFY.key(), named.value())));
    }
    return named;
  }

  /** Adds an entry of the history to this step's changes. */
  public void note(String text) {
    Instant at = instant();
    change(c -> c.withHistory(at, text));
  }

  /**
   * Saves this change and all before it at once: what must be on record before a call that changes
   * AWS, since the answer of that call can be lost.
   */
  public void saveBeforeCall(UnaryOperator<RemediationCase> change) {
    add(change);
    saveBeforeCall();
  }

  public void saveBeforeCall(CaseAttribute attribute, String value) {
    saveBeforeCall(c -> c.with(attribute, value));
  }

  /** Saves this step's changes so far at once. */
  public void saveBeforeCall() {
    current = store.change(saved, unsaved);
    saved = current;
    unsaved = UnaryOperator.identity();
    changed = false;
  }

  /**
   * Ends the step and saves its changes.
   *
   * @param isOver whether the next step follows at once: then nothing is saved of a step without
   *     changes
   */
  public void end(boolean isOver) {
    if (changed || !isOver) {
      saveBeforeCall();
    }
  }

  private void add(UnaryOperator<RemediationCase> change) {
    UnaryOperator<RemediationCase> before = unsaved;
    unsaved = c -> change.apply(before.apply(c));
    current = change.apply(current);
  }

  /** How long the step that runs now has been running. */
  public Duration elapsed() {
    return current
        .attribute(CaseAttribute.STEP_SINCE)
        .map(since -> Duration.between(Instant.parse(since), instant()))
        .orElse(Duration.ZERO);
  }

  /** Saves, before the call, what ElastiCache is about to be asked for. */
  public void recordRequest(String what) {
    String asked = what + "@" + instant();
    groups().invalidate();
    saveBeforeCall(
        c ->
            c.without(CaseAttribute.WAITING_FOR_OTHERS_SINCE)
                .with(CaseAttribute.LAST_REQUEST, asked));
  }

  /** Records that ElastiCache has clearly refused what it was asked for: it may be asked again. */
  public void withdrawRequest() {
    change(c -> c.without(CaseAttribute.LAST_REQUEST));
  }

  /** Whether this is what ElastiCache was last asked for, whether or not it has heard it. */
  public boolean wasRequested(String what) {
    return current
        .attribute(CaseAttribute.LAST_REQUEST)
        .filter(asked -> asked.startsWith(what + "@"))
        .isPresent();
  }

  /**
   * Whether this was asked so short a time ago that ElastiCache may not show it yet: right after a
   * modification the status still reads available.
   */
  public boolean wasRequestedRecently(String what) {
    return wasRequested(what)
        && Instant.parse(current.require(CaseAttribute.LAST_REQUEST).substring(what.length() + 1))
            .plus(LAG)
            .isAfter(instant());
  }
}
