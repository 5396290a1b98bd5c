package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import remediator.group.Endpoints;
import remediator.group.GroupSpec;
import remediator.group.ReplicationGroup;
import remediator.group.TransitMode;

class DifferenceTest {
  private static final Policy POLICY = Policy.of(Map.of(), Map.of());

  private static Difference.Comparison compare(Groups source, Groups made) {
    ReplicationGroup before = source.build();
    return Difference.compare(before, Planner.wanted(before, POLICY), made.build());
  }

  private static Groups plain() {
    return Groups.group().atRest(false).tag("team", "shop");
  }

  private static Groups encrypted() {
    return Groups.group().transit(TransitMode.REQUIRED).tag("team", "shop");
  }

  @Test
  void encryptionDiffersAsPlannedAndNothingElseDoes() {
    Difference.Comparison comparison = compare(plain(), encrypted());
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.planned())
        .extracting(Difference::toString)
        .containsExactly(
            "encryption.atRest is \"true\", was \"false\": ElastiCache.4 asks for encryption at"
                + " rest",
            "encryption.transit is \"REQUIRED\", was \"NONE\": ElastiCache.5 asks for TLS");
    assertThat(comparison.attributes()).isGreaterThan(25);
  }

  @Test
  void everyUnplannedDifferenceIsNamedByItsAttribute() {
    Difference.Comparison comparison =
        compare(
            plain(), Groups.group().transit(TransitMode.PREFERRED).nodeType("cache.r6g.xlarge"));
    assertThat(comparison.different())
        .extracting(Difference::toString)
        .containsExactly(
            "encryption.transit is \"PREFERRED\", wanted \"REQUIRED\"",
            "layout.nodeType is \"cache.r6g.xlarge\", wanted \"cache.r6g.large\"",
            "tags.team is \"\", wanted \"shop\"");
  }

  @Test
  void whatTheNewGroupHasTooMuchIsADifferenceToo() {
    assertThat(compare(plain(), encrypted().tag("more", "x").userGroup("all")).different())
        .extracting(Difference::attribute)
        .containsExactly("access.userGroups[0]", "tags.more");
  }

  @Test
  void aChangeThatWasPlannedAndDidNotComeIsADifference() {
    assertThat(compare(plain(), plain()).different())
        .extracting(Difference::attribute)
        .containsExactly("encryption.atRest", "encryption.transit");
  }

  @Test
  void tagsOfOurOwnDoNotCount() {
    assertThat(
            compare(plain().tag(OurTags.REPLACES, "a"), encrypted().tag(OurTags.FLOW, "b"))
                .different())
        .isEmpty();
  }

  @Test
  void thePatchLevelIsElastiCachesOwnChoice() {
    Difference.Comparison comparison =
        compare(plain().engine("redis", "7.0.5"), encrypted().engine("redis", "7.0.7"));
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.planned())
        .extracting(Difference::attribute)
        .contains("engine.version.patch");
    assertThat(
            compare(plain().engine("redis", "7.0.5"), encrypted().engine("redis", "7.1.0"))
                .different())
        .extracting(Difference::attribute)
        .containsExactly("engine.version");
  }

  @Test
  void idAndEndpointsDifferAsPlanned() {
    ReplicationGroup source = encrypted().build();
    ReplicationGroup made =
        new ReplicationGroup(
            source.arn().sibling("orders-cache-enc"),
            source.status(),
            source.spec(),
            new Endpoints("master.orders-cache-enc.cache.amazonaws.com", "", "", List.of(), 6379),
            source.members(),
            source.awsTags(),
            source.pending(),
            Optional.empty(),
            false,
            List.of(),
            source.created());
    Difference.Comparison comparison = Difference.compare(source, source.spec(), made);
    assertThat(comparison.different()).isEmpty();
    assertThat(comparison.planned())
        .extracting(Difference::attribute)
        .containsExactly("endpoints.primary", "id");
  }

  @Test
  void everyPartOfTheReadModelIsCompared() {
    TreeSet<String> parts = new TreeSet<>();
    Flat.of(plain().userGroup("all").build().spec())
        .keySet()
        .forEach(a -> parts.add(a.split("[.\\[]", 2)[0]));
    List<String> components = new ArrayList<>();
    for (var component : GroupSpec.class.getRecordComponents()) {
      components.add(component.getName());
    }
    assertThat(parts).containsExactlyInAnyOrderElementsOf(components);
  }
}
