package remediator.workflow.replace;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import remediator.group.CacheGroup;
import remediator.iac.IacOwnership;
import remediator.plan.ResourceTags;
import remediator.workflow.core.ResourceOwnership;
import remediator.workflow.core.StepContext;
import software.amazon.awssdk.services.elasticache.model.Tag;
import software.amazon.awssdk.services.elasticache.model.TagQuotaPerResourceExceededException;

/**
 * Tags that an old group's nodes have beyond those of the group, which ElastiCache copies to all
 * nodes by itself. They belong to the new node in the same place: same shard, same position.
 */
final class CopyNodeTags {
  /**
   * What a new node lacks.
   *
   * @param node its ARN
   */
  record Missing(String node, Map<String, String> tags) {
    @Override
    public String toString() {
      return node.substring(node.lastIndexOf(':') + 1) + " lacks the tags " + tags.keySet();
    }
  }

  private CopyNodeTags() {}

  /**
   * Adds what the new nodes lack.
   *
   * @return what they lack all the same
   */
  static List<Missing> copy(StepContext context, CacheGroup source, CacheGroup made) {
    List<Missing> missing = missing(context, source, made);
    if (missing.isEmpty()) {
      return missing;
    }
    missing.forEach(m -> add(context, m));
    return missing.stream()
        .map(
            m ->
                new Missing(m.node(), without(m.tags(), ResourceOwnership.tags(context, m.node()))))
        .filter(m -> !m.tags().isEmpty())
        .toList();
  }

  private static Map<String, String> without(Map<String, String> tags, Map<String, String> there) {
    Map<String, String> left = new TreeMap<>(tags);
    left.entrySet().removeAll(there.entrySet());
    return left;
  }

  private static List<Missing> missing(StepContext context, CacheGroup source, CacheGroup made) {
    List<Missing> missing = new ArrayList<>();
    int both = Math.min(source.members().size(), made.members().size());
    for (int i = 0; i < both; i++) {
      Map<String, String> own = own(context, source, source.members().get(i));
      if (!own.isEmpty()) {
        String node = made.arn().resource("cluster", made.members().get(i));
        own.entrySet().removeAll(ResourceOwnership.tags(context, node).entrySet());
        if (!own.isEmpty()) {
          missing.add(new Missing(node, Map.copyOf(own)));
        }
      }
    }
    return missing;
  }

  /** Without AWS's, which cannot be set, and without ours. */
  private static Map<String, String> own(StepContext context, CacheGroup group, String node) {
    Map<String, String> own =
        new TreeMap<>(ResourceOwnership.tags(context, group.arn().resource("cluster", node)));
    own.keySet().removeIf(key -> key.startsWith("aws:") || ResourceTags.ALL.contains(key));
    own.keySet().removeAll(IacOwnership.identityTags(own));
    own.entrySet().removeAll(group.spec().tags().entrySet());
    return own;
  }

  private static void add(StepContext context, Missing missing) {
    List<Tag> tags =
        missing.tags().entrySet().stream()
            .map(t -> Tag.builder().key(t.getKey()).value(t.getValue()).build())
            .toList();
    try {
      context.elastiCache().addTagsToResource(r -> r.resourceName(missing.node()).tags(tags));
      context.groups().forgetTags(missing.node());
    } catch (TagQuotaPerResourceExceededException _) {
      // No reason to give the new group up: the comparison tells of it before cut-over.
      context.note("there is no room for all tags of the old node: " + missing);
    }
  }
}
