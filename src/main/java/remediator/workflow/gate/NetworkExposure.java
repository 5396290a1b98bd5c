package remediator.workflow.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  private final Map<?, ?> answers;
  private final int port;
  private final List<?> subnets;

  /**
   * @param answers {@code securityGroups}, {@code routeTables} and {@code problem}, each where it
   *     is there
   * @param subnets ids of the group's subnets
   */
  NetworkExposure(Map<?, ?> answers, int port, List<?> subnets) {
    this.answers = answers;
    this.port = port;
    this.subnets = subnets;
  }

  /** Writes down what was found, or that nothing could be; a reminder brings nothing new. */
  static void note(StepContext context) {
    Map<?, ?> last = context.input().last();
    if (context.now().attribute(CaseAttribute.NETWORK_EXPOSURE).isPresent()) {
      return;
    }
    String known = context.now().attribute(CaseAttribute.NETWORK).orElse("{}");
    int port =
        context
            .groups()
            .describeWithoutTags(context.group())
            .map(g -> g.spec().network().port())
            .orElse(0);
    NetworkExposure found =
        new NetworkExposure(
            last,
            port,
            StrictJson.readObject(known).get("subnets") instanceof List<?> list ? list : List.of());
    String lines = String.join("\n", found.sentences());
    context.change(c -> c.with(CaseAttribute.NETWORK_EXPOSURE, lines));
  }

  /** One for the rules and one for the subnets, at most two that say what to do. */
  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    if (!(answers.get("securityGroups") instanceof List<?> groups)) {
      return List.of(
          "who may reach port "
              + port
              + " was not read ("
              + (answers.get("problem") instanceof String problem
                  ? TextSanitizer.plain(problem, 300)
                  : "it can be in the account and Region of the remediator only")
              + "); aws ec2 describe-security-groups and describe-route-tables tell");
    }
    List<String> open = groups.stream().flatMap(g -> openings((Map<?, ?>) g)).toList();
    sentences.add(
        open.isEmpty()
            ? "inbound rules at port " + port + " name no addresses but private ones"
            : "NETWORK: port "
                + port
                + " is open to "
                + String.join(", ", open)
                + "; so it is for the new group, which has the same security groups. Narrow the"
                + " rules to the clients");
    if (answers.get("routeTables") instanceof List<?> tables) {
      publicSubnets(tables, sentences);
    } else {
      sentences.add(
          "which of its subnets are public was not read"
              + (answers.get("problem") instanceof String problem
                  ? " (" + TextSanitizer.plain(problem, 300) + ")"
                  : ""));
    }
    return sentences;
  }

  private Stream<String> openings(Map<?, ?> group) {
    String id = text(group, "GroupId");
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
                    + id);
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
    } else if (main) {
      sentences.add(
          "NETWORK: the main route table of its VPC leads to an internet gateway, so those of its"
              + " subnets are public that no other route table is associated with");
    } else {
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
