package remediator.step;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import remediator.aws.AwsErrorText;
import remediator.group.GroupArn;
import remediator.group.ReplicationGroup;
import remediator.ledger.Case;
import remediator.ledger.Fact;
import remediator.ledger.MissingFactException;
import remediator.ledger.Opening;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The steps by the names that the state machines call them by, and what is the same for all: a step
 * runs only for the flow that holds the group's lock.
 */
public final class Steps {
  /** When to look for the first time at TLS that has been asked for. */
  public static final Duration FIRST_LOOK = Waits.next(Duration.ZERO, SwitchTls.TYPICAL);

  private static final String COMPLETE = "complete";

  /** Steps that only clean up and tell, whatever was chosen. */
  private static final Set<String> ENDING = Set.of("RollBack", StepTable.FINISH);

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

  private final Tools tools;
  private final Map<String, Step> steps;
  private final boolean takesAnswers;

  /**
   * @param takesAnswers whether the caller's word on a gate's answer is put on record; steps that
   *     delete take only what is on record
   */
  private Steps(Tools tools, Map<String, Step> steps, boolean takesAnswers) {
    this.tools = tools;
    this.steps = steps;
    this.takesAnswers = takesAnswers;
  }

  /** All steps but those that delete. */
  public static Steps working(Tools tools) {
    return new Steps(tools, StepTable.WORKING, true);
  }

  /** The steps that delete, and only those. */
  public static Steps retiring(Tools tools) {
    return retiring(tools, DeletionGuard::new);
  }

  static Steps retiring(Tools tools, GuardFactory guards) {
    return new Steps(tools, StepTable.retiring(guards), false);
  }

  /**
   * Runs a step.
   *
   * @param c the case as it stands in the ledger
   * @param input what the state machine sent: {@code step}, {@code flow}, and what the step needs
   */
  public Answer run(Case c, Map<String, Object> input) {
    String name = String.valueOf(input.get("step"));
    Step step =
        Optional.ofNullable(steps.get(name))
            .orElseThrow(
                () -> new IllegalArgumentException("this function has no step \"" + name + "\""));
    boolean last = StepTable.FINISH.equals(input.get("then"));
    if (last && ended(c, input, COMPLETE)) {
      return new Answer.Ended();
    }
    if (name.equals(StepTable.FINISH) && ended(c, input, input.get("outcome"))) {
      return new Answer.Done();
    }
    if (!c.running() || !c.execution().equals(input.get("flow"))) {
      return new Answer.Failed(
          "the ledger says that "
              + c.group().id()
              + " is not being worked on by flow "
              + input.get("flow")
              + " any more; nothing was done");
    }
    Work work = new Work(tools, c, input);
    if (WITHOUT_IDENTITY_CHECK.contains(name)) {
      work.withoutIdentityCheck();
    }
    Map<String, Object> heard = takesAnswers ? input : without(input, "gate");
    Answer answer = run(name, step, work, heard);
    return last && passed(answer) ? end(work, input) : answer;
  }

  /**
   * Runs the last step of a flow whose row is not in the ledger any more: people are told, and
   * nothing else can be done.
   *
   * @throws IllegalStateException for any other step, which ends the flow
   */
  public Answer runWithoutRow(GroupArn group, Map<String, Object> input) {
    if (!StepTable.FINISH.equals(input.get("step"))) {
      throw new IllegalStateException("the ledger has no case for " + group);
    }
    LostRowNotice.send(tools, group, String.valueOf(input.get("flow")));
    return new Answer.Done();
  }

  private static Map<String, Object> without(Map<String, Object> input, String name) {
    Map<String, Object> less = new HashMap<>(input);
    less.remove(name);
    return less;
  }

  /** This call has been made before, and its answer was lost. */
  private static boolean ended(Case c, Map<String, Object> input, Object outcome) {
    return !c.running()
        && c.execution().equals(input.get("flow"))
        && c.fact(Fact.OUTCOME).filter(o -> o.equals(outcome)).isPresent();
  }

  /** The state machine has nothing to decide in between, so nothing is read twice. */
  private Answer end(Work work, Map<String, Object> input) {
    Map<String, Object> next = new HashMap<>(input);
    next.put("step", StepTable.FINISH);
    next.put("outcome", COMPLETE);
    run(
        StepTable.FINISH,
        steps.get(StepTable.FINISH),
        work.with(next).withoutIdentityCheck(),
        next);
    return new Answer.Ended();
  }

  private static Answer run(String name, Step step, Work work, Map<String, Object> input) {
    Optional<GateAnswer> gate = GateAnswer.of(input.get("gate"));
    gate.ifPresent(g -> g.record(work));
    List<String> mistakes =
        ENDING.contains(name) ? List.of() : gate.map(GateAnswer::mistakes).orElse(List.of());
    Optional<Answer> held = mistakes.isEmpty() ? HoldBack.from(name, work) : Optional.empty();
    if (held.isPresent()) {
      work.flush();
      return held.get();
    }
    if (!name.equals(ASIDE) && !work.now().fact(Fact.STEP).equals(Optional.of(name))) {
      String since = work.instant().toString();
      work.aside(now -> now.with(Fact.STEP, name).with(Fact.STEP_SINCE, since));
    }
    boolean passed = false;
    try {
      Answer answer =
          mistakes.isEmpty()
              ? definite(step, work)
              : new Answer.Failed(
                  "what was chosen at the gate is not legal: " + String.join("; ", mistakes));
      if (step instanceof Ask && answer instanceof Answer.Failed failed) {
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
      case Answer.Done _, Answer.Ended _, Answer.Reachable _, Answer.Compared _ -> true;
      case Answer.Pending _, Answer.Failed _ -> false;
    };
  }

  /**
   * A clear no of AWS (not allowed, not legal) will be the same next time, so it ends the step; so
   * will a row that lacks what an earlier step has left. What is not clear (throttled, 5xx, no
   * answer) is thrown, and the state machine tries again.
   */
  private static Answer definite(Step step, Work work) {
    try {
      return step.run(work);
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
              Work work = new Work(tools, fresh, Map.of(), new Opened(tools.ledger(), known));
              try {
                askForTls(work, group);
                work.flush();
                return Optional.of(work.now());
              } catch (Opened.Taken _) {
                return Optional.empty();
              }
            });
  }

  /** Whether nothing has run of the flow but the step that {@link #beginTls} runs. */
  public static boolean isBegunByFinding(Case c) {
    return c.decision().equals("ONLINE_TLS")
        && c.fact(Fact.STEP).equals(Optional.of(StepTable.PREFERRED));
  }

  static void askForTls(Work work, ReplicationGroup group) {
    SwitchTls preferred = SwitchTls.preferred(Step.nothing());
    run(StepTable.PREFERRED, w -> preferred.run(w, Optional.of(group.state())), work, Map.of());
  }
}
