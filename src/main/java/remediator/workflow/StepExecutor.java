package remediator.workflow;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.AwsErrorText;
import remediator.group.CacheGroup;
import remediator.group.GroupArn;
import remediator.group.TransitEncryptionMode;
import remediator.ledger.CaseAttribute;
import remediator.ledger.FlowOutcome;
import remediator.ledger.MissingAttributeException;
import remediator.ledger.NewCase;
import remediator.ledger.RemediationCase;
import remediator.notification.Gate;
import remediator.plan.Plan.Decision;
import remediator.plan.Policy;
import remediator.plan.PolicySetting;
import remediator.workflow.core.AnotherGroupException;
import remediator.workflow.core.NewCaseWriter;
import remediator.workflow.core.PollingSchedule;
import remediator.workflow.core.Step;
import remediator.workflow.core.StepContext;
import remediator.workflow.core.StepDependencies;
import remediator.workflow.core.StepInput;
import remediator.workflow.core.StepResult;
import remediator.workflow.core.WriteHold;
import remediator.workflow.freeze.ReleaseWrites;
import remediator.workflow.guard.FlowEnding;
import remediator.workflow.guard.GateCheck;
import remediator.workflow.guard.StepGuard;
import remediator.workflow.retire.CompleteFlow;
import remediator.workflow.retire.DeletionGuard;
import remediator.workflow.retire.GuardFactory;
import remediator.workflow.retire.LostRowNotification;
import remediator.workflow.tls.EnableTls;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The steps by the names that the state machines call them by, and what is the same for all: a step
 * runs only for the flow that holds the group's lock.
 */
public final class StepExecutor {

  /** Runs beside the flow's own step, while that waits for a person. */
  private static final String ASIDE = "MonitorClients";

  /**
   * Steps that end a flow, look only, or compare the identity of what they delete by themselves. In
   * all others a group that was made under the id of the recorded one ends the flow when it is
   * read.
   */
  private static final Set<String> WITHOUT_IDENTITY_CHECK =
      Set.of(
          "ReleaseWrites",
          "UndoScaling",
          "RollBack",
          "DeleteOldGroup",
          "DeleteStandIn",
          "DeregisterScaling",
          StepRegistry.FINISH,
          ASIDE);

  /** What a step answers instead of running, where a gate before it is closed. */
  private interface Gates {
    Optional<StepResult> hold(String step, StepContext context);
  }

  /** For what runs outside a state machine, or has passed its gates in the same call. */
  private static final Gates OPEN = (_, _) -> Optional.empty();

  private final StepDependencies dependencies;
  private final Map<String, Step> steps;

  private StepExecutor(StepDependencies dependencies, Map<String, Step> steps) {
    this.dependencies = dependencies;
    this.steps = steps;
  }

  /** All steps but those that delete. */
  public static StepExecutor working(StepDependencies dependencies) {
    return new StepExecutor(dependencies, StepRegistry.WORKING);
  }

  /** The steps that delete, and only those. */
  public static StepExecutor retiring(StepDependencies dependencies) {
    return retiring(dependencies, DeletionGuard::new);
  }

  static StepExecutor retiring(StepDependencies dependencies, GuardFactory guards) {
    return new StepExecutor(dependencies, StepRegistry.retiring(guards));
  }

  /**
   * Runs a step.
   *
   * @param c the case as it stands in the ledger
   * @param sent by the state machine
   */
  public StepResult run(RemediationCase c, Map<String, Object> sent) {
    StepInput input = StepInput.of(sent);
    String name = input.step();
    Step step =
        Optional.ofNullable(steps.get(name))
            .orElseThrow(
                () -> new IllegalArgumentException("this function has no step \"" + name + "\""));
    boolean last = isLast(name, c);
    Optional<StepResult> before =
        last || name.equals(StepRegistry.FINISH) ? ended(c, input) : Optional.empty();
    if (before.isPresent()) {
      return before.get();
    }
    if (!c.running() || !c.execution().equals(input.flow())) {
      return new StepResult.Failed(
          "the ledger says that "
              + c.group().id()
              + " is not being worked on by flow "
              + input.flow()
              + " any more; nothing was done");
    }
    StepContext context = new StepContext(dependencies, c, input);
    if (WITHOUT_IDENTITY_CHECK.contains(name)) {
      context.withoutIdentityCheck();
    }
    StepResult result = run(name, step, context, GateCheck::hold);
    if (!(result instanceof StepResult.Done)) {
      return result;
    }
    return last ? complete(context) : GateCheck.ahead(name, context).orElse(result);
  }

