package remediator.step;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.AwsErrorText;
import remediator.group.GroupArn;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.FlowOutcome;
import remediator.ledger.MissingFactException;
import remediator.ledger.Opening;
import remediator.notice.Gate;
import remediator.plan.Policy;
import remediator.plan.Setting;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The steps by the names that the state machines call them by, and what is the same for all: a step
 * runs only for the flow that holds the group's lock.
 */
public final class Steps {

  /** Runs beside the flow's own step, while that waits for a person. */
  private static final String ASIDE = "WatchClients";

  /**
   * Steps that end a flow, look only, or compare the identity of what they delete by themselves. In
   * all others a group that was made under the id of the recorded one ends the flow when it is
   * read.
   */
  private static final Set<String> WITHOUT_IDENTITY_CHECK =
      Set.of(
          "GiveBack",
          "RollBack",
          "Retire",
          "RemoveStandIn",
          "ReleaseScaling",
          StepTable.FINISH,
          ASIDE);

  /** What a step answers instead of running, where a gate before it is closed. */
  private interface Gates {
    Optional<Answer> hold(String step, Work work);
  }

  /** For what runs outside a state machine, or has passed its gates in the same call. */
  private static final Gates OPEN = (_, _) -> Optional.empty();

  private final Tools tools;
  private final Map<String, Step> steps;

  private Steps(Tools tools, Map<String, Step> steps) {
    this.tools = tools;
    this.steps = steps;
  }

  /** All steps but those that delete. */
  public static Steps working(Tools tools) {
    return new Steps(tools, StepTable.WORKING);
  }

  /** The steps that delete, and only those. */
  public static Steps retiring(Tools tools) {
    return retiring(tools, DeletionGuard::new);
  }

  static Steps retiring(Tools tools, GuardFactory guards) {
    return new Steps(tools, StepTable.retiring(guards));
  }

  /**
   * Runs a step.
   *
   * @param c the case as it stands in the ledger
   * @param sent by the state machine
   */
  public Answer run(Case c, Map<String, Object> sent) {
    StepInput input = StepInput.of(sent);
    String name = input.step();
    Step step =
        Optional.ofNullable(steps.get(name))
            .orElseThrow(
                () -> new IllegalArgumentException("this function has no step \"" + name + "\""));
    boolean last = isLast(name, c);
    Optional<Answer> before =
        last || name.equals(StepTable.FINISH) ? ended(c, input) : Optional.empty();
    if (before.isPresent()) {
      return before.get();
    }
    if (!c.running() || !c.execution().equals(input.flow())) {
      return new Answer.Failed(
          "the ledger says that "
              + c.group().id()
              + " is not being worked on by flow "
              + input.flow()
              + " any more; nothing was done");
    }
    Work work = new Work(tools, c, input);
    if (WITHOUT_IDENTITY_CHECK.contains(name)) {
      work.withoutIdentityCheck();
    }
    Answer answer = run(name, step, work, GateBarrier::hold);
    if (!(answer instanceof Answer.Done)) {
      return answer;
    }
    return last ? complete(work) : GateBarrier.ahead(name, work).orElse(answer);
  }

  /** Whether nothing is left to do once this step has done its work. */
  private static boolean isLast(String step, Case c) {
    return switch (step) {
      case "TlsRequired" -> !Policy.recorded(c.policy()).is(Setting.AUTH, "token");
      case "BackToPreferred" -> !c.fact(Fact.BACK).equals(Optional.of(TransitMode.NONE.word()));
      case "AuthSet", "BackToOff", "Verify" -> true;
      default -> false;
    };
  }

  /**
   * Runs the last step of a flow whose row is not in the ledger any more: people are told, and
   * nothing else can be done.
   *
   * @throws IllegalStateException for any other step, which ends the flow
   */
  public Answer runWithoutRow(GroupArn group, Map<String, Object> sent) {
    StepInput input = StepInput.of(sent);
    if (!input.step().equals(StepTable.FINISH)) {
      throw new IllegalStateException("the ledger has no case for " + group);
    }
    LostRowNotice.send(tools, group, input.flow());
    return new Answer.Unfinished("the ledger has no case for " + group);
  }

  /** What is answered where this call has been made before, and its answer was lost. */
  private static Optional<Answer> ended(Case c, StepInput input) {
    if (c.running() || !c.execution().equals(input.flow())) {
      return Optional.empty();
    }
    return c.fact(Fact.OUTCOME)
        .flatMap(FlowOutcome::of)
        .filter(o -> input.step().equals(StepTable.FINISH) || o == FlowOutcome.COMPLETE)
        .map(o -> Finish.answer(new FlowEnding(o, c.fact(Fact.ENDING_REASON).orElse(""))));
  }

