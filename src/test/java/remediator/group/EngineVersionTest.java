package remediator.group;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineVersionTest {
  @ParameterizedTest
  @CsvSource({
    "valkey, 8.0.1, true, 8.0",
    "valkey, 7.2.6, true, 7.2",
    "redis, 7.1.0, true, 7.1",
    "redis, 7.0.7, true, 7.0",
    "redis, 7.0.5, true, 7.0",
    "redis, 7.0.4, false, 7.0",
    "redis, 6.2.6, false, 6.2",
    "redis, 6.x, false, 6.2",
    "redis, 5.0.6, false, 5.0.6",
    "redis, 4.0.10, false, 4.0.10"
  })
  void tlsCanBeSwitchedOnlineFromTheFloorOn(
      String engine, String version, boolean online, String requestForm) {
    EngineVersion parsed = EngineVersion.parse(engine, version);
    assertThat(parsed.canSwitchTlsOnline()).isEqualTo(online);
    assertThat(parsed.toApiVersion()).isEqualTo(requestForm);
  }

  @Test
  void versionsAreComparedByNumberAndNotByText() {
    assertThat(EngineVersion.parse("redis", "4.0.10"))
        .isGreaterThan(EngineVersion.parse("redis", "4.0.9"));
  }

  @Test
  void whatIsNoVersionIsNamed() {
    assertThatThrownBy(() -> EngineVersion.parse("redis", "seven"))
        .hasMessage("engine version seven is not understood");
  }
}
