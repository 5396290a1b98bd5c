package remediator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import remediator.finding.EventReader;
import remediator.finding.FindingResult;
import remediator.json.StrictJson;
import remediator.local.cloud.EventFixtures;

/** What Security Hub sends at its second look, read by the product's own reader. */
class HubFormatTest {
  private static final String AT = "2026-11-03T09:00:00Z";

  @ParameterizedTest
  @ValueSource(strings = {"ec5-redis-7.1-online-tls.json", "ec5-redis-7.1-online-tls.ocsf.json"})
  void aFindingThatPassesOrEndsIsOver(String event) throws IOException {
    HubFormat format = event.contains("ocsf") ? new OcsfFormat() : new AsffFormat();
    Map<String, Object> finding = finding(event);
    assertThat(format.failed(finding)).isTrue();
    assertThat(format.control(finding)).isEqualTo("ElastiCache.5");
    for (Map<String, Object> now :
        List.of(format.passed(finding, AT), format.archived(finding, AT))) {
      assertThat(read(event, format, now))
          .singleElement()
          .isInstanceOfSatisfying(
              FindingResult.Closed.class,
              over -> {
                assertThat(over.finding().group()).hasToString(format.group(finding));
                assertThat(over.finding().updatedAt()).isEqualTo(AT);
              });
    }
  }

  private static Map<String, Object> finding(String event) throws IOException {
    return EventFixtures.findings(Files.readString(Path.of("events", event))).getFirst();
  }

  private static List<FindingResult> read(
      String event, HubFormat format, Map<String, Object> finding) throws IOException {
    Map<String, Object> envelope =
        StrictJson.readObject(Files.readAllBytes(Path.of("events", event)));
    envelope.put("detail-type", format.detailType());
    envelope.put("detail", Map.of("findings", List.of(finding)));
    return new EventReader(Set.of("ElastiCache.5"))
        .read(EventReader.parse(StrictJson.writeBytes(envelope)));
  }
}