  /** The state machine has nothing to decide in between, so nothing is read twice. */
  private static Answer complete(Work work) {
    return run(StepTable.FINISH, Finish::complete, work.withoutIdentityCheck(), OPEN);
  }

  private static Answer run(String name, Step step, Work work, Gates gates) {
    boolean passed = false;
    try {
      Answer answer = definite(name, step, work, gates);
      if (name.equals(StepTable.ASK) && answer instanceof Answer.Failed failed) {
        // Nobody reads what Ask answers: the state machine would wait for a person who knows of
        // nothing.
        throw new IllegalStateException("nobody could be asked: " + failed.why());
      }
      passed = passed(answer);
      return answer;
    } finally {
      if (passed) {
        work.close();
      } else {
        work.flush();
      }
    }
  }

  /** Whether the next step follows at once: since when this one has run, nobody will ask. */
  private static boolean passed(Answer answer) {
    return switch (answer) {
      case Answer.Done _, Answer.Ended _, Answer.Unfinished _ -> true;
      case Answer.GateClosed _, Answer.Pending _, Answer.Failed _, Answer.NotApproved _ -> false;
    };
  }

  /**
   * A clear no of AWS (not allowed, not legal) will be the same next time, so it ends the step; so
   * will a row that lacks what an earlier step has left. What is not clear (throttled, 5xx, no
   * answer) is thrown, and the state machine tries again.
   */
  private static Answer definite(String name, Step step, Work work, Gates gates) {
    try {
      return gates
          .hold(name, work)
          .or(() -> HoldBack.from(name, work))
          .orElseGet(
              () -> {
                begin(name, work);
                return step.run(work);
              });
    } catch (AnotherGroupException e) {
      return new Answer.Failed(e.getMessage());
    } catch (MissingFactException e) {
      return new Answer.Failed(e.getMessage());
    } catch (AwsServiceException e) {
      if (!isClear(e)) {
        throw e;
      }
      return new Answer.Failed(
          e.awsErrorDetails().serviceName()
              + " refuses what "
              + work.group().id()
              + " needs: "
              + AwsErrorText.reason(e));
    }
  }

  private static void begin(String name, Work work) {
    if (!name.equals(ASIDE) && !work.now().fact(Fact.STEP).equals(Optional.of(name))) {
      String since = work.instant().toString();
      work.aside(now -> now.with(Fact.STEP, name).with(Fact.STEP_SINCE, since));
    }
  }

  /** Whether the same request would be refused again. */
  static boolean isClear(AwsServiceException e) {
    return e.statusCode() < 500 && !e.isThrottlingException() && !e.isClockSkewException();
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
  public Optional<Case> beginTls(Opening opening, Optional<Case> known, ReplicationGroup group) {
    return tools
        .ledger()
        .fresh(opening, known)
        .flatMap(
            fresh -> {
              Work work =
                  new Work(tools, fresh, StepInput.of(Map.of()), new Opened(tools.ledger(), known));
              try {
                askForTls(work, group);
                work.flush();
                return Optional.of(work.now());
              } catch (Opened.Taken _) {
                return Optional.empty();
              }
            });
  }

  /** What an execution of this case is told in place of a step's answer, when it begins. */
  public static Answer first(Case c) {
    Optional<String> died = c.fact(Fact.DIED_OF);
    if (died.isPresent()) {
      // In the place of the flow's own execution: it only ends the flow.
      return new Answer.Failed(c.flow() + " " + died.get());
    }
    if (c.fact(Fact.ASKED).isPresent()) {
      // What has been asked for already needs no look before it can be done.
      return new Answer.Pending(
          Waits.next(Duration.ZERO, SwitchTls.TYPICAL), "TLS has been asked for");
    }
    Answer begin = new Answer.Done();
    return c.decision().equals("REPLACE")
        ? GateBarrier.first(Gate.REPLACE, c).orElse(begin)
        : begin;
  }

  /** Whether nothing has run of the flow but the step that {@link #beginTls} runs. */
  public static boolean isBegunByFinding(Case c) {
    return c.decision().equals("ONLINE_TLS")
        && c.fact(Fact.STEP).equals(Optional.of(StepTable.PREFERRED));
  }

  static void askForTls(Work work, ReplicationGroup group) {
    SwitchTls preferred = SwitchTls.preferred(Step.nothing());
    run(StepTable.PREFERRED, w -> preferred.run(w, Optional.of(group.state())), work, OPEN);
  }
}
