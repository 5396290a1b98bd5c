package remediator.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import remediator.group.GroupSpec;
import remediator.group.SecuritySettings;

/**
 * A Security Hub control that this product remediates: all that is special about it. A further one
 * is a further class, listed in {@code META-INF/services/remediator.plan.Control}; its phrases
 * {@code found.<id>} and {@code otherwise.<id>} in every language; and its id in the event patterns
 * and in the parameter Controls of the template.
 */
public interface Control {
  /** How a group that fails is remedied. */
  enum Remedy {
    /** Only when a group is made can it be so: a new group takes over. */
    REPLACE_GROUP,
    /** TLS is switched on in the running group. */
    SWITCH_TLS_ON
  }

  /** Security Hub's id, such as {@code ElastiCache.4}. */
  String id();

  /** What it demands, to follow "the group is not". */
  String requirement();

  /**
   * Whether a group with these does all that the control's title says, which may be more than its
   * check.
   */
  boolean isSatisfiedBy(SecuritySettings settings);

  /** Whether its check in Security Hub passes. */
  default boolean passesCheck(SecuritySettings settings) {
    return isSatisfiedBy(settings);
  }

  Remedy remedy();

  /**
   * Whether each group that is made meets it, also where the policy does not act on it, since that
   * costs and breaks nothing.
   */
  default boolean isMetByEveryReplacement() {
    return false;
  }

  /** The same cache, made so that it satisfies this. */
  GroupSpec appliedTo(GroupSpec spec, Policy policy);

  /** What it asks for, by the attribute of the read model that {@link #appliedTo} changes. */
  Map<String, String> wantedChanges();

  /** All that there are, ordered by their ids. */
  static List<Control> all() {
    return ControlRegistry.ALL;
  }

  static Control of(String id) {
    return find(id).orElseThrow(() -> new IllegalArgumentException("no remediation for " + id));
  }

  static Optional<Control> find(String id) {
    return all().stream().filter(c -> c.id().equals(id)).findFirst();
  }

  static Set<String> ids() {
    return all().stream().map(Control::id).collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a group with these satisfies every one of the controls. */
  static boolean areSatisfiedBy(Set<String> ids, SecuritySettings settings) {
    return ids.stream().allMatch(id -> of(id).isSatisfiedBy(settings));
  }
}
