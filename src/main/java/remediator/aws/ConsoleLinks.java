package remediator.aws;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import remediator.group.GroupArn;

/**
 * Addresses in the AWS Management Console of the partition that a resource lies in. They open in
 * the account that the person is signed in to: the console has no address that changes it. Empty
 * for a partition whose console's address is not public.
 */
public final class ConsoleLinks {
  private ConsoleLinks() {}

  /** The group in ElastiCache's console, in its own Region. */
  public static Optional<String> group(GroupArn group) {
    return console(group.partition(), group.region(), "elasticache")
        .map(address -> address + "#/redis/" + encoded(group.id()));
  }

  /**
   * An execution in the console of Step Functions.
   *
   * @param machine ARN of its state machine
   * @param name of the execution
   */
  public static Optional<String> execution(AccountRegion home, String machine, String name) {
    String arn = machine.replaceFirst(":stateMachine:", ":execution:") + ":" + name;
    return console(home.partition(), home.region(), "states")
        .map(address -> address + "#/v2/executions/details/" + encoded(arn));
  }

  /**
   * A finding in the console of Security Hub CSPM, by a search for its id.
   *
   * @param region whose Security Hub is opened
   */
  public static Optional<String> finding(AccountRegion region, String id) {
    // The search is a query within the address' fragment, so its signs are encoded twice.
    String search = "Id=" + encoded("\\operator\\:EQUALS\\:") + encoded(id);
    return console(region.partition(), region.region(), "securityhub")
        .map(address -> address + "#/findings?search=" + encoded(search));
  }

  /** A dashboard in CloudWatch's console. */
  public static Optional<String> dashboard(AccountRegion home, String name) {
    return console(home.partition(), home.region(), "cloudwatch")
        .map(address -> address + "#dashboards/dashboard/" + encoded(name));
  }

  private static Optional<String> console(String partition, String region, String service) {
    Optional<String> host =
        switch (partition) {
          case "aws" -> Optional.of("console.aws.amazon.com");
          case "aws-cn" -> Optional.of("console.amazonaws.cn");
          case "aws-us-gov" -> Optional.of("console.amazonaws-us-gov.com");
          default -> Optional.empty();
        };
    return host.map(h -> "https://" + region + "." + h + "/" + service + "/home?region=" + region);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
