package remediator.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import remediator.finding.TextSanitizer;
import remediator.json.StrictJson;
import remediator.ledger.CaseAttribute;
import remediator.workflow.core.StepContext;

/**
 * Tells who may reach the cache port, by the answers of EC2 that the state machine hands over. It
 * is told and never changed: "ElastiCache security" in the operators' guide asks for private
 * subnets and for rules that name no more than the clients.
 */
final class NetworkExposure {
  private static final Set<String> EVERYBODY = Set.of("0.0.0.0/0", "::/0");

  /** RFC 1918, RFC 6598 and RFC 4193, and what is local to a link or a host. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "10\\..*/([89]|[12]\\d|3[0-2])|172\\.(1[6-9]|2\\d|3[01])\\..*/(1[2-9]|2\\d|3[0-2])"
              + "|192\\.168\\..*/(1[6-9]|2\\d|3[0-2])|169\\.254\\..*/(1[6-9]|2\\d|3[0-2])"
              + "|100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])\\..*/([12]\\d|3[0-2])"
              + "|127\\..*/([89]|[12]\\d|3[0-2])"
              + "|f[cd][0-9a-f]{2}:.*/([7-9]|\\d{2,3})|fe80:.*/(1\\d|[2-9]\\d|1\\d{2})");

  /** Ranges and prefix lists that are told one by one. */
  private static final int MOST = 10;

  private final Map<?, ?> answers;
  private final boolean known;
  private final int port;
  private final List<?> subnets;

  /**
   * @param answers {@code securityGroups}, {@code routeTables}, {@code moreTables} and {@code
   *     problem}, each where it is there
   * @param network where the group stands, as the ledger keeps it; empty where that is not known,
   *     and EC2 is not asked
   * @param port 0 where the group is gone
   */
  NetworkExposure(Map<?, ?> answers, Optional<String> network, int port) {
    this.answers = answers;
    this.known = network.isPresent();
    this.port = port;
    this.subnets =
        network.map(StrictJson::readObject).map(n -> n.get("subnets")).orElse(null)
                instanceof List<?> list
            ? list
            : List.of();
  }

  /** Writes down what was found, or that nothing could be; a reminder brings nothing new. */
  static void note(StepContext context) {
    if (context.now().attribute(CaseAttribute.NETWORK_EXPOSURE).isPresent()) {
      return;
    }
    int port =
        context
            .groups()
            .describeWithoutTags(context.group())
            .map(g -> g.spec().network().port())
            .orElse(0);
    NetworkExposure found =
        new NetworkExposure(
            context.input().last(), context.now().attribute(CaseAttribute.NETWORK), port);
    String lines = String.join("\n", found.sentences());
    context.change(c -> c.with(CaseAttribute.NETWORK_EXPOSURE, lines));
  }

  /** On the rules and on the subnets, each by itself: one can be read where the other cannot. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    sentences.add(
        port != 0 && answers.get("securityGroups") instanceof List<?> groups
            ? rules(groups.stream().<Map<?, ?>>map(g -> (Map<?, ?>) g).toList())
            : "who may reach "
                + (port == 0 ? "the cache port" : "port " + port)
                + " was not read ("
                + (port == 0 ? "the group is gone" : reason())
                + "); aws ec2 describe-security-groups tells");
    if (answers.get("routeTables") instanceof List<?> tables) {
      publicSubnets(tables, sentences);
    } else {
      sentences.add(
          "which of its subnets are public was not read ("
              + reason()
              + "); aws ec2 describe-route-tables tells");
    }
    return sentences;
  }

  private String reason() {
    if (answers.get("problem") instanceof String problem) {
      return TextSanitizer.plain(problem, 300);
    }
    return known
        ? "EC2 is asked once, before the first question of the gate replace, and no answer of it is"
            + " on record"
        : "it can be in the account and Region of the remediator only, where the subnet group can"
            + " be read";
  }

  private String rules(List<Map<?, ?>> groups) {
    List<String> open = groups.stream().flatMap(this::openings).toList();
    List<String> lists = groups.stream().flatMap(this::prefixLists).toList();
    return (open.isEmpty()
            ? "inbound rules at port " + port + " name no addresses but private ones"
            : "NETWORK: port "
                + port
                + " is open to "
                + listed(open)
                + "; so it is for the new group, which has the same security groups. Narrow the"
                + " rules to the clients")
        + (lists.isEmpty() ? "" : "; not looked at: " + listed(lists));
  }

  private static String listed(List<String> all) {
    String first = String.join(", ", all.subList(0, Math.min(MOST, all.size())));
    return all.size() <= MOST ? first : first + " and " + (all.size() - MOST) + " more";
  }

  private Stream<String> openings(Map<?, ?> group) {
    return maps(group, "IpPermissions")
        .filter(this::isAtPort)
        .flatMap(
            rule ->
                Stream.concat(
                    maps(rule, "IpRanges").map(r -> text(r, "CidrIp")),
                    maps(rule, "Ipv6Ranges").map(r -> text(r, "CidrIpv6"))))
        .filter(range -> !PRIVATE.matcher(range).matches())
        .distinct()
        .map(
            range ->
                range
                    + (EVERYBODY.contains(range) ? " (everybody)" : " (not private)")
                    + " by "
                    + text(group, "GroupId"));
  }

  /** What a prefix list holds EC2 tells by another call, for which there may be no right. */
  private Stream<String> prefixLists(Map<?, ?> group) {
    return maps(group, "IpPermissions")
        .filter(this::isAtPort)
        .flatMap(rule -> maps(rule, "PrefixListIds").map(l -> text(l, "PrefixListId")))
        .distinct()
        .map(list -> "prefix list " + list + " by " + text(group, "GroupId"));
  }

  /** "-1" is every protocol, and has no ports. */
  private boolean isAtPort(Map<?, ?> rule) {
    String protocol = text(rule, "IpProtocol");
    if (protocol.equals("-1")) {
      return true;
    }
    return (protocol.equals("tcp") || protocol.equals("6"))
        && rule.get("FromPort") instanceof Number from
        && rule.get("ToPort") instanceof Number to
        && from.intValue() <= port
        && port <= to.intValue();
  }

  private void publicSubnets(List<?> tables, List<String> sentences) {
    Set<String> found = new TreeSet<>();
    boolean main = false;
    for (Object table : tables) {
      for (Map<?, ?> association : maps((Map<?, ?>) table, "Associations").toList()) {
        main |= Boolean.TRUE.equals(association.get("Main"));
        if (association.get("SubnetId") instanceof String subnet && subnets.contains(subnet)) {
          found.add(TextSanitizer.plain(subnet, 64));
        }
      }
    }
    if (!found.isEmpty()) {
      sentences.add(
          "NETWORK: it stands in public subnets, whose route tables lead to an internet gateway: "
              + String.join(", ", found)
              + "; so will the new group. Private subnets take a subnet group of their own");
    }
    // A subnet with a table of its own does not follow the main one.
    boolean follows = main && !found.containsAll(subnets);
    if (follows) {
      sentences.add(
          "NETWORK: the main route table of its VPC leads to an internet gateway, so those of its"
              + " subnets are public that no other route table is associated with");
    }
    if (Boolean.TRUE.equals(answers.get("moreTables"))) {
      sentences.add(
          "more route tables of its VPC lead to an internet gateway, and were not read; aws ec2"
              + " describe-route-tables tells");
    } else if (found.isEmpty() && !follows) {
      sentences.add("none of its subnets has a route to an internet gateway");
    }
  }

  private static Stream<Map<?, ?>> maps(Map<?, ?> from, String key) {
    return from.get(key) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(m -> (Map<?, ?>) m)
        : Stream.empty();
  }

  private static String text(Map<?, ?> from, String key) {
    return TextSanitizer.plain(String.valueOf(from.get(key)), 64);
  }
}
