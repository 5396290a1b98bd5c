package remediator.matrix.trial;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Every state that the ledger's row has had at the end of a step, as a backup would hold it. */
final class RowHistory {
  static final String FIRST = "the first";
  static final String AT_GATE = "at the last gate";
  static final String BEFORE = "before the last step";

  private record Kept(String step, Map<String, AttributeValue> row) {}

  private final List<Kept> kept = new ArrayList<>();

  void keep(String step, Optional<Map<String, AttributeValue>> row) {
    row.filter(r -> kept.isEmpty() || !kept.getLast().row().equals(r))
        .ifPresent(r -> kept.add(new Kept(step, r)));
  }

  /** Which states there are: by the words above, or by the step at whose end it was so. */
  Set<String> which(boolean everyStep) {
    Set<String> names = new LinkedHashSet<>(List.of(FIRST, AT_GATE, BEFORE));
    if (everyStep) {
      kept.forEach(k -> names.add(k.step()));
    }
    names.removeIf(name -> find(name).isEmpty());
    return names;
  }

  Optional<Map<String, AttributeValue>> find(String which) {
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    return switch (which) {
      case FIRST -> Optional.of(kept.getFirst().row());
      case AT_GATE -> last(k -> k.step().startsWith("Ask "));
      case BEFORE -> last(k -> !k.step().equals(kept.getLast().step()));
      default -> last(k -> k.step().equals(which));
    };
  }

  private Optional<Map<String, AttributeValue>> last(java.util.function.Predicate<Kept> wanted) {
    return kept.reversed().stream().filter(wanted).map(Kept::row).findFirst();
  }
}
