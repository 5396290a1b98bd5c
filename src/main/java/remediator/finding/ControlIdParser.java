package remediator.finding;

import java.util.Optional;
import java.util.Set;

/** Finds a control's id in the several forms in which findings carry it. */
final class ControlIdParser {
  private final Set<String> known;

  ControlIdParser(Set<String> known) {
    this.known = Set.copyOf(known);
  }

  /**
   * The known control that a text names: {@code ElastiCache.4}, {@code
   * security-control/ElastiCache.4}, {@code
   * service-managed-aws-control-tower/v/1.0.0/CT.ElastiCache.4}. Titles are never looked at: AWS
   * changes them.
   */
  Optional<String> named(String text) {
    String last = text.substring(text.lastIndexOf('/') + 1);
    String id = last.startsWith("CT.") || last.startsWith("SH.") ? last.substring(3) : last;
    return known.stream().filter(id::equalsIgnoreCase).findFirst();
  }
}
