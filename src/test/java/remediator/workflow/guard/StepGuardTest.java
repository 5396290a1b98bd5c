package remediator.workflow.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import remediator.notification.Gate;
import remediator.workflow.MachineFile;
import remediator.workflow.StepRegistry;

/** The steps that gates and the switch can hold are those that the state machines say. */
class StepGuardTest {
  private record Asked(Gate gate, String by) {}

  @Test
  void whatFollowsAGateIsTheStepThatAsksAndItCanBeHeldAndIsLookedAtAgain() {
    List<Asked> asked = new ArrayList<>();
    for (MachineFile machine : MachineFile.all()) {
      for (String state : machine.states()) {
        if (!machine.step(state).equals(StepRegistry.ASK)) {
          continue;
        }
        Gate gate = Gate.of(machine.payload(state).get("ask").toString()).orElseThrow();
        assertThat(machine.caughtBy(state)).as(state).containsExactly(machine.next(state));
        for (String step : machine.stepsAfter(state)) {
          asked.add(new Asked(gate, step));
          assertThat(machine.rules(machine.next(step)))
              .as("after " + step)
              .contains("$states.input.status = 'pending'")
              .anyMatch(rule -> rule.startsWith("$states.input.status = 'ask'"));
        }
      }
    }

    List<Asked> known = new ArrayList<>();
    GateCheck.steps()
        .forEach(step -> GateCheck.before(step).forEach(gate -> known.add(new Asked(gate, step))));
    assertThat(asked).containsExactlyInAnyOrderElementsOf(known);
  }
}
