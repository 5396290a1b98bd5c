package remediator.plan;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import remediator.group.CacheGroup;
import remediator.group.GroupSpec;
import remediator.group.SecuritySettings;

/**
 * A Security Hub control that this product remediates: all that is special about it. A further one
 * is a further class, listed in {@code META-INF/services/remediator.plan.Control}; its phrases
 * {@code found.<id>}, {@code otherwise.<id>} and {@code row.<attribute>} in every language; and its
 * id in the event patterns and in the parameter Controls of the template.
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

  /**
   * Why its check fails although the group does what it demands, with what to do about the finding;
   * empty where that is not so. Such a group is left alone.
   */
  default Optional<Plan.Blocker> falseAlarm(CacheGroup group) {
    return Optional.empty();
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

  /** Names what it looks at, for a person who compares a group now and afterwards. */
  String attribute();

  /** The value of {@link #attribute}: a word that the phrases {@code value} know, or a number. */
  String value(SecuritySettings settings);

  /** What a replacement changes because of it, told before it is made. */
  default String announcement(GroupSpec wanted) {
    return "the new group is " + requirement();
  }

  /** Whether a group was made with less than was wanted of it. */
  default boolean isLess(SecuritySettings made, SecuritySettings wanted) {
    return (isSatisfiedBy(wanted) && !isSatisfiedBy(made))
        || (passesCheck(wanted) && !passesCheck(made));
  }

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

  /** Whether a group with these can take the place of one that failed these controls. */
  static boolean areSatisfiedByReplacement(Set<String> ids, SecuritySettings settings) {
    return all().stream()
        .filter(c -> ids.contains(c.id()) || c.isMetByEveryReplacement())
        .allMatch(c -> c.isSatisfiedBy(settings));
  }

  /** What they demand, to follow "it is". */
  static String requirements(Collection<Control> controls) {
    return controls.stream().map(Control::requirement).collect(Collectors.joining(" and "));
  }

  /** The same of those that a flow answers. */
  static String requirements(Set<String> ids) {
    return requirements(all().stream().filter(c -> ids.contains(c.id())).toList());
  }

  /** What a group is, and what it is not, to follow "it is". */
  static String describe(SecuritySettings settings) {
    Map<Boolean, List<Control>> satisfied =
        all().stream().collect(Collectors.partitioningBy(c -> c.isSatisfiedBy(settings)));
    return Stream.of(
            requirements(satisfied.get(true)),
            satisfied.get(false).stream()
                .map(c -> "not " + c.requirement())
                .collect(Collectors.joining(" and ")))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", but "));
  }
}