  /** Whether nothing is left to do once this step has done its work. */
  private static boolean isLast(String step, RemediationCase c) {
    return switch (step) {
      case "EnableTlsRequired" -> Policy.recorded(c.policy()).is(PolicySetting.AUTH, "none");
      case "RollBackTlsToPreferred" ->
          !c.attribute(CaseAttribute.TLS_ROLLBACK_TARGET)
              .equals(Optional.of(TransitEncryptionMode.NONE.apiValue()));
      case "RequireAuthentication", "RollBackTlsToOff", "VerifyControls" -> true;
      default -> false;
    };
  }

  /**
   * Runs the last step of a flow whose row is not in the ledger any more: people are told, and
   * nothing else can be done.
   *
   * @throws IllegalStateException for any other step, which ends the flow
   */
  public StepResult runWithoutRow(GroupArn group, Map<String, Object> sent) {
    StepInput input = StepInput.of(sent);
    if (!input.step().equals(StepRegistry.FINISH)) {
      throw new IllegalStateException("the ledger has no case for " + group);
    }
    LostRowNotification.send(dependencies, group, input.flow());
    return new StepResult.Unfinished("the ledger has no case for " + group);
  }

  /**
   * Lets writes to a group in again, as a person commands: before the cut-over the flow finds out
   * and is rolled back, after it the old group takes writes again.
   */
  public StepResult thaw(Optional<RemediationCase> found, GroupArn group) {
    Optional<RemediationCase> held =
        found.filter(c -> c.attribute(CaseAttribute.FREEZE_PARAMETER_GROUP).isPresent());
    if (held.isEmpty()) {
      return new StepResult.Failed(
          "the ledger knows of no held writes of "
              + group.id()
              + "; see its parameter group: where min-replicas-to-write is 100 there, set it back"
              + " with aws elasticache modify-cache-parameter-group");
    }
    StepContext context =
        new StepContext(dependencies, held.get(), StepInput.of(Map.of())).withoutIdentityCheck();
    try {
      return ReleaseWrites.thaw(context);
    } finally {
      context.end(false);
    }
  }

  /** What is answered where this call has been made before, and its answer was lost. */
  private static Optional<StepResult> ended(RemediationCase c, StepInput input) {
    if (c.running() || !c.execution().equals(input.flow())) {
      return Optional.empty();
    }
    return c.attribute(CaseAttribute.OUTCOME)
        .flatMap(FlowOutcome::of)
        .filter(o -> input.step().equals(StepRegistry.FINISH) || o == FlowOutcome.COMPLETE)
        .map(
            o ->
                CompleteFlow.answer(
                    new FlowEnding(o, c.attribute(CaseAttribute.ENDING_REASON).orElse(""))));
  }

  /** The state machine has nothing to decide in between, so nothing is read twice. */
  private static StepResult complete(StepContext context) {
    return run(StepRegistry.FINISH, CompleteFlow::complete, context.withoutIdentityCheck(), OPEN);
  }

  private static StepResult run(String name, Step step, StepContext context, Gates gates) {
    boolean passed = false;
    try {
      StepResult result = withinHold(definite(name, step, context, gates), context);
      if (name.equals(StepRegistry.ASK) && result instanceof StepResult.Failed failed) {
        // The state machine ignores this step's result, so a failure must be thrown; otherwise
        // it would wait for an answer to a question that was never sent.
        throw new IllegalStateException("nobody could be asked: " + failed.why());
      }
      passed = passed(result);
      return result;
    } finally {
      context.end(passed);
    }
  }

  /** While writes are held, no wait is longer than what is left of the longest pause. */
  private static StepResult withinHold(StepResult result, StepContext context) {
    return result instanceof StepResult.Pending(Duration delay, String why)
        ? WriteHold.left(context.now(), context.instant())
            .filter(left -> left.isPositive() && left.compareTo(delay) < 0)
            .<StepResult>map(left -> new StepResult.Pending(left.plusSeconds(1), why))
            .orElse(result)
        : result;
  }

