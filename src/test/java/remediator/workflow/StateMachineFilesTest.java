package remediator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** State machines route and show; what they hand on is what the state before came to. */
class StateMachineFilesTest {
  /** They look, and the step after them is told where they could not. */
  private static final Set<String> PROBES = Set.of("LookAtClients", "WorkOnNodes");

  @Test
  void aStateIsCalledAsTheStepThatItRuns() {
    for (MachineFile machine : MachineFile.all()) {
      for (String state : machine.states()) {
        String step = machine.step(state);
        if (step.equals(StepRegistry.ASK)) {
          assertThat(state).startsWith("Ask");
        } else if (!step.isEmpty()) {
          assertThat(state).isEqualTo(step);
        }
      }
    }
  }

  @Test
  void groupFlowAndTheLastAnswerAreAllThatAStepIsTold() {
    for (MachineFile machine : MachineFile.all()) {
      for (String state : machine.states()) {
        assertThat(machine.state(state).containsKey("Assign")).as(state).isFalse();
        switch (machine.step(state)) {
          case "" -> {}
          case StepRegistry.ASK ->
              assertThat(machine.payload(state).keySet())
                  .isEqualTo(Set.of("step", "ask", "group", "flow", "token", "last"));
          default ->
              assertThat(machine.payload(state).keySet())
                  .isEqualTo(Set.of("step", "group", "flow", "last"));
        }
      }
    }
  }

  @Test
  void whateverErrorAStepOfAFlowEndsWithPeopleAreTold() {
    for (MachineFile machine : MachineFile.all()) {
      for (String state : machine.states()) {
        // Of these no flow waits, and an alarm tells.
        boolean beside =
            machine.step(state).equals("MonitorClients")
                || machine.payload(state).containsKey("part");
        if (!"Task".equals(machine.state(state).get("Type")) || beside) {
          continue;
        }
        assertThat(machine.catchesAll(state)).as(state).isTrue();
        if (PROBES.contains(state)) {
          assertThat(machine.caughtBy(state)).containsExactly(machine.next(state));
          continue;
        }
        if (machine.asksAws(state)) {
          // What AWS answers may be larger than a state may take, and States.ALL is not for that.
          assertThat(machine.caught(state))
              .as(state)
              .containsExactly(List.of("States.DataLimitExceeded"), List.of("States.ALL"));
          assertThat(machine.caughtBy(state))
              .containsExactly(machine.next(state), machine.next(state));
          continue;
        }
        String to = machine.caughtBy(state).getLast();
        if (machine.step(state).equals(StepRegistry.ASK)) {
          assertThat(machine.next(state)).isEqualTo(to);
        } else {
          assertThat(to)
              .isIn(
                  "ReleaseWrites",
                  "UndoScaling",
                  "RollBack",
                  StepRegistry.FINISH,
                  "EndNotRecorded");
        }
      }
    }
  }

  @Test
  void togetherTheyAreShortEnoughToBeRead() throws IOException {
    long lines = 0;
    for (MachineFile machine : MachineFile.all()) {
      lines += Files.readAllLines(machine.file()).size();
    }
    assertThat(lines).isLessThanOrEqualTo(1_300);
  }
}
