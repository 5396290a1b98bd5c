package remediator.iac;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import remediator.group.CacheGroup;
import remediator.plan.Groups;

/** Lines for the owner's code. */
class IacSnippetsTest {
  private static IacSnippets of(CacheGroup group) {
    return IacSnippets.of(group, group.arn(), Optional.empty());
  }

  @Test
  void durabilityIsInTheLinesOfAnEngineThatHasIt() {
    IacSnippets lines = of(Groups.group().engine("valkey", "9.0.0").durability("sync").build());

    assertThat(lines.terraform()).containsPattern("durability += \"sync\"");
    assertThat(lines.text()).contains("Its durability is sync: Terraform says so from provider");
  }

  @Test
  void ofAnEngineThatHasNoneNothingIsSaid() {
    IacSnippets lines = of(Groups.group().build());

    assertThat(lines.terraform()).doesNotContain("durability");
    assertThat(lines.text()).doesNotContain("urability");
  }
}