  /** Whether the next step follows at once: since when this one has run, nobody will ask. */
  private static boolean passed(StepResult result) {
    return switch (result) {
      case StepResult.Done _,
          StepResult.ToBeCopied _,
          StepResult.Ended _,
          StepResult.Unfinished _ ->
          true;
      case StepResult.GateClosed _,
          StepResult.Pending _,
          StepResult.WriteToTry _,
          StepResult.KeyWork _,
          StepResult.Failed _,
          StepResult.NotApproved _ ->
          false;
    };
  }

  /**
   * A clear no of AWS (not allowed, not legal) will be the same next time, so it ends the step; so
   * will a row that lacks what an earlier step has left. What is not clear (throttled, 5xx, no
   * answer) is thrown, and the state machine tries again.
   */
  private static StepResult definite(String name, Step step, StepContext context, Gates gates) {
    try {
      return gates
          .hold(name, context)
          .or(() -> StepGuard.from(name, context))
          .orElseGet(
              () -> {
                if (!name.equals(ASIDE)) {
                  context.begin(name);
                }
                return step.run(context);
              });
    } catch (AnotherGroupException e) {
      return new StepResult.Failed(e.getMessage());
    } catch (MissingAttributeException e) {
      return new StepResult.Failed(e.getMessage());
    } catch (AwsServiceException e) {
      if (!AwsErrorText.isDefiniteRefusal(e)) {
        throw e;
      }
      return new StepResult.Failed(
          e.awsErrorDetails().serviceName()
              + " refuses what "
              + context.group().id()
              + " needs: "
              + AwsErrorText.reason(e));
    }
  }

  /**
   * Opens a case and asks for TLS preferred at once, outside a state machine: it breaks nobody, and
   * takes a while. That it is asked for stands in the ledger before, with the lock.
   *
   * @param known what the ledger says of the group
   * @param group as it has just been read
   * @return the case as it stands then, or empty where a flow runs already; what the step answered,
   *     the state machine will find out
   */
  public Optional<RemediationCase> beginTls(
      NewCase newCase, Optional<RemediationCase> known, CacheGroup group) {
    return dependencies
        .ledger()
        .fresh(newCase, known)
        .flatMap(
            fresh -> {
              StepContext context =
                  new StepContext(
                      dependencies,
                      fresh,
                      StepInput.of(Map.of()),
                      new NewCaseWriter(dependencies.ledger(), known));
              try {
                askForTls(context, group);
                context.saveBeforeCall();
                return Optional.of(context.now());
              } catch (NewCaseWriter.Taken _) {
                return Optional.empty();
              }
            });
  }

  /** What an execution of this case is told in place of a step's answer, when it begins. */
  public static StepResult first(RemediationCase c) {
    Optional<String> died = c.attribute(CaseAttribute.EXECUTION_FAILURE);
    if (died.isPresent()) {
      // In the place of the flow's own execution: it only ends the flow.
      return new StepResult.Failed(c.flow() + " " + died.get());
    }
    if (c.attribute(CaseAttribute.LAST_REQUEST).isPresent()) {
      // What has been asked for already needs no look before it can be done.
      return new StepResult.Pending(
          PollingSchedule.next(Duration.ZERO, EnableTls.TYPICAL), "TLS has been asked for");
    }
    StepResult begin = new StepResult.Done();
    return c.decision() == Decision.REPLACE
        ? GateCheck.first(Gate.REPLACE, c).orElse(begin)
        : begin;
  }

  /** Whether nothing has run of the flow but the step that {@link #beginTls} runs. */
  public static boolean isBegunByFinding(RemediationCase c) {
    return c.decision() == Decision.ONLINE_TLS
        && c.attribute(CaseAttribute.STEP).equals(Optional.of(StepGuard.PREFERRED));
  }

  static void askForTls(StepContext context, CacheGroup group) {
    EnableTls preferred = EnableTls.preferred(Step.nothing());
    run(StepGuard.PREFERRED, w -> preferred.run(w, Optional.of(group.state())), context, OPEN);
  }
}
