package remediator.local.serve;

import awsemulator.elasticache.fleet.Fleet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.local.cloud.LocalCloud;

/** Whose an access key is where any is accepted. */
final class ServedAccounts {
  private final Map<String, Long> groups;

  ServedAccounts(Fleet fleet) {
    groups =
        fleet.groups().stream()
            .collect(
                Collectors.groupingBy(
                    g -> g.arn().split(":", -1)[4], TreeMap::new, Collectors.counting()));
  }

  /** An access key id of twelve digits names its account; any other is of {@link #usual}. */
  String ofKey(String accessKeyId) {
    return accessKeyId.matches("[0-9]{12}") ? accessKeyId : usual();
  }

  /** The account with the most groups. */
  String usual() {
    return groups.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .orElse(LocalCloud.ACCOUNT);
  }

  List<String> others() {
    return groups.keySet().stream().filter(a -> !a.equals(usual())).toList();
  }
}
