package remediator.workflow.core;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Gatherers;
import remediator.plan.ResourceTags;
import software.amazon.awssdk.services.elasticache.ElastiCacheClient;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupAlreadyExistsException;
import software.amazon.awssdk.services.elasticache.model.CacheParameterGroupNotFoundException;
import software.amazon.awssdk.services.elasticache.model.Parameter;
import software.amazon.awssdk.services.elasticache.model.ParameterNameValue;
import software.amazon.awssdk.services.elasticache.model.Tag;

/** Parameter groups in the account and Region of the case's group. */
public final class ParameterGroupClient {
  /** ModifyCacheParameterGroup takes 20 at once. */
  private static final int BATCH = 20;

  private final StepContext context;
  private final ElastiCacheClient client;

  public ParameterGroupClient(StepContext context) {
    this.context = context;
    this.client = context.elastiCache();
  }

  /** All parameters of a group by name; of the group's family, where they are AWS's own. */
  public Map<String, Parameter> parameters(String group) {
    Map<String, Parameter> found = new TreeMap<>();
    client
        .describeCacheParametersPaginator(r -> r.cacheParameterGroupName(group).maxRecords(100))
        .parameters()
        .forEach(p -> found.put(p.parameterName(), p));
    return found;
  }

  /** The value of a parameter; empty where it has none. */
  public static String value(Parameter parameter) {
    return parameter == null || parameter.parameterValue() == null
        ? ""
        : parameter.parameterValue();
  }

  /** The family of a group, such as {@code redis7}. */
  public String family(String group) {
    return client
        .describeCacheParameterGroups(r -> r.cacheParameterGroupName(group))
        .cacheParameterGroups()
        .getFirst()
        .cacheParameterGroupFamily();
  }

  /**
   * Makes a copy of another group, yet without its values, with this flow's tag.
   *
   * @param of the other group, which a tag tells as well
   * @return whether it is this flow's: made now, or by an earlier call
   */
  public boolean create(String name, String family, String of, String purpose) {
    try {
      client.createCacheParameterGroup(
          r ->
              r.cacheParameterGroupName(name)
                  .cacheParameterGroupFamily(family)
                  .description("Copy of " + of + " " + purpose)
                  .tags(
                      Tag.builder().key(ResourceTags.FLOW).value(context.now().flow()).build(),
                      Tag.builder().key(ResourceTags.COPY_OF).value(of).build()));
      context.note("parameter group " + name + " made");
      return true;
    } catch (CacheParameterGroupAlreadyExistsException _) {
      return isFreeOrOurs(name);
    }
  }

  /**
   * Whether no group has this name, or one that this flow has made. An earlier flow's counts as
   * somebody's: it may have been taken over since.
   */
  public boolean isFreeOrOurs(String name) {
    try {
      return ResourceOwnership.isTagged(context, context.group().resource("parametergroup", name));
    } catch (CacheParameterGroupNotFoundException _) {
      return true;
    }
  }

  /** Returns what this group is a copy of; empty where it is not there, or not this flow's. */
  public Optional<String> copyOf(String name) {
    try {
      Map<String, String> tags =
          ResourceOwnership.tags(context, context.group().resource("parametergroup", name));
      return Optional.ofNullable(tags.get(ResourceTags.COPY_OF))
          .filter(_ -> context.now().flow().equals(tags.get(ResourceTags.FLOW)));
    } catch (CacheParameterGroupNotFoundException _) {
      return Optional.empty();
    }
  }

  /** Sets values; every cache that uses the group gets those that need no reboot at once. */
  public void set(String group, Map<String, String> values) {
    new TreeMap<>(values)
        .entrySet().stream()
            .map(
                e ->
                    ParameterNameValue.builder()
                        .parameterName(e.getKey())
                        .parameterValue(e.getValue())
                        .build())
            .gather(Gatherers.windowFixed(BATCH))
            .forEach(
                some ->
                    client.modifyCacheParameterGroup(
                        r -> r.cacheParameterGroupName(group).parameterNameValues(some)));
  }
}
