package remediator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import awsemulator.data.NoData;
import awsemulator.elasticache.ElastiCacheService;
import awsemulator.elasticache.fleet.FleetView;
import awsemulator.time.VirtualClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import remediator.workflow.replace.GeneratedFleet;
import remediator.workflow.replace.GeneratedGroup;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.elasticache.model.CacheCluster;

/**
 * What Describe tells is compared, derived or ignored as the tables say: an attribute that is put
 * from one group into another changes the read model, or does not. One that a newer SDK brings
 * fails here until somebody has decided on it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class AttributeTablesTest {
  @TempDir private static Path folder;
  private List<GeneratedGroup> generated;
  private FleetView view;

  @BeforeAll
  void load() throws IOException {
    generated = GeneratedFleet.of(7, 30);
    ElastiCacheService service =
        new ElastiCacheService(
            new VirtualClock(Instant.parse("2026-11-01T00:00:00Z")), new NoData());
    service.add(GeneratedFleet.load(folder, generated));
    view = service.view();
  }

  @Test
  void everyAttributeOfAGroupIsDecided() {
    assertThat(GroupAttributes.ALL)
        .extracting(Attribute::name)
        .containsExactlyInAnyOrderElementsOf(
            attributes(
                software.amazon.awssdk.services.elasticache.model.ReplicationGroup.builder()));
    assertThat(GroupAttributes.ALL).allMatch(a -> !a.why().isBlank());
  }

  @Test
  void everyAttributeOfANodeIsDecided() {
    assertThat(NodeAttributes.ALL)
        .extracting(Attribute::name)
        .containsExactlyInAnyOrderElementsOf(attributes(CacheCluster.builder()));
    assertThat(NodeAttributes.ALL).allMatch(a -> !a.why().isBlank());
  }

  @Test
  void whatIsComparedOfAGroupChangesTheReadModel() {
    assertFollowed(GroupAttributes.ALL, this::groupMatters);
  }

  @Test
  void whatIsComparedOfANodeChangesTheReadModel() {
    assertFollowed(NodeAttributes.ALL, this::nodeMatters);
  }

  private static void assertFollowed(List<Attribute> table, Predicate<Attribute> matters) {
    assertSoftly(
        softly -> {
          for (Attribute attribute : table) {
            switch (attribute.rule()) {
              case COMPARED ->
                  softly.assertThat(matters.test(attribute)).as("%s", attribute).isTrue();
              case IGNORED ->
                  softly.assertThat(matters.test(attribute)).as("%s", attribute).isFalse();
              case DERIVED -> {}
            }
          }
        });
  }

  /** Whether the attribute of any other group, or none, makes any group another. */
  private boolean groupMatters(Attribute attribute) {
    for (GeneratedGroup one : generated) {
      var group = group(one);
      List<CacheCluster> nodes = nodes(one);
      GroupSpec spec = map(one, group, nodes);
      for (GeneratedGroup other : generated) {
        var builder = group.toBuilder();
        put(builder, attribute, value(group(other), attribute));
        if (!map(one, builder.build(), nodes).equals(spec)) {
          return true;
        }
      }
      var without = group.toBuilder();
      put(without, attribute, null);
      if (!map(one, without.build(), nodes).equals(spec)) {
        return true;
      }
    }
    return false;
  }

  private boolean nodeMatters(Attribute attribute) {
    for (GeneratedGroup one : generated) {
      GroupSpec spec = map(one, group(one), nodes(one));
      for (GeneratedGroup other : generated) {
        Object value = value(nodes(other).getFirst(), attribute);
        if (!map(one, group(one), nodes(one, attribute, value)).equals(spec)) {
          return true;
        }
      }
      if (!map(one, group(one), nodes(one, attribute, null)).equals(spec)) {
        return true;
      }
    }
    return false;
  }

  private List<CacheCluster> nodes(GeneratedGroup group, Attribute attribute, Object value) {
    return nodes(group).stream()
        .map(
            node -> {
              CacheCluster.Builder builder = node.toBuilder();
              put(builder, attribute, value);
              return builder.build();
            })
        .toList();
  }

  private static GroupSpec map(
      GeneratedGroup generated,
      software.amazon.awssdk.services.elasticache.model.ReplicationGroup group,
      List<CacheCluster> nodes) {
    return new GroupMapper(generated.arn()).map(group, nodes, Map.of()).spec();
  }

  private software.amazon.awssdk.services.elasticache.model.ReplicationGroup group(
      GeneratedGroup group) {
    return view.group(group.arn().toString()).orElseThrow();
  }

  private List<CacheCluster> nodes(GeneratedGroup group) {
    return view.nodes(group.arn().toString());
  }

  private static Object value(SdkPojo pojo, Attribute attribute) {
    return field(pojo, attribute).getValueOrDefault(pojo);
  }

  private static void put(SdkPojo builder, Attribute attribute, Object value) {
    field(builder, attribute).set(builder, value);
  }

  private static SdkField<?> field(SdkPojo pojo, Attribute attribute) {
    return pojo.sdkFields().stream()
        .filter(f -> f.memberName().equals(attribute.name()))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> attributes(SdkPojo model) {
    return model.sdkFields().stream().map(SdkField::memberName).toList();
  }
}
