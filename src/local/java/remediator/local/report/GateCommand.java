package remediator.local.report;

import awsemulator.cloud.CallerIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import remediator.local.cloud.LocalCloud;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The command of a message that fetches an open question's token, as the AWS CLI would run it. */
public record GateCommand(String region, String table, String group, String flow, String gate) {
  private static final Pattern FETCH =
      Pattern.compile(
          """
          TOKEN=\\$\\(aws dynamodb get-item --region (\\S+) --consistent-read --output text \\\\
            --table-name (\\S+) \\\\
            --key '\\{"group":\\{"S":"([^"]+)"}}' \\\\
            --query "Item \\| flow\\.S == '([^']+)' \\\\
            && facts\\.M\\.GATE\\.S == '([^']+)' && facts\\.M\\.GATE_TOKEN\\.S"\\)\
          """);

  public static Optional<GateCommand> in(String message) {
    Matcher m = FETCH.matcher(message);
    return m.find()
        ? Optional.of(new GateCommand(m.group(1), m.group(2), m.group(3), m.group(4), m.group(5)))
        : Optional.empty();
  }

  /** The token; "False" where the question is no longer open. */
  public String token(LocalCloud cloud) {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(cloud.uri())
            .region(Region.of(region))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, cloud.home.account()))
            .build()) {
      Map<String, AttributeValue> item =
          client
              .getItem(
                  r ->
                      r.tableName(table)
                          .key(Map.of("group", AttributeValue.fromS(group)))
                          .consistentRead(true))
              .item();
      Map<String, AttributeValue> facts = item.get("facts").m();
      boolean open =
          item.get("flow").s().equals(flow)
              && facts.containsKey("GATE")
              && facts.get("GATE").s().equals(gate);
      return open ? facts.get("GATE_TOKEN").s() : "False";
    }
  }
}
