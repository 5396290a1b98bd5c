package awsemulator.template;

import awsemulator.template.tree.YamlTree;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/**
 * A DynamoDB table, in the SDK's terms.
 *
 * @param deletionProtected whether it cannot be deleted until that is switched off
 * @param timeToLive the attribute that says when an item expires, or null
 */
public record TemplateTable(
    String logicalId,
    String name,
    String arn,
    List<KeySchemaElement> keySchema,
    List<AttributeDefinition> attributes,
    List<GlobalSecondaryIndex> indexes,
    boolean deletionProtected,
    String timeToLive) {
  static TemplateTable of(DeployedResource resource) {
    Map<String, Object> ttl = resource.map("TimeToLiveSpecification");
    boolean expires = Boolean.parseBoolean(String.valueOf(ttl.get("Enabled")));
    return new TemplateTable(
        resource.logicalId(),
        resource.name(),
        resource.arn(),
        keys(resource.place("KeySchema"), resource.properties().get("KeySchema")),
        attributes(resource),
        indexes(resource),
        Boolean.parseBoolean(
            String.valueOf(resource.properties().get("DeletionProtectionEnabled"))),
        expires ? YamlTree.text(resource.place("TimeToLive"), ttl.get("AttributeName")) : null);
  }

  private static List<KeySchemaElement> keys(String place, Object written) {
    return YamlTree.list(place, written).stream()
        .map(one -> YamlTree.map(place, one))
        .map(
            key ->
                KeySchemaElement.builder()
                    .attributeName(YamlTree.text(place, key.get("AttributeName")))
                    .keyType(YamlTree.text(place, key.get("KeyType")))
                    .build())
        .toList();
  }

  private static List<AttributeDefinition> attributes(DeployedResource resource) {
    String place = resource.place("AttributeDefinitions");
    return YamlTree.list(place, resource.properties().get("AttributeDefinitions")).stream()
        .map(one -> YamlTree.map(place, one))
        .map(
            attribute ->
                AttributeDefinition.builder()
                    .attributeName(YamlTree.text(place, attribute.get("AttributeName")))
                    .attributeType(YamlTree.text(place, attribute.get("AttributeType")))
                    .build())
        .toList();
  }

  private static List<GlobalSecondaryIndex> indexes(DeployedResource resource) {
    String place = resource.place("GlobalSecondaryIndexes");
    return YamlTree.list(place, resource.properties().get("GlobalSecondaryIndexes")).stream()
        .map(one -> YamlTree.map(place, one))
        .map(index -> index(place, index))
        .toList();
  }

  private static GlobalSecondaryIndex index(String place, Map<String, Object> index) {
    Map<String, Object> projection = YamlTree.map(place, index.get("Projection"));
    List<String> more =
        YamlTree.list(place, projection.get("NonKeyAttributes")).stream()
            .map(one -> YamlTree.text(place, one))
            .toList();
    return GlobalSecondaryIndex.builder()
        .indexName(YamlTree.text(place, index.get("IndexName")))
        .keySchema(keys(place, index.get("KeySchema")))
        .projection(
            p ->
                p.projectionType(YamlTree.text(place, projection.get("ProjectionType")))
                    .nonKeyAttributes(more.isEmpty() ? null : more))
        .build();
  }
}
