package remediator.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import remediator.ledger.Fact;
import remediator.plan.OurTags;
import remediator.plan.ParameterCopy;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** The parameter group that an upgrade needs where the old one is of the owner's own. */
final class ParameterCopies {
  /** ModifyCacheParameterGroup takes 20 at once. */
  private static final int BATCH = 20;

  private ParameterCopies() {}

  /** What the copy holds and what it cannot; empty where AWS's default group is used. */
  static Optional<ParameterCopy> of(Work work) {
    return work.now()
        .fact(Fact.UPGRADE_COPY_OF)
        .map(
            old ->
                ParameterCopy.of(set(work, old), rules(work, work.now().need(Fact.UPGRADE_LIKE))));
  }

  /**
   * Settles on the name of the copy: the planned one, or where what others have made bears that,
   * one with the flow's name. Asked before people are told of it, and again before it is made.
   */
  static void settleName(Work work) {
    String name = work.now().need(Fact.UPGRADE_PARAMETER_GROUP);
    if (work.now().fact(Fact.UPGRADE_COPY_OF).isEmpty() || isFreeOrOurs(work, name)) {
      return;
    }
    String other = ParameterCopy.name(work.now().flow(), work.now().need(Fact.UPGRADE_FAMILY));
    if (!name.equals(other)) {
      work.later(c -> c.with(Fact.UPGRADE_PARAMETER_GROUP, other));
      work.note(
          "the parameter group %s is not of this flow: it is left as it is, and the copy is named %s"
              .formatted(name, other));
    }
  }

  /**
   * Makes it, if it is not there; sets its values in any case.
   *
   * @return why it cannot be, or empty
   */
  static Optional<String> ensure(Work work) {
    settleName(work);
    Optional<ParameterCopy> copy = of(work);
    if (copy.isEmpty()) {
      return Optional.empty();
    }
    String name = work.now().need(Fact.UPGRADE_PARAMETER_GROUP);
    try {
      work.elastiCache()
          .createCacheParameterGroup(
              r ->
                  r.cacheParameterGroupName(name)
                      .cacheParameterGroupFamily(work.now().need(Fact.UPGRADE_FAMILY))
                      .description(
                          "Copy of "
                              + work.now().need(Fact.UPGRADE_COPY_OF)
                              + " for the upgrade of "
                              + work.group().id())
                      .tags(Tag.builder().key(OurTags.FLOW).value(work.now().flow()).build()));
      work.note("parameter group " + name + " made");
    } catch (CacheParameterGroupAlreadyExistsException _) {
      if (!isFreeOrOurs(work, name)) {
        return Optional.of(
            "a parameter group "
                + name
                + " is there already, and this flow has not made it: delete or rename it, then"
                + " send the finding of "
                + work.group().id()
                + " again");
      }
    }
    fill(work, name, copy.get().carried());
    return Optional.empty();
  }

  /** An earlier flow's is others' as well: somebody may have taken it over since. */
  private static boolean isFreeOrOurs(Work work, String name) {
    try {
      return ResourceOwnership.isTagged(work, work.group().resource("parametergroup", name));
    } catch (CacheParameterGroupNotFoundException _) {
      return true;
    }
  }

  private static void fill(Work work, String name, Map<String, String> values) {
    List<ParameterNameValue> all = new ArrayList<>();
    new TreeMap<>(values)
        .forEach(
            (k, v) ->
                all.add(ParameterNameValue.builder().parameterName(k).parameterValue(v).build()));
    for (int from = 0; from < all.size(); from += BATCH) {
      List<ParameterNameValue> some = all.subList(from, Math.min(from + BATCH, all.size()));
      work.elastiCache()
          .modifyCacheParameterGroup(
              r -> r.cacheParameterGroupName(name).parameterNameValues(some));
    }
  }

  private static Map<String, String> set(Work work, String group) {
    Map<String, String> set = new TreeMap<>();
    work.elastiCache()
        .describeCacheParametersPaginator(
            r -> r.cacheParameterGroupName(group).source("user").maxRecords(100))
        .parameters()
        .forEach(p -> set.put(p.parameterName(), text(p.parameterValue())));
    return set;
  }

  /** The family's parameters, from its default group: that is the one operation on them needed. */
  private static Map<String, ParameterCopy.Rule> rules(Work work, String defaultGroup) {
    Map<String, ParameterCopy.Rule> rules = new TreeMap<>();
    work.elastiCache()
        .describeCacheParametersPaginator(
            r -> r.cacheParameterGroupName(defaultGroup).maxRecords(100))
        .parameters()
        .forEach(p -> rules.put(p.parameterName(), rule(p)));
    return rules;
  }

  private static ParameterCopy.Rule rule(Parameter p) {
    return new ParameterCopy.Rule(text(p.allowedValues()), !Boolean.FALSE.equals(p.isModifiable()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
