package remediator.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.group.GroupSpec.Encryption;

/**
 * A Security Hub control that this product remediates. A further one is a further class, listed in
 * {@link #ALL}, with its rows in the {@link Planner}.
 */
public sealed interface Control permits AtRestControl, InTransitControl {
  /** All of them. */
  List<Control> ALL = List.of(new AtRestControl(), new InTransitControl());

  /** Security Hub's id, such as {@code ElastiCache.4}. */
  String id();

  /** What it demands, to follow "the group is not". */
  String requirement();

  /**
   * Whether a group with these does all that the control's title says, which may be more than its
   * check.
   */
  boolean isSatisfiedBy(Encryption encryption);

  static Control of(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no remediation for " + id));
  }

  static Optional<Control> find(String id) {
    return ALL.stream().filter(c -> c.id().equals(id)).findFirst();
  }

  static Set<String> ids() {
    return ALL.stream().map(Control::id).collect(Collectors.toUnmodifiableSet());
  }
}
