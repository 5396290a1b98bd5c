package remediator.plan.difference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import remediator.group.CacheGroup;
import remediator.group.GroupEndpoints;
import remediator.group.GroupSpec;
import remediator.group.TransitEncryptionMode;
import remediator.plan.Groups;
import remediator.plan.Planner;
import remediator.plan.Policy;
import remediator.plan.ResourceTags;

class AttributeDifferenceTest {
  private static final Policy POLICY = Policy.of(Map.of(), Map.of());

  private static AttributeDifference.Comparison compare(Groups source, Groups made) {
    CacheGroup before = source.build();
    return AttributeDifference.compare(before, Planner.targetSpec(before, POLICY), made.build());
  }

  private static Groups plain() {
    return Groups.group().atRest(false).tag("team", "shop");
  }

  private static Groups encrypted() {
    return Groups.group().transit(TransitEncryptionMode.REQUIRED).tag("team", "shop");
  }

  @Test
  void encryptionDiffersAsPlannedAndNothingElseDoes() {
    AttributeDifference.Comparison comparison = compare(plain(), encrypted());
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.planned())
        .extracting(AttributeDifference::toString)
        .containsExactly(
            "encryption.atRest is \"true\", was \"false\": ElastiCache.4 asks for encryption at"
                + " rest",
            "encryption.transit is \"REQUIRED\", was \"NONE\": ElastiCache.5 asks for TLS");
    assertThat(comparison.attributes()).isGreaterThan(25);
  }

  @Test
  void anEngineThatTellsThatItHasNoDurabilityIsNoOther() {
    assertThat(compare(plain(), encrypted().durability("disabled")).planned())
        .extracting(AttributeDifference::toString)
        .contains(
            "engine.durability is \"disabled\", was \"\": an engine before Valkey 9.0 tells none,"
                + " and has none");
    assertThat(compare(plain(), encrypted().durability("sync")).different()).hasSize(1);
    assertThat(compare(plain().durability("sync"), encrypted().durability("disabled")).different())
        .hasSize(1);
  }

  @Test
  void everyUnplannedDifferenceIsNamedByItsAttribute() {
    AttributeDifference.Comparison comparison =
        compare(
            plain(),
            Groups.group().transit(TransitEncryptionMode.PREFERRED).nodeType("cache.r6g.xlarge"));
    assertThat(comparison.different())
        .extracting(AttributeDifference::toString)
        .containsExactly(
            "encryption.transit is \"PREFERRED\", wanted \"REQUIRED\"",
            "layout.nodeType is \"cache.r6g.xlarge\", wanted \"cache.r6g.large\"",
            "tags.team is \"\", wanted \"shop\"");
  }

  @Test
  void whatTheNewGroupHasTooMuchIsADifferenceToo() {
    assertThat(compare(plain(), encrypted().tag("more", "x").userGroup("all")).different())
        .extracting(AttributeDifference::attribute)
        .containsExactly("access.userGroups[0]", "tags.more");
  }

  @Test
  void aChangeThatWasPlannedAndDidNotComeIsADifference() {
    assertThat(compare(plain(), plain()).different())
        .extracting(AttributeDifference::attribute)
        .containsExactly("encryption.atRest", "encryption.transit");
  }

  @Test
  void tagsOfOurOwnDoNotCount() {
    assertThat(
            compare(
                    plain().tag(ResourceTags.REPLACES, "a"),
                    encrypted().tag(ResourceTags.FLOW, "b"))
                .different())
        .isEmpty();
  }

  @Test
  void thePatchLevelIsElastiCachesOwnChoice() {
    AttributeDifference.Comparison comparison =
        compare(plain().engine("redis", "7.0.5"), encrypted().engine("redis", "7.0.7"));
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.planned())
        .extracting(AttributeDifference::attribute)
        .contains("engine.version.patch");
    assertThat(
            compare(plain().engine("redis", "7.0.5"), encrypted().engine("redis", "7.1.0"))
                .different())
        .extracting(AttributeDifference::attribute)
        .containsExactly("engine.version");
  }

  @Test
  void idAndEndpointsDifferAsPlanned() {
    CacheGroup source = encrypted().build();
    CacheGroup made =
        new CacheGroup(
            source.arn().withId("orders-cache-enc"),
            source.status(),
            source.spec(),
            new GroupEndpoints(
                "master.orders-cache-enc.cache.amazonaws.com", "", "", List.of(), 6379),
            source.members(),
            source.awsTags(),
            source.pending(),
            Optional.empty(),
            false,
            List.of(),
            source.created(),
            source.storageEncryption(),
            source.conditions());
    AttributeDifference.Comparison comparison =
        AttributeDifference.compare(source, source.spec(), made);
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.planned())
        .extracting(AttributeDifference::attribute)
        .containsExactly("endpoints.primary", "id");
  }

  @Test
  void everyPartOfTheReadModelIsCompared() {
    TreeSet<String> parts = new TreeSet<>();
    AttributeFlattener.of(plain().userGroup("all").build().spec())
        .keySet()
        .forEach(a -> parts.add(a.split("[.\\[]", 2)[0]));
    List<String> components = new ArrayList<>();
    for (var component : GroupSpec.class.getRecordComponents()) {
      components.add(component.getName());
    }
    assertThat(parts).containsExactlyInAnyOrderElementsOf(components);
  }
}
