package remediator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import remediator.group.GroupSpec;
import remediator.group.TransitMode;

class DifferenceTest {
  @Test
  void equalGroupsDifferInNothingAndTagsOfOurOwnDoNotCount() {
    GroupSpec spec = Groups.group().tag("team", "shop").build().spec();
    GroupSpec made = spec.withTags(Map.of("team", "shop", OurTags.FLOW, "orders-1"));
    assertThat(Difference.compare(spec, made).differences()).isEmpty();
    assertThat(Difference.compare(spec, made).attributes()).isGreaterThan(25);
  }

  @Test
  void everyDifferenceIsNamedByItsAttribute() {
    GroupSpec spec = Groups.group().tag("team", "shop").build().spec();
    GroupSpec made =
        Groups.group().transit(TransitMode.PREFERRED).nodeType("cache.r6g.xlarge").build().spec();
    assertThat(Difference.compare(spec, made).differences())
        .extracting(Difference::attribute)
        .containsExactly("encryption.transit", "layout.nodeType", "tags.team");
  }

  @Test
  void thePatchLevelIsElastiCachesOwnChoice() {
    GroupSpec before = Groups.group().engine("redis", "7.0.5").build().spec();
    GroupSpec after = Groups.group().engine("redis", "7.0.7").build().spec();
    assertThat(Difference.compare(before, after).differences()).isEmpty();
  }
}
