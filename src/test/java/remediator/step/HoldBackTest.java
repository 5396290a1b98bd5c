package remediator.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import remediator.json.StrictJson;

/** The steps that the switch can hold are those that the state machines run right after gates. */
class HoldBackTest {
  private record Machine(Map<?, ?> states) {
    Map<?, ?> state(String name) {
      return (Map<?, ?>) states.get(name);
    }

    List<String> nexts(String name) {
      List<String> names = new ArrayList<>();
      Map<?, ?> state = state(name);
      Stream.of("Next", "Default")
          .map(state::get)
          .filter(String.class::isInstance)
          .forEach(n -> names.add((String) n));
      if (state.get("Choices") instanceof List<?> choices) {
        choices.forEach(c -> names.add((String) ((Map<?, ?>) c).get("Next")));
      }
      return names;
    }

    String step(String name) {
      return state(name).get("Arguments") instanceof Map<?, ?> arguments
              && arguments.get("Payload") instanceof Map<?, ?> payload
              && payload.get("step") instanceof String step
          ? step
          : "";
    }

    /** The first steps that can follow, past choices, other gates and the end. */
    Set<String> stepsAfter(String name) {
      Set<String> steps = new TreeSet<>();
      for (String next : nexts(name)) {
        switch (step(next)) {
          case "" -> steps.addAll(stepsAfter(next));
          case "Ask", "GiveBack", "Finish" -> {}
          default -> steps.add(next);
        }
      }
      return steps;
    }

    boolean asksAgain(String name) {
      return name.endsWith("Unanswered") || name.equals("RaiseAgain");
    }

    Set<String> gates() {
      Set<String> gates = new TreeSet<>();
      states
          .keySet()
          .forEach(
              n -> {
                if (nexts((String) n).stream().anyMatch(next -> step(next).equals("Ask"))
                    && !asksAgain((String) n)) {
                  gates.add((String) n);
                }
              });
      return gates;
    }
  }

  private static List<Machine> machines() throws IOException {
    List<Machine> machines = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/asl"))) {
      for (Path file : files.sorted().toList()) {
        machines.add(
            new Machine((Map<?, ?>) StrictJson.readObject(Files.readAllBytes(file)).get("States")));
      }
    }
    return machines;
  }

  @Test
  void whatFollowsAGateCanBeHeldAndIsLookedAtAgain() throws IOException {
    Set<String> following = new TreeSet<>();
    for (Machine machine : machines()) {
      for (String gate : machine.gates()) {
        for (String state : machine.stepsAfter(gate)) {
          following.add(machine.step(state));
          String choice = machine.nexts(state).getFirst();
          assertThat(machine.state(choice).toString())
              .as("after " + state)
              .contains("$answer.status = 'pending'");
        }
      }
    }

    assertThat(following).containsExactlyInAnyOrderElementsOf(HoldBack.AFTER_GATES);
  }
}
