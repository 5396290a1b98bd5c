package remediator.local.cloud;

import awsemulator.cloud.CallerIdentity;
import awsemulator.template.TemplateTable;
import java.util.List;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;

/** Makes the template's tables, as CloudFormation would. */
final class LocalTables {
  private final LocalCloud cloud;

  LocalTables(LocalCloud cloud) {
    this.cloud = cloud;
  }

  void create(List<TemplateTable> tables) {
    try (DynamoDbClient client =
        DynamoDbClient.builder()
            .endpointOverride(cloud.uri())
            .region(Region.of(cloud.home.region()))
            .credentialsProvider(cloud.credentials(CallerIdentity.OPERATOR, cloud.home.account()))
            .build()) {
      for (TemplateTable table : tables) {
        client.createTable(
            r ->
                r.tableName(table.name())
                    .keySchema(table.keySchema())
                    .attributeDefinitions(table.attributes())
                    .globalSecondaryIndexes(table.indexes().isEmpty() ? null : table.indexes())
                    .deletionProtectionEnabled(table.deletionProtected())
                    .billingMode(BillingMode.PAY_PER_REQUEST));
      }
    }
  }
}
