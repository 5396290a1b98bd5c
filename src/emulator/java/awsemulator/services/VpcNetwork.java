package awsemulator.services;

import awsemulator.cloud.AwsFault;
import awsemulator.cloud.CallerIdentity;
import awsemulator.states.interpreter.SdkIntegration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What EC2 knows of a VPC, as far as state machines ask. Every security group is there, and lets in
 * from 10.0.0.0/8 at the port of Redis, unless somebody opens it further; no route table leads to
 * an internet gateway, unless somebody adds one.
 */
public final class VpcNetwork implements SdkIntegration.Service {
  private static final int REDIS = 6379;

  private final Map<String, List<Map<String, Object>>> rules = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> publicTables = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  /** Lets a range reach a port of what is in a security group. */
  public void open(String securityGroup, String range, int port) {
    rules.computeIfAbsent(securityGroup, _ -> new CopyOnWriteArrayList<>()).add(rule(range, port));
  }

  /** Lets what a prefix list holds reach the port of Redis of what is in a security group. */
  public void openToPrefixList(String securityGroup, String list) {
    Map<String, Object> rule = new HashMap<>(rule("10.0.0.0/8", REDIS));
    rule.put("PrefixListIds", List.of(Map.of("PrefixListId", list)));
    rules.computeIfAbsent(securityGroup, _ -> new CopyOnWriteArrayList<>()).add(rule);
  }

  /** Refuses every call from now on, as EC2 does where a right is missing. */
  public void refuse() {
    refusing = true;
  }

  /** Associates a subnet with a route table that leads to an internet gateway. */
  public void makePublic(String vpc, String subnet) {
    publicTables.add(
        Map.of(
            "RouteTableId",
            "rtb-" + subnet,
            "VpcId",
            vpc,
            "Associations",
            List.of(Map.of("Main", false, "SubnetId", subnet)),
            "Routes",
            List.of(Map.of("DestinationCidrBlock", "0.0.0.0/0", "GatewayId", "igw-1"))));
  }

  private static Map<String, Object> rule(String range, int port) {
    boolean v6 = range.contains(":");
    return Map.of(
        "IpProtocol",
        "tcp",
        "FromPort",
        port,
        "ToPort",
        port,
        "IpRanges",
        v6 ? List.of() : List.of(Map.of("CidrIp", range)),
        "Ipv6Ranges",
        v6 ? List.of(Map.of("CidrIpv6", range)) : List.of(),
        "UserIdGroupPairs",
        List.of());
  }

  @Override
  public Map<String, Object> call(CallerIdentity caller, String action, Map<?, ?> arguments) {
    if (refusing) {
      throw new AwsFault(
          "UnauthorizedOperation", 403, "You are not authorized to perform this operation.");
    }
    return switch (action) {
      case "describeSecurityGroups" -> securityGroups(arguments);
      case "describeRouteTables" -> routeTables(arguments);
      default -> throw AwsFault.badRequest("InvalidAction", action + " is not known here");
    };
  }

  private Map<String, Object> securityGroups(Map<?, ?> arguments) {
    only(arguments, "GroupIds");
    List<Map<String, Object>> groups = new ArrayList<>();
    for (Object id : (List<?>) arguments.get("GroupIds")) {
      List<Map<String, Object>> all = new ArrayList<>();
      all.add(rule("10.0.0.0/8", REDIS));
      all.addAll(rules.getOrDefault(String.valueOf(id), List.of()));
      groups.add(Map.of("GroupId", id, "IpPermissions", all));
    }
    return Map.of("SecurityGroups", groups);
  }

  /** By the two filters that are asked with: the VPC, and gateways that are internet gateways. */
  private Map<String, Object> routeTables(Map<?, ?> arguments) {
    only(arguments, "Filters", "MaxResults");
    List<Map<String, Object>> tables = new ArrayList<>(publicTables);
    for (Object filter : (List<?>) arguments.get("Filters")) {
      Map<?, ?> asked = (Map<?, ?>) filter;
      List<?> values = (List<?>) asked.get("Values");
      switch (String.valueOf(asked.get("Name"))) {
        case "vpc-id" -> tables.removeIf(t -> !values.contains(t.get("VpcId")));
        case "route.gateway-id" -> {
          if (!values.equals(List.of("igw-*"))) {
            tables.clear();
          }
        }
        default ->
            throw AwsFault.badRequest(
                "InvalidParameterValue", "The filter '" + asked.get("Name") + "' is invalid");
      }
    }
    int most = ((Number) arguments.get("MaxResults")).intValue();
    return tables.size() <= most
        ? Map.of("RouteTables", tables)
        : Map.of("RouteTables", tables.subList(0, most), "NextToken", "more");
  }

  private static void only(Map<?, ?> arguments, String... members) {
    if (!arguments.keySet().equals(Set.of(members))) {
      throw AwsFault.badRequest("InvalidParameter", arguments.keySet() + " is not known here");
    }
  }
}
