package remediator.step;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import remediator.aws.AwsErrorText;
import remediator.aws.Place;
import remediator.group.GroupSpec.Layout;
import remediator.group.GroupSpec.Node;
import remediator.group.ReplicationGroup;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.elasticache.model.Subnet;

/** Whether the subnets have room for the group a second time: each node takes one address. */
final class FreeAddresses {
  private FreeAddresses() {}

  /** A sentence; one that cannot be told is no reason not to ask. */
  static String sentence(Work work, ReplicationGroup group) {
    Layout layout = group.spec().layout();
    String name = group.spec().network().subnetGroup();
    String needed = layout.nodes() + " free IP addresses are needed in the subnets of " + name;
    if (group.spec().network().type().equals("ipv6")) {
      return needed + ", which have IPv6 addresses enough";
    }
    try {
      List<Subnet> subnets =
          work.elastiCache()
              .describeCacheSubnetGroups(r -> r.cacheSubnetGroupName(name))
              .cacheSubnetGroups()
              .getFirst()
              .subnets();
      Map<String, Integer> free =
          work.tools()
              .aws()
              .subnets(Place.of(work.group()))
              .freeAddresses(subnets.stream().map(Subnet::subnetIdentifier).toList());
      return needed + told(layout, subnets, free);
    } catch (SdkException e) {
      return needed
          + "; they could not be counted ("
          + why(e)
          + "): aws ec2 describe-subnets tells AvailableIpAddressCount";
    }
  }

  private static String why(SdkException e) {
    if (e instanceof AwsServiceException refusal
        && refusal.awsErrorDetails() != null
        && !refusal.awsErrorDetails().errorCode().isEmpty()) {
      return refusal.awsErrorDetails().serviceName()
          + " answered "
          + refusal.awsErrorDetails().errorCode();
    }
    return AwsErrorText.of(e);
  }

  private static String told(Layout layout, List<Subnet> subnets, Map<String, Integer> free) {
    Map<String, Integer> byZone = new TreeMap<>();
    for (Subnet subnet : subnets) {
      byZone.merge(
          subnet.subnetAvailabilityZone().name(),
          free.getOrDefault(subnet.subnetIdentifier(), 0),
          Integer::sum);
    }
    String all =
        byZone.entrySet().stream()
            .map(e -> e.getValue() + " in " + e.getKey())
            .collect(Collectors.joining(", "));
    List<String> full = full(layout, byZone);
    return full.isEmpty()
        ? ", which have " + all
        : ", which have "
            + all
            + ": too few "
            + String.join(" and ", full)
            + ", so the new group will be refused; free some there, or add a subnet to the subnet"
            + " group first";
  }

  /** In which zones there is no room; nodes whose zone nobody can tell may stand anywhere. */
  private static List<String> full(Layout layout, Map<String, Integer> byZone) {
    Map<String, Long> needed =
        layout.shards().stream()
            .flatMap(s -> s.nodes().stream())
            .map(Node::zone)
            .filter(z -> !z.isEmpty())
            .collect(Collectors.groupingBy(z -> z, TreeMap::new, Collectors.counting()));
    List<String> full = new ArrayList<>();
    needed.forEach(
        (zone, nodes) -> {
          if (byZone.getOrDefault(zone, 0) < nodes) {
            full.add("in " + zone);
          }
        });
    boolean room = byZone.values().stream().mapToInt(i -> i).sum() >= layout.nodes();
    return room || !full.isEmpty() ? full : List.of("in all of them");
  }
}
