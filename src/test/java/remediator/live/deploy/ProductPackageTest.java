package remediator.live.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import awsemulator.template.SamTemplate;
import awsemulator.template.TemplateRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import remediator.live.core.ProductFiles;

class ProductPackageTest {
  @TempDir Path folder;

  private static List<TemplateRule> rules(Path template) {
    return SamTemplate.read(template)
        .resolve(
            Map.of("FindingSource", "both", "StopAlarm", "too-many-errors"),
            "111122223333",
            "us-east-1",
            "aws")
        .rules();
  }

  /** Where findings of other Regions come together, notes would be written to others' findings. */
  @Test
  void noRuleIsEnabledThatWouldHearOfOthersFindings() throws IOException {
    Path packaged = folder.resolve("template.yaml");
    Files.write(packaged, ProductPackage.of("bucket").get(ProductPackage.TEMPLATE));

    assertThat(rules(packaged))
        .extracting(TemplateRule::logicalId)
        .containsExactlyElementsOf(
            rules(ProductFiles.TEMPLATE).stream().map(TemplateRule::logicalId).toList());
    assertThat(rules(packaged)).isNotEmpty().noneMatch(TemplateRule::enabled);
    assertThat(rules(ProductFiles.TEMPLATE)).allMatch(TemplateRule::enabled);
  }
}
