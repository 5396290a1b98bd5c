package remediator.group;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;

/**
 * What does not add up in the answers about one group: values that this product has never heard of,
 * nodes that disagree, nodes that are missing. Each is a reason to refuse.
 */
final class GroupInconsistencies {
  private final List<String> sentences = new ArrayList<>();

  /** The value; one that is unknown is noted. */
  String known(String what, String value, Set<String> values) {
    String text = value == null ? "" : value;
    if (!values.contains(text)) {
      add(what + " is \"" + text + "\", which this version does not know");
    }
    return text;
  }

  void missing(List<String> members, List<CacheCluster> clusters) {
    Set<String> left = new TreeSet<>(members);
    clusters.forEach(c -> left.remove(c.cacheClusterId()));
    if (!left.isEmpty()) {
      add("nodes " + String.join(", ", left) + " are listed but cannot be described");
    }
    if (members.isEmpty()) {
      add("the group lists no nodes");
    }
  }

  /** What all nodes say; where they disagree, one of the values, and a note. */
  String agreed(String what, List<CacheCluster> clusters, Function<CacheCluster, String> of) {
    Set<String> values = new TreeSet<>();
    for (CacheCluster cluster : clusters) {
      String value = of.apply(cluster);
      values.add(value == null ? "" : value);
    }
    if (values.size() > 1) {
      add("nodes disagree on the " + what + ": " + String.join(", ", values));
    }
    return values.isEmpty() ? "" : values.iterator().next();
  }

  void add(String sentence) {
    if (!sentences.contains(sentence)) {
      sentences.add(sentence);
    }
  }

  List<String> sentences() {
    return List.copyOf(sentences);
  }
}
