package remediator.workflow;

import awsemulator.states.asl.DefinitionText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A state machine as it is written. */
public record MachineFile(Path file, Map<?, ?> definition) {
  static final Path FOLDER = Path.of("src/main/asl");

  public static List<MachineFile> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(MachineFile::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MachineFile read(Path file) {
    try {
      return new MachineFile(
          file, (Map<?, ?>) DefinitionText.read(file.toString(), Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Set<String> states() {
    Set<String> names = new TreeSet<>();
    ((Map<?, ?>) definition.get("States")).keySet().forEach(name -> names.add((String) name));
    return names;
  }

  Map<?, ?> state(String name) {
    return (Map<?, ?>) ((Map<?, ?>) definition.get("States")).get(name);
  }

  public Map<?, ?> payload(String name) {
    return state(name).get("Arguments") instanceof Map<?, ?> arguments
            && arguments.get("Payload") instanceof Map<?, ?> payload
        ? payload
        : Map.of();
  }

  /** The step that a state runs, or empty. */
  public String step(String name) {
    return payload(name).get("step") instanceof String step ? step : "";
  }

  public String next(String name) {
    return (String) state(name).get("Next");
  }

  /** Where errors go, in the order of the catchers. */
  public List<String> caughtBy(String name) {
    return list(name, "Catch").stream().map(c -> (String) c.get("Next")).toList();
  }

  /** The errors of each catcher, in their order. */
  List<Object> caught(String name) {
    return list(name, "Catch").stream().map(c -> (Object) c.get("ErrorEquals")).toList();
  }

  /** Whether it calls AWS by itself, without a function. */
  boolean asksAws(String name) {
    return state(name).get("Resource") instanceof String resource
        && resource.contains(":states:::aws-sdk:");
  }

  /** Whether its last catcher takes whatever the others do not. */
  boolean catchesAll(String name) {
    List<Map<?, ?>> all = list(name, "Catch");
    return !all.isEmpty() && List.of("States.ALL").equals(all.getLast().get("ErrorEquals"));
  }

  /** The conditions of a Choice, without the brackets. */
  public List<String> rules(String name) {
    return list(name, "Choices").stream()
        .map(c -> ((String) c.get("Condition")).replaceAll("^\\{% | %}$", ""))
        .toList();
  }

  /** The steps that can follow a state, past choices. */
  public Set<String> stepsAfter(String name) {
    Set<String> steps = new TreeSet<>();
    List<String> nexts = new ArrayList<>();
    Stream.of("Next", "Default")
        .map(state(name)::get)
        .filter(String.class::isInstance)
        .forEach(n -> nexts.add((String) n));
    list(name, "Choices").forEach(c -> nexts.add((String) c.get("Next")));
    for (String next : nexts) {
      if (step(next).isEmpty()) {
        steps.addAll(stepsAfter(next));
      } else {
        steps.add(next);
      }
    }
    return steps;
  }

  private List<Map<?, ?>> list(String name, String field) {
    List<Map<?, ?>> all = new ArrayList<>();
    if (state(name).get(field) instanceof List<?> list) {
      list.forEach(element -> all.add((Map<?, ?>) element));
    }
    return all;
  }
}
